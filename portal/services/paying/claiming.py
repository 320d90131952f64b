"""A citizen claims that a fee need not be paid, or not whole (đề nghị miễn, giảm), with proof.

Kept as it is written, sent once. While the claim waits, the fee is neither payable nor overdue.
Source: Luật Phí và lệ phí 97/2015/QH13, Điều 10; docs/rules.md says how sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors import claims as wire
from connectors.fees import FeeKind
from forms.characters import many_lines
from forms.spec import Exemption, Form
from portal import clock
from portal.domain import deadlines
from portal.domain.errors import DomainError, Unacceptable
from portal.domain.paying import FeeState
from portal.models import Dossier, Event, FeeNotice
from portal.runtime import Runtime
from portal.services import (
    agencies,
    calendars,
    content,
    dossiers,
    enclosing,
    events,
    promises,
)
from portal.services.attachments import CLAIM, Held
from portal.services.citizens import Signed
from portal.services.confirming import releasing
from portal.services.content import Content
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.paying import exempting, notices
from portal.services.paying.notices import Owed
from portal.services.promises import Errand

KIND = "exemption"
"""The promise to bring the agency a claim."""
SENT, DELIVERED = "exemption_claimed", "exemption_delivered"
TOLD = (SENT, exempting.WITHDRAWN, *exempting.TOLD)
"""What happens to claims, as people read it."""
FIELDS = "claim"
"""Under this name an event keeps a claim as its agency's system gets it."""
OTHER = "other"
"""A ground the form does not name: the citizen says it in words."""
LONGEST = 2_000
"""Characters of what is said besides the ground."""
MOST_FILES = 10
MOST = 2
"""How often one fee can be claimed and answered: once, and once more with better proof."""
FREE = 2
"""How many claims that were taken back unanswered use up none of these; further ones do, since a
fee that is claimed and taken back for ever is never due."""


class NotClaimable(DomainError):
    """The fee cannot be claimed now: settled, claimed already, or too often."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Claim:
    """A claim as far as it is written; ``ground`` is the id of one of ``grounds``, OTHER or "".

    ``turn`` is how often the fee was claimed before: two windows that show it send one claim.
    ``last``: the fee was claimed and answered, and can be claimed just once more.
    """

    content: Content
    owed: Owed
    grounds: Sequence[Exemption]
    ground: str
    text: str = field(repr=False)
    files: Sequence[Held] = field(repr=False)

    @property
    def turn(self) -> int:
        """How often the fee was claimed before."""
        return self.owed.notice.claims

    @property
    def last(self) -> bool:
        """Whether the fee was claimed and answered, and can be claimed just once more."""
        return left(self.owed.notice) == 1


def grounds(form: Form) -> tuple[Exemption, ...]:
    """Name the grounds a form knows, each once, in the order of its fees."""
    found: dict[str, Exemption] = {}
    for fee in form.fees:
        for one in fee.exemptions:
            found.setdefault(one.id, one)
    return tuple(found.values())


def left(notice: FeeNotice, *, taken_back: int = 0) -> int:
    """Say how often a fee can be claimed still, once that many more claims are taken back."""
    return max(MOST - _used(notice, notice.withdrawn + taken_back), 0)


def _used(notice: FeeNotice, withdrawn: int) -> int:
    return notice.claims - min(withdrawn, FREE)


def possible(session: Session, dossier: Dossier, notice: FeeNotice) -> bool:
    """Say whether a fee may be claimed now: it waits to be paid, and somebody can answer."""
    if not notices.payable(dossier, notice) or not left(notice):
        return False
    reached = agencies.takes(handing_on.agency(session, dossier), "message")
    return reached and not releasing.waits(dossier)


def load(
    session: Session, rt: Runtime, citizen: Signed, of: tuple[str, int], *, lock: bool = False
) -> Claim:
    """Open the claim a citizen is writing on a fee (``of``: code, number); to change it, lock.

    :raises NotFound: if the dossier is not theirs, or has no such fee.
    :raises NotClaimable: if it cannot be claimed now.
    """
    code, number = of
    dossier = dossiers.own(session, citizen, code)
    if lock:
        dossier = events.lock(session, dossier.home_agency_id, dossier.id)
    owed = notices.owed(session, dossier, number)
    if not possible(session, dossier, owed.notice):
        raise NotClaimable(code)
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    sealed = owed.notice.sealed_claim
    kept = found.safe.open_json(_label(owed.notice), sealed) if sealed else {}
    return Claim(
        content=found,
        owed=owed,
        grounds=grounds(found.form),
        ground=kept.get("ground", ""),
        text=kept.get("text", ""),
        files=enclosing.waiting(found, CLAIM),
    )


def _label(notice: FeeNotice) -> str:
    return f"claim/{notice.number}"


def write(claim: Claim, ground: str, text: str) -> None:
    """Keep what was chosen and typed, right or wrong, of a claim that was loaded with its lock."""
    if (ground, text) != (claim.ground, claim.text):
        notice, kept = claim.owed.notice, {"ground": ground, "text": text}
        notice.sealed_claim = claim.content.safe.seal_json(_label(notice), kept)


def send(session: Session, claim: Claim) -> None:
    """Send a claim that was loaded with its lock: event, files and promise stand together.

    Its answer is owed like the first answer to a dossier: within eight working hours.

    :raises Unacceptable: ``ground``, ``text`` (another ground is said in words), ``too_long``, or
        ``proof``: then it stays as it is.
    """
    dossier, notice, now = claim.content.dossier, claim.owed.notice, clock.now()
    fields = _fields(session, claim)
    law = f"{fields.ground.name} ({fields.ground.source})" if fields.ground else ""
    what = Occurrence(
        kind=SENT,
        occurred_at=now,
        facts={"number": notice.number, "files": len(claim.files)},
        private={
            "ground": law,
            "said": fields.words,
            "text": "\n".join(filter(None, (law, fields.words))),
            "files": [file.sha256 for file in claim.files],
            FIELDS: fields.plain(),
        },
    )
    event = events.record(session, claim.content.safe, dossier, what)
    enclosing.send(session, event, CLAIM)
    notice.state, notice.claimed_at, notice.sealed_claim = FeeState.CLAIMED, now, None
    notice.claims += 1
    dossier.fee_due, dossier.claim_due = 0, fields.answer_by
    dossier.row_version += 1
    to = handing_on.agency(session, dossier).code
    promises.make(session, dossier, event, Errand(f"agency:{to}", KIND, promises.DELIVERY))


def _fields(session: Session, claim: Claim) -> wire.Claim:
    """Put a claim as it is sent: line by line, its ground as the law's, what is said besides."""
    ground, text = _fit(claim)
    dossier, notice = claim.content.dossier, claim.owed.notice
    calendar = calendars.version(session, dossier.calendar, dossier.calendar_version)
    return wire.Claim(
        fee=notice.number,
        lines=tuple(
            wire.ClaimedLine(one.line, one.code, one.name, FeeKind(one.kind), notices.due(one))
            for one in claim.owed.lines
        ),
        ground=wire.Ground(ground.id, ground.name.vi, ground.source) if ground else None,
        words=text,
        turn=_used(notice, notice.withdrawn) + 1,
        answer_by=deadlines.answer_by(calendar, clock.now()),
    )


