"""The one way a report changes: locked, by the table of moves, written down, chained by hash."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain import evidence, report_moves
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.domain.report_moves import ReportDeed, ReportState
from portal.models import Report, ReportMove
from portal.runtime import Runtime
from portal.services import vault
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor

PORTAL = Actor("Cổng")
"""Who does what the portal does by itself."""
WORDS_LIMIT = 4000
_WITH_WORDS = frozenset(
    {ReportDeed.SEND_BACK, ReportDeed.REOPEN, ReportDeed.RETURN, ReportDeed.RESTATE}
)


@dataclass(frozen=True)
class Which:
    """A report as somebody saw it: ``seen`` is the version of its row, None: whichever it is."""

    home_agency_id: uuid.UUID
    id: uuid.UUID
    seen: int | None = None


def lock(session: Session, which: Which) -> Report:
    """Give a report, locked.

    :raises NotFound: if there is none.
    :raises Conflict: if it is not as it was seen any more.
    """
    key = (which.home_agency_id, which.id)
    row = session.get(Report, key, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound(f"report {which.id}")
    if which.seen is not None and row.row_version != which.seen:
        raise Conflict(which.seen, row.row_version)
    return row


def move(
    session: Session, rt: Runtime, report: Report, deed: ReportDeed, by: tuple[Actor, str]
) -> ReportMove:
    """Do a deed to a locked report: ``by`` is who, whose reason is kept sealed, and what of.

    The latter is the hash of what the deed is about: of the figures, of what was signed, or "".

    :raises IllegalMove: if it cannot be done to a report in this state.
    :raises Unacceptable: ``no_reason`` if the deed asks for words and there are none, ``long`` if
        there are too many.
    """
    actor, content = by
    before, words = report.state, actor.reason.strip()
    report.state = report_moves.after(deed, before)
    if deed in _WITH_WORDS and not words:
        raise Unacceptable("no_reason")
    if len(words) > WORDS_LIMIT:
        raise Unacceptable("long", limit=WORDS_LIMIT)
    report.seq += 1
    row = _row(report, deed, (before, content, actor))
    row.sealed_words = _sealed(session, rt, report, words) if words else None
    row.hash = report.head = _hash(row, words)
    session.add(row)
    session.flush()
    if actor.staff_id is not None:
        # What was written may name people; the journal holds that it was done.
        who, told = Actor(actor.name, actor.staff_id), {"deed": deed, "revision": report.revision}
        deeds.record(session, who, "report_moved", target(report), told)
    return row


def _row(report: Report, deed: ReportDeed, what: tuple[ReportState, str, Actor]) -> ReportMove:
    before, content, actor = what
    return ReportMove(
        home_agency_id=report.home_agency_id,
        birth_month=report.birth_month,
        report_id=report.id,
        seq=report.seq,
        revision=report.revision,
        deed=deed,
        before=before,
        after=report.state,
        at=clock.now(),
        staff_id=actor.staff_id,
        by=actor.name,
        content=content,
        previous=report.head,
    )


def target(report: Report) -> str:
    """Name a report as deeds do."""
    return f"report:{report.id}"


def history(session: Session, report: Report) -> list[ReportMove]:
    """List everything that was ever done to a report, in order."""
    query = sa.select(ReportMove).where(
        ReportMove.home_agency_id == report.home_agency_id, ReportMove.report_id == report.id
    )
    return list(session.scalars(query.order_by(ReportMove.seq)))


def words(safe: vault.Safe, row: ReportMove) -> str:
    """Open why something was done."""
    return safe.open(_label(row.seq), row.sealed_words).decode() if row.sealed_words else ""


def authors(session: Session, report: Report) -> frozenset[uuid.UUID]:
    """Say who had a hand in the version that counts: none of them approves or signs it."""
    query = sa.select(ReportMove.staff_id).where(
        ReportMove.home_agency_id == report.home_agency_id,
        ReportMove.report_id == report.id,
        ReportMove.revision == report.revision,
        ReportMove.deed.in_(
            (ReportDeed.EDIT, ReportDeed.COLLECT, ReportDeed.HAND_IN, ReportDeed.RESTATE)
        ),
    )
    return frozenset(each for each in session.scalars(query.distinct()) if each is not None)


def _sealed(session: Session, rt: Runtime, report: Report, words: str) -> bytes:
    safe = vault.unlock(session, rt, report.home_agency_id, report.id)
    return safe.seal(_label(report.seq), words.encode())


def _label(seq: int) -> str:
    return f"report/move/{seq}"


def _hash(row: ReportMove, words: str) -> str:
    told = {
        "report": str(row.report_id),
        "seq": row.seq,
        "revision": row.revision,
        "deed": str(row.deed),
        "before": str(row.before),
        "after": str(row.after),
        "at": evidence.stamp(row.at),
        "staff": str(row.staff_id or ""),
        "content": row.content,
        # The words may name people: what is chained is that there were some.
        "words": bool(words),
        "previous": row.previous,
    }
    return crypto.sha256(crypto.canonical(told))
