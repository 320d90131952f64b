"""What a dossier adds to the measures of progress, and the laws that hold whatever became of it."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.progress.catalogue import shipped
from portal.domain.progress.tracing import Course, trace
from portal.domain.states import State

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DUE = MONDAY + timedelta(days=3)
BEGUN = Course(State.SUBMITTED, online=True, verified=True, fee=False, submitted_at=MONDAY)
ACCEPTED = {"state": State.ACCEPTED, "received_at": MONDAY, "due": DUE}


def course(**more):
    return Course(**{**vars(BEGUN), **more})


def sums(facts):
    found = Counter()
    for (_, measure), value in facts.items():
        found[measure] += value
    return {measure: value for measure, value in found.items() if value}


def added(now=MONDAY, **more):
    return sums(trace(course(**more), now).facts)


def decided(at, **more):
    return added(**ACCEPTED | {"state": State.DECIDED, "finished_at": at} | more)


def test_a_dossier_just_submitted_is_open_and_nothing_more():
    assert added() == {"submitted": 1, "submitted_online": 1, "submitted_verified": 1, "open": 1}


def test_an_end_at_the_very_moment_promised_is_on_time():
    told = decided(DUE)
    assert told["finished_on_time"] == told["decided"] == 1
    assert "finished_late" not in told and "open" not in told


def test_an_end_after_it_is_late_and_overdue_no_more():
    late = DUE + timedelta(days=2)
    facts = trace(course(**ACCEPTED | {"state": State.DECIDED, "finished_at": late}), late).facts
    assert facts[date(2026, 11, 26), "overdue_open"] == 1
    assert facts[date(2026, 11, 28), "overdue_open"] == -1
    assert sums(facts)["finished_late"] == 1


def test_a_second_request_for_a_supplement_makes_it_late():
    assert "finished_late" not in decided(DUE, requests=1)
    assert decided(DUE, requests=2)["finished_late"] == 1


def test_it_becomes_overdue_by_the_clock_alone():
    waiting = course(**ACCEPTED)
    before = trace(waiting, DUE)
    assert before.changes_at == DUE and "overdue_open" not in sums(before.facts)
    after = trace(waiting, DUE + timedelta(seconds=1))
    assert after.changes_at is None and sums(after.facts)["overdue_open"] == 1


def asked_at(moment):
    """Look long afterwards at a dossier whose citizen has been asked for something since."""
    waiting = course(**ACCEPTED | {"state": State.AWAITING_SUPPLEMENT, "waits_since": moment})
    return trace(waiting, DUE + timedelta(days=9))


def test_while_the_citizen_is_asked_nothing_becomes_overdue():
    told = asked_at(DUE)
    assert told.changes_at is None and "overdue_open" not in sums(told.facts)


def test_what_was_overdue_before_its_citizen_was_asked_stays_overdue():
    told = asked_at(DUE + timedelta(seconds=1))
    assert told.changes_at is None and sums(told.facts)["overdue_open"] == 1


def test_what_was_refused_before_acceptance_is_not_counted_as_finished():
    told = added(state=State.REFUSED, finished_at=MONDAY)
    assert "finished" not in told and "open" not in told


def test_a_decision_without_a_file_is_no_electronic_result():
    assert "decided_electronic" not in decided(DUE) and "finished_online" not in decided(DUE)
    told = decided(DUE, results=2)
    assert told["decided_electronic"] == told["finished_online"] == 1


def test_a_day_is_a_day_in_viet_nam():
    late_evening = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
    facts = trace(course(submitted_at=late_evening), late_evening).facts
    assert facts[date(2026, 11, 24), "submitted"] == 1


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
COURSES = st.builds(
    Course,
    state=st.sampled_from(list(State)),
    online=st.booleans(),
    verified=st.booleans(),
    fee=st.booleans(),
    paid_online=st.booleans(),
    submitted_at=MOMENTS,
    delivered_at=st.none() | MOMENTS,
    received_at=st.none() | MOMENTS,
    due=st.none() | MOMENTS,
    finished_at=st.none() | MOMENTS,
    requests=st.integers(0, 3),
    results=st.integers(0, 2),
    news=st.lists(MOMENTS, max_size=3).map(tuple),
    rated=st.none() | st.tuples(MOMENTS, st.booleans()),
)


@settings(max_examples=40)
@given(COURSES, MOMENTS)
def test_whatever_is_finished_is_on_time_or_late_and_not_open(any_course, now):
    told = sums(trace(any_course, now).facts)
    ends = told.get("finished_on_time", 0) + told.get("finished_late", 0)
    assert ends == told.get("finished", 0) <= 1
    if any_course.finished_at is not None:
        assert "open" not in told and "overdue_open" not in told


@settings(max_examples=40)
@given(COURSES, MOMENTS)
def test_a_part_is_never_more_than_its_whole(any_course, now):
    told = Counter(sums(trace(any_course, now).facts))
    for part, whole in (
        ("submitted_online", "submitted"),
        ("submitted_verified", "submitted"),
        ("finished_online", "finished"),
        ("finished_with_fee", "finished"),
        ("finished_paid_online", "finished_with_fee"),
        ("decided", "finished"),
        ("decided_electronic", "decided"),
        ("rated_disliked", "rated"),
        ("overdue_open", "open"),
    ):
        assert 0 <= told[part] <= told[whole], (part, whole)


@settings(max_examples=40)
@given(COURSES, MOMENTS)
def test_everything_a_dossier_adds_is_a_measure_of_the_catalogue(any_course, now):
    assert {measure for _, measure in trace(any_course, now).facts} <= shipped().measures.keys()
