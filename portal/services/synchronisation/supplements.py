"""The requests for more that a dossier has seen (yêu cầu bổ sung), and how each was answered."""

from collections.abc import Iterator

from connectors.national_messages import Supplementing
from portal.models import Event
from portal.services import events
from portal.services.synchronisation import wording
from portal.services.synchronisation.course import Course
from portal.services.vault import Safe

_ASKED, _ANSWERED = "supplement_requested", "supplement_sent"


def told(course: Course, safe: Safe) -> tuple[Supplementing, ...]:
    """List the requests up to an event; a citizen's words stay with the agency."""
    return tuple(_one(course, safe, asked) for asked in _requests(course))


def _requests(course: Course) -> Iterator[Event]:
    return (event for event in course.events if event.kind == _ASKED)


def _one(course: Course, safe: Safe, asked: Event) -> Supplementing:
    private = events.private(safe, asked)
    later = [event for event in course.events if event.seq > asked.seq]
    following = next((event.seq for event in later if event.kind == _ASKED), None)
    answers = (e for e in later if e.kind == _ANSWERED and (following is None or e.seq < following))
    answered = next(answers, None)
    resumed = next((event for event in later if event.after is not None), None)
    return Supplementing(
        id=f"{course.dossier.code}/{asked.seq}",
        asked_at=asked.occurred_at,
        text=wording.reasons(private) or "Yêu cầu bổ sung giấy tờ",
        asked_by=private.get("officer") or "",
        answered_at=answered.occurred_at if answered else None,
        due_before=course.until(asked.seq - 1).due,
        due_after=course.until(resumed.seq).due if resumed else None,
    )
