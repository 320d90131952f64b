"""The desk (Bộ phận Một cửa) as an agency's system, for agencies that have none.

It is a connector like the others: dossiers are handed to it as to any system, it takes each once
and says what it holds. What officers do there is told as news, through the same door.
"""

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.arriving import ArrivingFile
from connectors.errors import ConnectorError, NotAuthentic, Reason, Rejected, Unreadable
from connectors.messages import (
    Dossier,
    Heard,
    Held,
    Message,
    News,
    Outcome,
    Rating,
    Receipt,
    Reply,
    State,
    Supplement,
    Withdrawal,
)
from portal import clock
from portal.db import Database, insert_once
from portal.domain.states import State as Standing
from portal.models import Agency, DeskCase, DeskLetter
from portal.models import Dossier as Row
from portal.models import DossierAgency, DossierCode

NAME = "desk"
_PAGE = 500
_SINCE = ("amended", "money")
Letter = Supplement | Message | Rating | Withdrawal


class Desk:
    """The desk of one agency. Implements ``connectors.base.AgencyConnector``."""

    def __init__(self, db: Database, agency: Agency) -> None:
        self._db, self._agency = db, agency.id

    def fingerprint(self, dossier: Dossier) -> str:
        """Say which content hash the desk will hold for this dossier."""
        return fingerprint(dossier)

    def submit(self, dossier: Dossier, key: str) -> Receipt:
        """Lay a dossier on the desk; laid twice, it lies there once."""
        content = fingerprint(dossier)
        with self._db.write() as session:
            row = self._row(session, dossier.code)
            at_home = row.home_agency_id == self._agency
            fresh = lay(session, row, content) if at_home else self._pass(session, row, content)
        outcome = Outcome.ACCEPTED if fresh else Outcome.DUPLICATE
        return Receipt(outcome, dossier.code, content, b"")

    def ask(self, code: str) -> Held | None:
        """Say what lies on the desk under a code."""
        with self._db.read() as session:
            row = self._find(session, code)
            held = session.get(DeskCase, (row.home_agency_id, row.id)) if row else None
            return _told(held, row) if held and row else None

    def inventory(self, cursor: str) -> tuple[Sequence[Held], str] | None:
        """List what lies on the desk, by the dossiers' codes."""
        query = (
            sa.select(DeskCase, Row)
            .join(
                Row,
                sa.and_(
                    Row.home_agency_id == DeskCase.home_agency_id, Row.id == DeskCase.dossier_id
                ),
            )
            .where(DeskCase.home_agency_id == self._agency, Row.code > cursor)
        )
        with self._db.read() as session:
            found = session.execute(query.order_by(Row.code).limit(_PAGE)).all()
            items = tuple(_told(held, row) for held, row in found)
        return items, items[-1].code if items else cursor

    def supplement(self, supplement: Supplement, key: str) -> Receipt:
        """Take what a citizen adds."""
        return self._take("supplement", supplement.code, supplement)

    def write(self, message: Message, key: str) -> Receipt:
        """Take what a citizen writes."""
        return self._take("message", message.code, message)

    def rate(self, rating: Rating, key: str) -> Receipt:
        """Take how content a citizen was."""
        return self._take("rating", rating.code, rating)

    def withdraw(self, withdrawal: Withdrawal, key: str) -> Receipt:
        """Take a citizen's wish to take a dossier back; an officer decides about it."""
        return self._take("withdrawal", withdrawal.code, withdrawal)

    def holds(self, sent: Letter) -> bool:
        """Say whether the desk has what a citizen sent.

        :raises Rejected: if it has something else under this id.
        """
        kind = type(sent).__name__.lower()
        with self._db.read() as session:
            row = self._row(session, sent.code)
            held = session.get(DeskLetter, (row.home_agency_id, row.id, kind, sent.id))
            if held is not None and held.content_hash != fingerprint(sent):
                raise _conflict(kind)
            return held is not None

    def poll(self, cursor: str) -> tuple[Sequence[News], str]:
        """Tell nothing: what officers do is told the moment they do it."""
        return (), cursor

    def fetch(self, sha256: str) -> Iterator[bytes]:
        """Give no file: results stand with their dossier before they are told of."""
        raise Rejected("the desk keeps no files apart")

    def read(
        self, headers: Mapping[str, str], method: str, path: str, body: bytes
    ) -> Sequence[News]:
        """Let nobody in: a desk has no door for programs."""
        raise NotAuthentic("key")

    def reread(self, raw: bytes) -> News:
        """Read nothing: a desk says nothing in a dialect."""
        raise Unreadable({"_schema": ["bàn một cửa không gửi tin (a desk sends no messages)"]})

    def read_file(
        self, headers: Mapping[str, str], method: str, path: str, chunks: Iterator[bytes]
    ) -> ArrivingFile:
        """Let nobody in."""
        raise NotAuthentic("key")

    def read_wish(self, headers: Mapping[str, str], method: str, path: str) -> str:
        """Let nobody in."""
        raise NotAuthentic("key")

    def reply(self, heard: Heard | ConnectorError) -> Reply:
        """Say no, to whoever calls."""
        return Reply(401, b'{"error":"key"}')

    def check_config(self) -> None:
        """Do nothing: there is no way to a desk that could be wrong."""

    def close(self) -> None:
        """Do nothing: it holds no connection of its own."""

    def _find(self, session: Session, code: str) -> Row | None:
        found = session.get(DossierCode, (DossierCode.OWN, code))
        if found is None:
            return None
        handed = session.get(DossierAgency, (found.home_agency_id, found.dossier_id, "handling"))
        if self._agency not in (found.home_agency_id, handed.agency_id if handed else None):
            return None
        return session.get(Row, (found.home_agency_id, found.dossier_id))

    def _row(self, session: Session, code: str) -> Row:
        row = self._find(session, code)
        if row is None:
            raise Rejected(f"{code} is no dossier of this agency")
        return row

    def _pass(self, session: Session, row: Row, content: str) -> bool:
        """Lay a dossier here that another agency handed on; says whether it had not come yet."""
        fresh, now = _keep(session, row, content, self._agency), clock.now()
        held = session.get_one(DeskCase, (row.home_agency_id, row.id), with_for_update=True)
        if not fresh and held.content_hash != content:
            # It lay on another desk: the same dossier, handed on once more.
            held.content_hash, held.at_agency_id, held.arriving_since = content, self._agency, now
            held.officer, held.officer_id, held.unit, held.group_id = "", None, "", None
            return True
        return fresh

    def _take(self, kind: str, code: str, letter: Letter) -> Receipt:
        content = fingerprint(letter)
        with self._db.write() as session:
            row = self._row(session, code)
            case = session.get(DeskCase, (row.home_agency_id, row.id), with_for_update=True)
            if case is None:
                raise Rejected(f"{code} does not lie on this desk")
            fresh = insert_once(
                session,
                DeskLetter,
                home_agency_id=row.home_agency_id,
                dossier_id=row.id,
                birth_month=row.birth_month,
                kind=kind,
                letter_id=letter.id,
                content_hash=content,
                taken_at=clock.now(),
            )
            case.letters += fresh
            held = session.get_one(DeskLetter, (row.home_agency_id, row.id, kind, letter.id))
            if held.content_hash != content:
                raise _conflict(kind)
        outcome = Outcome.ACCEPTED if fresh else Outcome.DUPLICATE
        return Receipt(outcome, code, content, b"")


