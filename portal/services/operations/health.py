"""Whether every dossier is on its way: what is wrong and since when, and how each place fares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import Heard
from portal import clock
from portal.domain import reporting
from portal.domain.report_moves import ReportState
from portal.models import (
    Agency,
    DeskBatch,
    DestinationHour,
    DocumentLine,
    InboxMessage,
    Lease,
    Report,
)
from portal.services.hopping import standing
from portal.services.operations import enquiring, loose_money, signs, unacknowledged, unanswered
from portal.services.operations.measuring import BOUNDS, MORE
from portal.services.operations.signs import Sign
from portal.services.outbox import Health

# The best in the field hand 99 of 100 over within this long; whatever waits longer is told.
PATIENCE = timedelta(minutes=5)
_DUTY_LATE = timedelta(minutes=10)
# Signatures, leases and due times bear a second or two; a disk is low below both of these.
_SKEW, _LOW_SHARE, _LOW_MB = 2.0, 0.05, 10_000
_WORST_FIRST = (
    "broken late parked line silent news money hop batch unanswered claim unplaced enquiry untold "
    "report_stuck report_late report_returned report_due gone duty disk clock paused"
).split()
# So many days before its last day somebody is told that a report has not been sent on.
_REPORT_DAYS = 3
HOURS, DAYS = 24, 30


@dataclass(frozen=True)
class Problem:
    """Something wrong, by ``kind``; ``count`` of promises or news, of seconds or of MB left.

    Of destinations ``broken``, ``late``, ``parked``, ``paused``; of an agency's line to an axis or
    document system that does not answer ``line``; of documents a recipient has said nothing of
    ``silent``; of news that waits for a person
    ``news``; of money that belongs to nothing yet ``money``; of specialised systems where dossiers
    wait for somebody ``hop``; of batches of a desk nobody works on ``batch``; of desks that keep
    citizens waiting ``unanswered``; of agencies that leave claims for an exemption unanswered
    ``claim``, of those that are late with questions and complaints ``enquiry``, of those
    not told on ``untold``; of questions asked at the national portal that have no agency here
    ``unplaced``; of reports ``report_stuck`` (cannot be frozen), ``report_late``,
    ``report_returned``, ``report_due``; of work nobody does ``duty``; of processes ``gone``; of
    machines ``clock``, ``disk``.
    """

    kind: str
    about: str
    since: datetime | None
    count: int = 0


@dataclass(frozen=True)
class Bar:
    """The tries of one hour or day."""

    at: datetime | date
    tried: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Fares:
    """A destination with its figures of the last 24 hours; ``p95`` in milliseconds at most."""

    health: Health
    tried: int
    failed: int
    p95: int | None
    slower: bool

    @property
    def error_rate(self) -> float | None:
        """The share of tries that got nothing that can be used; None without any."""
        return self.failed / self.tried if self.tried else None


@dataclass(frozen=True)
class Charts:
    """The tries at one destination over 24 hours and over 30 days, oldest first."""

    hours: Sequence[Bar]
    days: Sequence[Bar]


def problems(session: Session, destinations: Sequence[Health]) -> Sequence[Problem]:
    """List what is wrong, the worst first; nothing if every dossier is on its way."""
    found = [*_of_destinations(destinations), *_news(session), *_duties(session)]
    found += [*_money(session), *_batches(session), *_unanswered(session), *_lines(session)]
    silent = unacknowledged.waiting(session)
    found += [Problem("silent", one.agency, one.since, one.count) for one in silent]
    found += [Problem("hop", one.system, one.since, one.count) for one in standing.stuck(session)]
    found += [*_reports(session), *_enquiries(session)]
    found += _of_machines(signs.all_of(session))
    return sorted(found, key=lambda one: (_WORST_FIRST.index(one.kind), one.about))


def fares(session: Session, destinations: Sequence[Health]) -> Sequence[Fares]:
    """Tell how each destination fared in the last 24 hours."""
    since = clock.now() - timedelta(hours=HOURS)
    rows: dict[str, list[DestinationHour]] = {}
    for row in session.execute(sa.select(DestinationHour).where(DestinationHour.hour >= since)):
        rows.setdefault(row[0].destination, []).append(row[0])
    return [_fares(one, rows.get(one.name, [])) for one in destinations]


def charts(session: Session, destination: str) -> Charts:
    """Tell the tries at one destination, hour by hour and day by day."""
    now = clock.now()
    query = sa.select(DestinationHour).where(
        DestinationHour.destination == destination,
        DestinationHour.hour >= now - timedelta(days=DAYS),
    )
    rows = session.execute(query).scalars().all()
    this_hour = now.replace(minute=0, second=0, microsecond=0)
    hours = [this_hour - timedelta(hours=back) for back in reversed(range(HOURS))]
    days = [clock.today() - timedelta(days=back) for back in reversed(range(DAYS))]
    return Charts(
        hours=[_bar(hour, [row for row in rows if row.hour == hour]) for hour in hours],
        days=[_bar(day, [row for row in rows if clock.day(row.hour) == day]) for day in days],
    )


def _bar(at: datetime | date, rows: Sequence[DestinationHour]) -> Bar:
    return Bar(at, sum(row.tried for row in rows), sum(row.failed for row in rows))


def _fares(health: Health, rows: Sequence[DestinationHour]) -> Fares:
    tried, failed = sum(row.tried for row in rows), sum(row.failed for row in rows)
    counts = [sum(row.durations.get(str(most), 0) for row in rows) for most in (*BOUNDS, MORE)]
    passed, wanted = 0, 0.95 * sum(counts)
    for most, number in zip((*BOUNDS, None), counts, strict=True):
        passed += number
        if number and passed >= wanted:
            return Fares(health, tried, failed, most or BOUNDS[-1], most is None)
    return Fares(health, tried, failed, None, False)


def _of_destinations(destinations: Sequence[Health]) -> Iterator[Problem]:
    now = clock.now()
    for one in destinations:
        if one.state == "broken":
            yield Problem("broken", one.name, one.broken_at, one.waiting)
        elif one.state == "paused":
            yield Problem("paused", one.name, one.oldest, one.waiting)
        elif one.oldest is not None and now - one.oldest > PATIENCE:
            yield Problem("late", one.name, one.oldest, one.waiting)
        if one.parked:
            yield Problem("parked", one.name, None, one.parked)


def _news(session: Session) -> Iterator[Problem]:
    query = sa.select(
        InboxMessage.source,
        sa.func.min(InboxMessage.received_at, type_=InboxMessage.received_at.type),
        sa.func.count(),
    ).where(InboxMessage.outcome == str(Heard.PARKED))
    for source, since, count in session.execute(query.group_by(InboxMessage.source)):
        yield Problem("news", source, since, count)


def _batches(session: Session) -> Iterator[Problem]:
    """Name desks with batches that have not moved for a while: no worker runs, or it fails."""
    began = sa.func.min(DeskBatch.moved_at, type_=DeskBatch.moved_at.type)
    query = (
        sa.select(Agency.code, began, sa.func.count())
        .join(DeskBatch, DeskBatch.agency_id == Agency.id)
        .where(DeskBatch.ended_at.is_(None), DeskBatch.moved_at < clock.now() - PATIENCE)
    )
    for code, since, count in session.execute(query.group_by(Agency.code)):
        yield Problem("batch", code, since, count)


def _unanswered(session: Session) -> Iterator[Problem]:
    """Name where a first answer, or one to a claim, is owed for longer than eight hours."""
    for one in unanswered.waiting(session):
        yield Problem("unanswered", one.agency, one.since, one.count)
    for one in unanswered.claims(session):
        yield Problem("claim", one.agency, one.since, one.count)


def _enquiries(session: Session) -> Iterator[Problem]:
    for asked in enquiring.unplaced(session):
        yield Problem("unplaced", asked.about, asked.since, asked.count)
    for late in enquiring.late(session):
        yield Problem("enquiry", late.about, late.since, late.count)
    for untold in enquiring.untold(session, PATIENCE):
        yield Problem("untold", untold.about, untold.since, untold.count)


def _reports(session: Session) -> Iterator[Problem]:
    """Name reports that wait for somebody: not frozen, given back, late, or due in some days.

    Since when is when the last day is over on which it may be sent.
    """
    soon = clock.today() + timedelta(days=_REPORT_DAYS)
    query = sa.select(Report, Agency.code).join(Agency, Agency.id == Report.home_agency_id)
    waiting = sa.or_(
        Report.state == ReportState.RETURNED,
        sa.and_(Report.submitted_at.is_(None), Report.due <= soon),
        Report.trouble.is_not(None),
    )
    for report, code in session.execute(query.where(waiting)).tuples():
        label = reporting.label(report.period)
        about = f"{code} {report.regime.partition('/')[0]} {label}"
        over = clock.moment(report.due + timedelta(days=1), clock.MIDNIGHT)
        yield Problem(_report_kind(report), about, over)


def _report_kind(report: Report) -> str:
    if report.trouble is not None:
        return "report_stuck"
    if report.state == ReportState.RETURNED:
        return "report_returned"
    return "report_late" if report.due < clock.today() else "report_due"


def _lines(session: Session) -> Iterator[Problem]:
    """Name agencies' lines to an axis or a document system that have not answered for a while."""
    query = (
        sa.select(Agency.code, DocumentLine)
        .join(DocumentLine, DocumentLine.agency_id == Agency.id)
        .where(DocumentLine.fault_at < clock.now() - PATIENCE)
    )
    for code, line in session.execute(query):
        yield Problem("line", f"{code}/{line.role}", line.fault_at)


def _money(session: Session) -> Iterator[Problem]:
    """Tell of money that came, or may have come, and belongs to nothing yet."""
    loose = loose_money.all_of(session)
    if loose.count:
        yield Problem("money", "phi-le-phi", loose.since, loose.count)


def _duties(session: Session) -> Iterator[Problem]:
    """Name duties nobody has done although they were due: no scheduler is running, or it fails."""
    late = sa.select(Lease).where(
        Lease.next_at < clock.now() - _DUTY_LATE, Lease.name.not_like(f"{signs.PREFIX}%")
    )
    for row in session.scalars(late):
        if row.until is None or row.until < clock.now():
            yield Problem("duty", row.name, row.next_at)


def _of_machines(processes: Sequence[Sign]) -> Iterator[Problem]:
    """Name processes that fell silent, and machines whose clock is off or whose disk is low."""
    yield from (Problem("gone", one.name, one.at) for one in processes if one.gone)
    machines = {one.machine: one for one in processes if not one.gone}
    for name, one in machines.items():
        if abs(one.skew) > _SKEW:
            yield Problem("clock", name, None, round(abs(one.skew)))
        if one.share < _LOW_SHARE and one.free < _LOW_MB:
            yield Problem("disk", name, None, one.free)
