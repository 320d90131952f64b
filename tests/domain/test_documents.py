"""Rules of official documents: what may be done when, which status counts, and until when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.domain.calendar_seed import seed
from portal.domain.documents import (
    RANKS,
    Clock,
    Deed,
    Standing,
    acknowledge_by,
    further,
    possible,
    send_by,
    submit_by,
)

FRIDAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def calendar():
    return seed(2026, 2026)


@given(st.lists(st.sampled_from(sorted(RANKS)), min_size=1))
def test_the_furthest_status_counts_whatever_the_order(told):
    now = None
    for code in told:
        now = further(now, code)
    assert RANKS[now] == max(RANKS[code] for code in told)
    assert further(now, "14") == now


def test_a_document_that_is_asked_back_is_frozen():
    assert possible(Standing.IN_PROCESS, asked_back=True) == (Deed.AGREE, Deed.DECLINE)
    assert possible(Standing.TAKEN_BACK, asked_back=True) == ()


def test_what_is_signed_on_a_friday_is_sent_by_monday_noon(calendar):
    assert clock.local(send_by(FRIDAY, calendar)).isoformat()[:16] == "2026-11-30T12:00"


def test_what_arrives_is_acknowledged_within_the_vietnamese_day():
    late = datetime(2026, 11, 27, 16, 59, tzinfo=UTC)
    assert clock.local(acknowledge_by(late)).isoformat()[:16] == "2026-11-28T00:00"


def test_what_arrives_on_a_friday_lies_before_its_leader_by_monday(calendar):
    came = datetime(2026, 11, 27, 3, tzinfo=UTC)
    assert clock.day(submit_by(came, calendar)) == date(2026, 12, 1)


def test_a_saturday_worked_instead_of_another_day_is_a_working_day(calendar):
    friday, evening = date(2026, 1, 9), datetime(2026, 1, 9, 16, 59, 59, tzinfo=UTC)
    assert clock.local(send_by(friday, calendar)).isoformat()[:16] == "2026-01-10T12:00"
    assert clock.local(submit_by(evening, calendar)).isoformat()[:16] == "2026-01-11T00:00"


def test_what_is_done_at_midnight_is_done_the_next_day():
    until = acknowledge_by(datetime(2026, 11, 27, 3, tzinfo=UTC))
    last = Clock("acknowledge", until, until - timedelta(microseconds=1))
    assert (last.kept(until), Clock("acknowledge", until, until).kept(until)) == (True, False)


def test_a_clock_says_nothing_while_nobody_can_tell():
    until = datetime(2026, 11, 27, 10, tzinfo=UTC)
    before, after = until.replace(hour=9), until.replace(hour=11)
    assert Clock("send", until, None).kept(before) is None
    assert Clock("send", until, None).kept(after) is False
    assert Clock("send", until, before).kept(after) is True
    assert Clock("send", until, after).kept(after) is False
