"""Compares a day with the platform (đối soát): what it lists against what we hold as paid."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from connectors.errors import ConnectorError, NotOffered
from connectors.payment_messages import PaymentStatus, Settlement
from portal import clock, log
from portal.domain.errors import NotFound
from portal.exchanges.paying import online
from portal.models import PaymentDifference
from portal.runtime import Runtime
from portal.services.paying import ledgers

_log = log.get()


@dataclass(frozen=True)
class Compared:
    """A compared day: how many payments it had, what they come to, and what differs."""

    day: date
    listed: int
    amount: int
    differences: tuple[PaymentDifference, ...]


def compare(rt: Runtime, day: date) -> Compared:
    """Compare a day in Viet Nam; payments the platform lists and we do not hold are asked about.

    :raises ConnectorError: if the platform does not answer, or offers no list.
    """
    listed = _paid(rt.partners.payment().day(day))
    _catch_up(rt, listed, day)
    with rt.db.write() as session:
        ours = ledgers.paid_on(session, day)
        everywhere = ledgers.amounts(session, listed)
        found = tuple(_differences(day, listed, {**everywhere, **ours}, set(ours)))
        ledgers.keep_differences(session, day, found)
    if found:
        _log.warning("payments_differ", day=str(day), count=len(found))
    return Compared(day, len(listed), sum(listed.values()), found)


def _paid(lines: Iterable[Settlement]) -> dict[str, int]:
    """Add up what a list says was paid, by number: listed twice, it was perhaps paid twice."""
    found: dict[str, int] = {}
    for one in lines:
        if one.status == PaymentStatus.PAID:
            found[one.transaction] = found.get(one.transaction, 0) + (one.amount or 0)
    return found


def _catch_up(rt: Runtime, listed: Mapping[str, int], day: date) -> None:
    """Ask about what the platform lists and we do not hold as paid: a callback may be lost."""
    with rt.db.read() as session:
        known = ledgers.paid(session, listed)
    for transaction in sorted(set(listed) - known):
        try:
            online.ask(rt, transaction)
        except NotFound:
            # None of ours: told as a difference below.
            continue


def _differences(
    day: date, theirs: Mapping[str, int], ours: Mapping[str, int | None], on_day: set[str]
) -> Iterator[PaymentDifference]:
    for transaction in sorted({*theirs, *on_day}):
        kind = _kind(transaction, theirs, ours)
        if kind:
            yield PaymentDifference(
                day=day,
                transaction=transaction,
                kind=kind,
                ours=ours.get(transaction),
                theirs=theirs.get(transaction),
                seen_at=clock.now(),
            )


def _kind(transaction: str, theirs: Mapping[str, int], ours: Mapping[str, int | None]) -> str:
    if transaction not in ours:
        return "foreign"
    if transaction not in theirs:
        return "not_listed"
    if ours[transaction] is None:
        return "not_paid_here"
    return "" if ours[transaction] == theirs[transaction] else "amount"


def compare_yesterday(rt: Runtime) -> int:
    """Compare the last finished day, if there is a platform that offers a list."""
    if not rt.partners.pays:
        return 0
    try:
        return len(compare(rt, clock.today() - timedelta(days=1)).differences)
    except NotOffered:
        return 0
    except ConnectorError as error:
        _log.warning("payments_not_compared", error=str(error))
        raise
