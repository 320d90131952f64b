"""Who may do what with a report, and doing it."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from portal.domain import report_moves
from portal.domain.errors import NotFound
from portal.domain.report_moves import ReportDeed
from portal.models import Agency
from portal.runtime import Runtime
from portal.services.operations.staff import Member
from portal.services.reports import collecting, sending, working
from portal.services.reports.opening import Opened
from portal.services.reports.working import At, Deed, Typed

WRITERS = frozenset({ReportDeed.EDIT, ReportDeed.COLLECT, ReportDeed.HAND_IN, ReportDeed.RESTATE})
APPROVERS = frozenset(
    {
        ReportDeed.SEND_BACK,
        ReportDeed.APPROVE,
        ReportDeed.REOPEN,
        ReportDeed.SIGN,
        ReportDeed.SUBMIT,
    }
)
RECEIVERS = frozenset({ReportDeed.ACCEPT, ReportDeed.RETURN})
"""What whoever collects a report does with it."""
DEEDS: Mapping[ReportDeed, Deed] = {
    **working.DEEDS,
    ReportDeed.SUBMIT: lambda session, rt, at, words: sending.submit(session, rt, at),
}


def possible(it: Opened, member: Member) -> frozenset[ReportDeed]:
    """List what somebody can do to a report of their own agency in its state."""
    found: set[ReportDeed] = set()
    if member.reports(it.agency.id):
        found |= WRITERS
    if member.approves(it.agency.id):
        found |= APPROVERS
    if not it.collects:
        found.discard(ReportDeed.COLLECT)
    return report_moves.possible(it.report.state) & found


def do(session: Session, rt: Runtime, at: At, what: tuple[ReportDeed, str]) -> None:
    """Do something with a report of one's own agency, with words where they are asked for.

    :raises NotFound: to whoever has no role for it.
    :raises IllegalMove: if it cannot be done to a report in its state.
    """
    deed, words = what
    member, agency_id = at.member, at.agency.id
    writes = deed in WRITERS and member.reports(agency_id)
    approves = deed in APPROVERS and member.approves(agency_id)
    if deed not in DEEDS or not (writes or approves):
        raise NotFound(f"{deed} of {at.which.id}")
    DEEDS[deed](session, rt, at, words)


def write(session: Session, rt: Runtime, at: At, typed: Typed) -> None:
    """Keep what a reporter typed beside the figures.

    :raises NotFound: to whoever has no role for it.
    """
    if not at.member.reports(at.agency.id):
        raise NotFound(f"writing {at.which.id}")
    working.write(session, rt, at, typed)


def receive(session: Session, rt: Runtime, at: At, what: tuple[ReportDeed, str]) -> None:
    """Accept a report from below, or give it back: ``at`` is of whoever collects it.

    :raises NotFound: to whoever has no role there, or if it is not owed to them.
    """
    deed, words = what
    if deed not in RECEIVERS or not may_receive(at.member, at.agency):
        raise NotFound(f"{deed} of {at.which.id}")
    decided = (at.which, deed == ReportDeed.ACCEPT, at.acting(words))
    collecting.decide(session, rt, at.agency, decided)


def may_receive(member: Member, agency: Agency) -> bool:
    """Whether somebody deals with the reports an agency collects."""
    return member.reports(agency.id) or member.approves(agency.id)
