"""Sends a signed report on: to whoever collects it here, or as a promise to the reporting system.

What its receiver says of it is written down here too, whoever the receiver is.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.report_messages import HeldReport, RefusedReport, ReportStanding, SignedReport
from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.report_moves import ReportDeed, ReportState
from portal.models import Report, ReportMove, ReportObligation
from portal.runtime import Runtime
from portal.services import agencies, promises
from portal.services.operations.deeds import Actor
from portal.services.promises import Errand, Leased
from portal.services.reports import moving, opening, working
from portal.services.reports.moving import Which
from portal.services.reports.working import At

KIND, DESTINATION = "report", "reporting"
RECEIVER = Actor("Hệ thống báo cáo")
"""Who does what the reporting system tells of."""
_LOST = "Nơi nhận không còn giữ báo cáo này"
BATCH = 200


@dataclass(frozen=True)
class Sent:
    """A report the reporting system has: by which reference, and in which version."""

    which: Which
    revision: int
    reference: str


def submit(session: Session, rt: Runtime, at: At) -> None:
    """Send a signed report on (gửi báo cáo); one that is late is sent all the same.

    A receiver whose reports are kept here has it at once; to any other it is promised.

    :raises Unacceptable: ``no_road`` if it leaves the portal and there is no reporting system.
    """
    it = at.locked(session, rt)
    here = it.obligation is not None and it.obligation.parent_id is not None
    if not here and not rt.settings.reporting_url:
        raise Unacceptable("no_road")
    deed = ReportDeed.SUBMIT if here else ReportDeed.PROMISE
    content = it.revision.document_hash or ""
    report = it.report
    move = moving.move(session, rt, report, deed, (at.acting(), content))
    report.submitted_at = report.submitted_at or clock.now()
    if not here:
        promises.make(session, report, move, Errand(DESTINATION, KIND, promises.DELIVERY))


def read(session: Session, rt: Runtime, leased: Leased) -> SignedReport:
    """Read what a promise is to bring: the version that was signed then, byte for byte."""
    move = session.get(ReportMove, (leased.home_agency_id, leased.dossier_id, leased.event_seq))
    if move is None:
        raise NotFound(f"move {leased.event_seq} of report {leased.dossier_id}")
    agency = agencies.by_id(session, leased.home_agency_id)
    which = Which(leased.home_agency_id, leased.dossier_id)
    it = opening.open_(session, rt, agency, which, move.revision)
    signature = (it.revision.signature or b"").hex()
    digest = it.revision.document_hash or ""
    return SignedReport(leased.key, working.signed(it), signature, digest)


def arrived(session: Session, rt: Runtime, leased: Leased, held: HeldReport) -> None:
    """Write down that the reporting system has a report; said twice it is written once."""
    report = moving.lock(session, Which(leased.home_agency_id, leased.dossier_id))
    if report.state == ReportState.SENDING:
        report.reference = held.number
        moving.move(session, rt, report, ReportDeed.ARRIVE, (RECEIVER, held.sha256))


def refused(session: Session, rt: Runtime, leased: Leased, said: RefusedReport) -> None:
    """Write down that the reporting system does not take a report, and why."""
    report = moving.lock(session, Which(leased.home_agency_id, leased.dossier_id))
    if report.state == ReportState.SENDING:
        _return(session, rt, report, "\n".join(said.reasons))


def waiting(session: Session) -> Sequence[Sent]:
    """List what the reporting system has and has not decided on, a batch at a time."""
    mine = (ReportMove.home_agency_id == Report.home_agency_id) & (
        ReportMove.report_id == Report.id
    )
    query = (
        sa.select(Report.home_agency_id, Report.id, Report.revision, sa.func.max(ReportMove.seq))
        .join(ReportMove, mine)
        .outerjoin(
            ReportObligation,
            sa.and_(
                ReportObligation.agency_id == Report.home_agency_id,
                ReportObligation.regime == Report.regime,
            ),
        )
        .where(
            Report.state == ReportState.SUBMITTED,
            # Who asked for a report is settled for good; of one owed each period it may change.
            sa.or_(Report.request_id.is_not(None), ReportObligation.parent_id.is_(None)),
            ReportMove.deed == ReportDeed.PROMISE,
        )
        .group_by(Report.home_agency_id, Report.id, Report.revision)
        .limit(BATCH)
    )
    return [_sent(*row) for row in session.execute(query).tuples()]


def _sent(home: uuid.UUID, id_: uuid.UUID, revision: int, seq: int) -> Sent:
    return Sent(Which(home, id_), revision, promises.key(id_, KIND, seq))


def told(session: Session, rt: Runtime, sent: Sent, held: HeldReport | None) -> bool:
    """Write down what the reporting system says of a report; says whether it moved.

    One it holds no longer comes back to its authors, in sight, like one it gave back.
    """
    report = moving.lock(session, sent.which)
    if report.state != ReportState.SUBMITTED or report.revision != sent.revision:
        return False
    if held is None:
        _return(session, rt, report, _LOST)
    elif held.standing == ReportStanding.RETURNED:
        _return(session, rt, report, held.reason)
    elif held.standing == ReportStanding.ACCEPTED:
        moving.move(session, rt, report, ReportDeed.ACCEPT, (RECEIVER, held.sha256))
    else:
        return False
    return True


def _return(session: Session, rt: Runtime, report: Report, words: str) -> None:
    said = words.strip()[: moving.WORDS_LIMIT] or "Nơi nhận không ghi lý do"
    who = Actor(RECEIVER.name, reason=said)
    moving.move(session, rt, report, ReportDeed.RETURN, (who, ""))