def _fit(claim: Claim) -> tuple[Exemption | None, str]:
    """Give the ground that was chosen, and what is said besides."""
    chosen = next((one for one in claim.grounds if one.id == claim.ground), None)
    text = many_lines(claim.text)
    if chosen is None and claim.grounds and claim.ground != OTHER:
        raise Unacceptable("ground")
    if chosen is None and not text:
        raise Unacceptable("text")
    if len(text) > LONGEST:
        raise Unacceptable("too_long", limit=LONGEST)
    if not claim.files and (chosen is None or chosen.proof is not None):
        raise Unacceptable("proof")
    return chosen, text


def last(session: Session, dossier: Dossier) -> Event | None:
    """Give the last thing that happened to a claim of a dossier; None if nobody claimed."""
    query = sa.select(Event).where(
        Event.home_agency_id == dossier.home_agency_id,
        Event.dossier_id == dossier.id,
        Event.kind.in_(TOLD),
    )
    return session.scalars(query.order_by(Event.seq.desc()).limit(1)).first()


@dataclass(frozen=True)
class Entry:
    """A claim, or what became of one: about which fee, and what was said, with which proof.

    ``kind`` is SENT, or another of TOLD; ``by`` is who answered.
    """

    number: int
    kind: str
    at: datetime
    text: str = field(repr=False)
    by: str = ""
    files: Sequence[Held] = field(default=(), repr=False)


def history(session: Session, found: Content) -> list[Entry]:
    """Tell what was claimed of a dossier's fees and what became of it, oldest first."""
    query = sa.select(Event).where(
        Event.home_agency_id == found.dossier.home_agency_id,
        Event.dossier_id == found.dossier.id,
        Event.kind.in_(TOLD),
    )
    return [_entry(found, row) for row in session.scalars(query.order_by(Event.seq))]


def _entry(found: Content, row: Event) -> Entry:
    said = events.private(found.safe, row)
    return Entry(
        number=row.facts["number"],
        kind=row.kind,
        at=row.occurred_at,
        text=said.get("text") or said.get("note") or "",
        by=said.get("officer") or "",
        files=[file for file in found.files if file.event_seq == row.seq],
    )
