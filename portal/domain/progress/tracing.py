"""What one dossier adds to the measures, day by day: a pure reading of where it stands now.

Everything a dossier adds is told at once, so that whoever keeps the measures takes away what it
added before and puts this in its place: late news, a corrected date or a new rule leave no trace.

Source: Quyết định 766/QĐ-TTg (secondary): on time is an end not after the day promised; the time of
one supplement is taken off (the due date here already is), more than one request is late.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from portal import clock
from portal.domain.states import State

Facts = Mapping[tuple[date, str], int]
_DECISIONS = frozenset({State.DECIDED, State.RETURNED})
MOST_REQUESTS = 1


@dataclass(frozen=True)
class Course:
    """How a dossier has gone so far.

    ``requests``: how often it stood still for a supplement, ``waits_since``: since when it does
    now. ``results``: files of the result.
    ``components``: its papers, ``digitised``: how many of them are recorded as digitised;
    ``reused``: whether one was taken from its submitter's store.
    ``fee``: whether it owes a fee; ``paid_online``: whether all of it was paid without cash.
    ``news``: when the agency told something. ``rated``: when, and whether the citizen was not
    content with something. ``synced``: whether the national portal has all it was to be told.
    """

    state: State
    online: bool
    verified: bool
    fee: bool
    submitted_at: datetime
    delivered_at: datetime | None = None
    received_at: datetime | None = None
    due: datetime | None = None
    finished_at: datetime | None = None
    requests: int = 0
    waits_since: datetime | None = None
    results: int = 0
    news: tuple[datetime, ...] = ()
    rated: tuple[datetime, bool] | None = None
    paid_online: bool = False
    components: int = 0
    digitised: int = 0
    synced: bool = False
    reused: bool = False

    @property
    def late(self) -> bool:
        """Whether it ended late; nobody can say so of one without a due date."""
        assert self.finished_at is not None
        too_often = self.requests > MOST_REQUESTS
        return too_often or (self.due is not None and self.finished_at > self.due)


@dataclass(frozen=True)
class Trace:
    """What a dossier adds; ``changes_at``: when it adds something else by the clock alone."""

    facts: Facts
    changes_at: datetime | None


def trace(course: Course, now: datetime) -> Trace:
    """Tell what a dossier adds to the measures at a moment."""
    facts: Counter[tuple[date, str]] = Counter()
    _handed_in(facts, course)
    if course.received_at is not None:
        facts[clock.day(course.received_at), "accepted"] += 1
        facts[clock.day(course.received_at), "accepted_synced"] += int(course.synced)
        if course.finished_at is not None:
            _finished(facts, course, clock.day(course.finished_at))
    if course.rated is not None:
        at, disliked = course.rated
        facts[clock.day(at), "rated"] += 1
        facts[clock.day(at), "rated_disliked"] += int(disliked)
    waits = _overdue(facts, course, now)
    return Trace({key: n for key, n in facts.items() if n}, course.due if waits else None)


def _handed_in(facts: Counter[tuple[date, str]], course: Course) -> None:
    day = clock.day(course.submitted_at)
    facts[day, "submitted"] += 1
    facts[day, "submitted_online"] += int(course.online)
    facts[day, "submitted_verified"] += int(course.verified)
    facts[day, "submitted_reused"] += int(course.reused)
    facts[day, "open"] += 1
    if course.finished_at is not None:
        facts[clock.day(course.finished_at), "open"] -= 1
    if course.delivered_at is not None:
        facts[clock.day(course.delivered_at), "handed_over"] += 1
    for told in course.news:
        facts[clock.day(told), "news_heard"] += 1


def _finished(facts: Counter[tuple[date, str]], course: Course, day: date) -> None:
    decided = course.state in _DECISIONS
    # What ended without a decision owes nobody a result.
    electronic = course.results > 0 or not decided
    facts[day, "finished"] += 1
    facts[day, "finished_late" if course.late else "finished_on_time"] += 1
    facts[day, "finished_online"] += int(course.online and electronic)
    facts[day, "finished_with_fee"] += int(course.fee)
    facts[day, "finished_paid_online"] += int(course.fee and course.paid_online)
    facts[day, "finished_components"] += int(course.components > 0)
    whole = 0 < course.components <= course.digitised
    facts[day, "finished_digitised"] += int(whole and electronic)
    if decided:
        facts[day, "decided"] += 1
        facts[day, "decided_electronic"] += int(course.results > 0)


def _overdue(facts: Counter[tuple[date, str]], course: Course, now: datetime) -> bool:
    """Note since when it is overdue and until when it was; says whether it may become so yet."""
    due = course.due
    if course.received_at is None or due is None:
        return False
    ended, waits = course.finished_at, course.waits_since
    if ended is None and waits is not None and waits <= due:
        # The clock stands still, unless its time had run out before; when it goes on, the due date
        # has moved.
        return False
    if (ended or now) <= due:
        return ended is None
    facts[clock.day(due), "overdue_open"] += 1
    if ended is not None:
        facts[clock.day(ended), "overdue_open"] -= 1
    return False
