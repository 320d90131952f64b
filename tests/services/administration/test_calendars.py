"""Calendars in the making: one makes, another approves, and no promise moves."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from portal.domain.calendar import Calendar, DayOff
from portal.domain.calendar_differences import between
from portal.domain.errors import Conflict, Unacceptable
from portal.services import calendars as standing
from portal.services.administration import calendars
from portal.services.operations.deeds import Actor

AN, BINH = Actor("An (mẫu)", uuid.uuid4(), "thử"), Actor("Bình (mẫu)", uuid.uuid4(), "thử")
FIRST = Calendar("vn", 1, days_off=(DayOff(date(2026, 9, 2), "Quốc khánh"),))
TET = DayOff(date(2027, 1, 1), "Tết Dương lịch")
SECOND = replace(FIRST, days_off=(*FIRST.days_off, TET))


@pytest.fixture
def published(session: Session) -> Session:
    """A store with one approved calendar."""
    standing.publish(session, FIRST, "furnish")
    return session


def test_a_version_counts_only_once_somebody_else_has_approved_it(published: Session) -> None:
    row = calendars.propose(published, SECOND, AN)
    assert standing.newest(published, "vn").version == 1
    calendars.approve(published, "vn", row.version, BINH)
    assert standing.newest(published, "vn").days_off == SECOND.days_off
    # A dossier of before is counted with what it was frozen to.
    assert standing.version(published, "vn", 1) == FIRST


def test_nobody_approves_what_they_made(published: Session) -> None:
    row = calendars.propose(published, SECOND, AN)
    with pytest.raises(Unacceptable) as refused:
        calendars.approve(published, "vn", row.version, AN)
    assert refused.value.reason == "own"
    assert standing.newest(published, "vn").version == 1


def test_what_was_made_from_an_older_version_is_refused(published: Session) -> None:
    calendars.approve(published, "vn", calendars.propose(published, SECOND, AN).version, BINH)
    with pytest.raises(Conflict):
        calendars.propose(published, replace(FIRST, days_off=()), AN)


def test_of_two_proposals_the_older_cannot_follow_the_newer(published: Session) -> None:
    older = calendars.propose(published, SECOND, AN).version
    newer = calendars.propose(published, replace(FIRST, days_off=(TET,)), AN).version
    calendars.approve(published, "vn", newer, BINH)
    with pytest.raises(Conflict):
        calendars.approve(published, "vn", older, BINH)


def test_a_withdrawn_version_never_counts(published: Session) -> None:
    row = calendars.propose(published, SECOND, AN)
    calendars.withdraw(published, "vn", row.version, AN)
    with pytest.raises(Conflict):
        calendars.approve(published, "vn", row.version, BINH)
    line = calendars.overview(published)[0]
    assert (line.live and line.live.version, line.proposed) == (1, 0)


def test_a_version_that_changes_nothing_is_none(published: Session) -> None:
    with pytest.raises(Unacceptable):
        calendars.propose(published, FIRST, AN)


def test_a_calendar_of_a_new_name_begins_at_version_one(published: Session) -> None:
    saturday = replace(FIRST, name="vn-t7", version=0)
    assert calendars.propose(published, saturday, AN).version == 1


def test_differences_name_day_sort_and_both_sides() -> None:
    later = replace(SECOND, days_off=(DayOff(date(2026, 9, 2), "Lễ"), TET), weekly=FIRST.weekly)
    told = [(one.kind, one.sort, one.at, one.before, one.after) for one in between(FIRST, later)]
    assert told == [
        ("day_off", "changed", date(2026, 9, 2), "Quốc khánh", "Lễ"),
        ("day_off", "added", date(2027, 1, 1), "", "Tết Dương lịch"),
    ]
    assert [one.sort for one in between(later, FIRST)] == ["changed", "removed"]
