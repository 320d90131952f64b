"""What holds for the counts of any dossiers, and that SQL judges each as a person would."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms import regimes
from forms.spec.reports import Judging
from portal import clock
from portal.domain.states import Channel, State
from portal.services.reports import counting, figures
from portal.services.reports.counting import GIVEN_BACK, Wanted
from portal.services.reports.figures import Subject
from tests.furnished import counted
from tests.furnished.counted import Past, vn

REGIMES = {c: r for c, r in regimes.load_regimes().items() if r.facts == "dossiers"}
FIRST, LAST = date(2025, 12, 15), date(2026, 1, 14)
BEGIN, END = vn("2025-12-15 00:00"), vn("2026-01-15 00:00")
JUDGING = Judging("on_time", given_back="on_time", awaiting_supplement="on_time")

# Around both ends of the period, to the hour, so that edges are met often.
hours = st.integers(-60 * 24, 60 * 24).map(lambda h: timedelta(hours=h))
moments = st.one_of(
    hours.map(lambda by: BEGIN + by),
    st.sampled_from(
        [BEGIN, END, BEGIN - timedelta(microseconds=1), END - timedelta(microseconds=1)]
    ),
)
maybe = st.none() | moments
pauses = st.none() | st.tuples(moments, maybe)
pasts = st.builds(
    Past,
    received=maybe,
    due=maybe,
    finished=maybe,
    state=st.sampled_from(State),
    channel=st.sampled_from(Channel),
    pause=pauses,
    rehearsal=st.sampled_from([False, False, False, True]),
)
many = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def judge(past: Past) -> tuple[str, str, str, str] | None:
    """Say what a person would of one dossier; None if it is not counted."""
    received, finished, due = past.received, past.finished, past.due
    if past.rehearsal or received is None or received >= END:
        return None
    if finished is not None and finished < BEGIN and received < BEGIN:
        return None
    new = "in_period" if received >= BEGIN else "before_period"
    if finished is not None and finished < END:
        if past.state in GIVEN_BACK:
            return new, past.channel, "given_back", "on_time"
        return new, past.channel, "settled", _settled(finished, due)
    if past.pause and past.pause[0] < END and (past.pause[1] or END) >= END:
        return new, past.channel, "awaiting_supplement", "on_time"
    return new, past.channel, "open", "late" if due is not None and due < END else "on_time"


def _settled(finished, due) -> str:
    if due is None:
        return "on_time"
    if finished > due:
        return "late"
    return "early" if clock.day(finished) < clock.day(due) else "on_time"


def sorts(rt, agency, dossiers: list[Past], judging: Judging = JUDGING) -> list[counting.Sort]:
    """Count dossiers that nobody else sees: what only reads is thrown away."""
    with rt.db.read() as session:
        counted.put(session, agency, dossiers)
        return counting.sorts(session, Wanted([agency.id], FIRST, LAST, "procedure", judging))


@many
@given(dossiers=st.lists(pasts, max_size=12))
def test_the_database_judges_each_dossier_as_a_person_would(rt, agency, dossiers):
    found = Counter()
    for each in sorts(rt, agency, dossiers):
        found[each.received, each.channel, each.standing, each.timing] += each.count
    assert found == Counter(said for past in dossiers if (said := judge(past)))


@many
@given(dossiers=st.lists(pasts, max_size=12), regime=st.sampled_from(list(REGIMES.values())))
def test_the_figures_of_any_dossiers_add_up(rt, agency, dossiers, regime):
    found = sorts(rt, agency, dossiers, regime.judging)
    subjects = {each.subject: Subject(each.subject, "") for each in found}
    rows = figures.lay_out(regime, regime.rows.groups, found, subjects)
    assert figures.breaks(regime, rows) == []
    assert rows[0].values["c3"] == sum(judge(past) is not None for past in dossiers)


@many
@given(dossiers=st.lists(pasts, max_size=12))
def test_what_is_open_when_a_period_ends_is_what_the_next_one_begins_with(rt, agency, dossiers):
    with rt.db.read() as session:
        counted.put(session, agency, dossiers)
        now, then = (
            counting.sorts(session, Wanted([agency.id], first, last, "procedure", JUDGING))
            for first, last in ((FIRST, LAST), (date(2026, 1, 15), date(2026, 2, 14)))
        )
    left = sum(each.count for each in now if each.standing in ("open", "awaiting_supplement"))
    assert left == sum(each.count for each in then if each.received == "before_period")


@pytest.mark.parametrize(
    ("judging", "past", "timing"),
    [
        (Judging("late"), Past(BEGIN, None, END - timedelta(days=1)), "late"),
        (Judging(), Past(BEGIN, BEGIN, END - timedelta(days=1), State.WITHDRAWN), "late"),
        (Judging(), Past(BEGIN, BEGIN, pause=(BEGIN, None)), "late"),
        (
            Judging(awaiting_supplement="on_time"),
            Past(BEGIN, BEGIN, pause=(BEGIN, None)),
            "on_time",
        ),
    ],
)
def test_what_a_due_date_does_not_settle_is_the_regimes_to_say(rt, agency, judging, past, timing):
    assert [each.timing for each in sorts(rt, agency, [past], judging)] == [timing]


def test_the_last_microsecond_of_a_day_is_still_that_day(rt, agency):
    past = Past(BEGIN, END + timedelta(hours=1), END - timedelta(microseconds=1))
    assert [each.timing for each in sorts(rt, agency, [past])] == ["early"]


def test_agencies_have_rows_of_their_own_where_a_regime_says_so(rt, agency):
    with rt.db.read() as session:
        counted.put(session, agency, [Past(BEGIN)])
        found = counting.sorts(session, Wanted([agency.id], FIRST, LAST, "agency", JUDGING))
    assert [(each.subject, each.level) for each in found] == [(agency.code, "commune")]


def test_nobody_asked_about_is_nobody_counted(rt, agency):
    with rt.db.read() as session:
        assert counting.sorts(session, Wanted([], FIRST, LAST, "field", JUDGING)) == []