def lay(session: Session, row: Row, content: str) -> bool:
    """Lay a dossier on its agency's desk; says whether it did not lie there already.

    :raises Rejected: if something else lies there under this code.
    """
    fresh = _keep(session, row, content)
    held = session.get_one(DeskCase, (row.home_agency_id, row.id))
    if held.content_hash != content:
        raise _conflict("dossier")
    return fresh


def _keep(session: Session, row: Row, content: str, handed_to: uuid.UUID | None = None) -> bool:
    """Keep that a dossier lies on a desk; one that was ``handed_to`` it is still to be taken over.

    Says whether none lay anywhere before.
    """
    now = clock.now()
    return insert_once(
        session,
        DeskCase,
        home_agency_id=row.home_agency_id,
        dossier_id=row.id,
        birth_month=row.birth_month,
        content_hash=content,
        taken_at=now,
        officer_id=None,
        officer="",
        unit="",
        group_id=None,
        supplements=0,
        extensions=0,
        letters=0,
        at_agency_id=handed_to,
        arriving_since=now if handed_to else None,
    )


def fingerprint(told: Dossier | Letter) -> str:
    """Hash what is handed over: every word of it, files by their own hashes."""
    text = json.dumps(_plain(told), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(told: Any) -> Any:
    """Give a message as plain values; how a file is opened is no part of what it says."""
    if isinstance(told, tuple):
        return [_plain(one) for one in told]
    if hasattr(told, "__dataclass_fields__"):
        names = [each.name for each in fields(told) if each.compare]
        plain = {name: _plain(getattr(told, name)) for name in names}
        # What was handed over before there were these keeps its hash.
        return {name: one for name, one in plain.items() if one or name not in _SINCE}
    return told


def _conflict(kind: str) -> Rejected:
    reason = Reason("content_hash", "conflict")
    return Rejected(f"the desk has another {kind} under this code", reasons=[reason])


def _told(held: DeskCase, row: Row) -> Held:
    waits = row.state == Standing.AWAITING_CONFIRMATION
    return Held(
        code=row.code,
        reference=row.code,
        content_hash=held.content_hash,
        state=None if waits else State(str(row.state)),
        received_at=held.taken_at,
        raw=b"",
    )
