"""What a dossier cost and how it was paid, as of an event: from its chain, and from no wish.

Quyết định 766/QĐ-TTg counts dossiers that were paid online (3.5, 3.6). One counts only if all that
was asked for by then is paid, and none of it at a counter.
"""

from sqlalchemy.orm import Session

from connectors.national_messages import Charge, PaidOnline
from portal.services.paying import attempts, notices, settling
from portal.services.synchronisation.course import Course


def charges(session: Session, course: Course) -> tuple[Charge, ...]:
    """List what was asked for by an event and not put aside since, line by line."""
    asked = _asked(course)
    return tuple(
        Charge(line.name, line.amount)
        for owed in notices.of(session, course.dossier)
        if owed.notice.number in asked
        for line in owed.lines
    )


def paid_online(course: Course) -> PaidOnline:
    """Say whether what was asked for is paid, and on whose gateway.

    The platform is the national one; a transfer to the agency's own account is the agency's.
    """
    asked = {number for number, total in _asked(course).items() if total}
    paid = {
        event.facts["number"]: event.facts["way"]
        for event in course.events
        if event.kind == settling.PAID
    }
    ways = {paid.get(number, attempts.COUNTER) for number in asked}
    if not ways or attempts.COUNTER in ways:
        return PaidOnline.NO
    return PaidOnline.NATIONAL if ways == {attempts.PLATFORM} else PaidOnline.OWN


def _asked(course: Course) -> dict[int, int]:
    """Give the sum of each notice that stood at the end of a course, by its number."""
    asked: dict[int, int] = {}
    for event in course.events:
        if event.kind == notices.DUE:
            asked[event.facts["number"]] = event.facts["total"]
        elif event.kind == notices.REPLACED:
            asked.pop(event.facts["number"], None)
    return asked
