"""A document its recipient says nothing of is told of, however often the axis has said yes."""

from datetime import UTC, datetime, timedelta

import pytest

from portal import clock
from portal.domain.working_time import NOTHING, last_working_day, later_working_day
from portal.exchanges.documents import fetching
from portal.services import calendars
from portal.services.documents import sent, trace
from portal.services.operations import health
from tests.exchanges.documents.test_sending import told
from tests.furnished.axis import OURS, THEIRS, THIRD
from tests.furnished.documents import letter, send
from tests.furnished.partners import drain


@pytest.fixture
def document(rt, at):
    made = send(rt, at, letter(to=((THEIRS, "Sở mẫu"), (THIRD, "Văn phòng"))))
    drain(rt)
    return made


def silent(rt, working_days, more=NOTHING):
    """Tell who is named at the beginning of the so-many-th working day after today."""
    with rt.db.read() as session:
        calendar = calendars.newest(session, calendars.DEFAULT)
        day = later_working_day(calendar, clock.today(), working_days)
        then = clock.moment(day, clock.MIDNIGHT) + more
        with clock.at(lambda: then):
            found = health.problems(session, ())
    return [(one.about, one.count) for one in found if one.kind == "silent"]


def test_the_next_working_day_is_waited_for(rt, document):
    assert silent(rt, 1, more=timedelta(hours=23)) == []
    assert silent(rt, 2, more=timedelta(minutes=1)) == [(OURS, 1)]


def test_what_left_on_a_day_of_rest_is_waited_for_as_long(rt, hands, at):
    hands.now = datetime(2026, 11, 28, 3, tzinfo=UTC)  # a Saturday
    document = send(rt, at)
    with rt.db.write() as session:
        sent.document(session, rt, trace.opened(session, rt, at[0], document.id), "t-1")
    assert silent(rt, 0, more=timedelta(hours=23)) == []
    assert silent(rt, 1) == [(OURS, 1)]


def test_one_recipient_of_two_is_enough_to_be_told_of(rt, axis, document):
    axis.put(told(document, "01"))
    fetching.poll_all(rt)
    assert silent(rt, 3) == [(OURS, 1)]
    axis.put(told(document, "01", THIRD))
    fetching.poll_all(rt)
    assert silent(rt, 3) == []


def test_what_was_not_sent_yet_is_a_promises_affair(rt, axis, at):
    axis.faults(refuse=True)
    send(rt, at)
    drain(rt)
    assert silent(rt, 3) == []


def test_after_a_month_it_is_only_in_its_register(rt, document):
    assert silent(rt, 1, more=timedelta(days=29)) == [(OURS, 1)]
    assert silent(rt, 1, more=timedelta(days=32)) == []


def test_the_last_working_day_is_the_day_itself_or_one_before(rt):
    with rt.db.read() as session:
        calendar = calendars.newest(session, calendars.DEFAULT)
    working = later_working_day(calendar, clock.today(), 0)
    assert last_working_day(calendar, working) == working
    resting = next(
        day for day in (working + timedelta(days=n) for n in range(14)) if not calendar.works(day)
    )
    found = last_working_day(calendar, resting)
    assert calendar.works(found) and found < resting
    assert later_working_day(calendar, found, 1) > resting
