"""Indicators follow from measures by their formulas, points from indicators, and nothing else."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.progress import catalogue, periods
from portal.domain.progress.catalogue import CatalogueBroken, shipped
from portal.domain.progress.figures import figure, figures, score
from portal.domain.progress.periods import NoSuchPeriod, Period
from portal.domain.progress.spec import UnknownIndicator

TOTALS = st.dictionaries(st.sampled_from(sorted(shipped().measures)), st.integers(0, 10_000))


def value(code, **totals):
    return figure(shipped().indicator(code), totals).value


def points(group, **totals):
    found = figures(shipped(), totals)
    of_group = [found[one.code] for one in shipped().of_group(group)]
    return score(shipped().groups[group], of_group)


def test_without_a_denominator_there_is_no_figure():
    assert value("on_time") is None and value("online_share", finished=0) is None
    assert value("online_share", finished=8, finished_online=0) == 0


def test_what_was_never_fed_has_no_total_and_a_quiet_period_has_zero():
    assert value("documents_total") is None
    assert value("documents_total", documents_sent=0) == 0


def test_overdue_dossiers_count_against_being_on_time():
    assert value("on_time", finished_on_time=8, finished=8, overdue_open=2) == 80


def test_satisfaction_is_what_lateness_and_dislike_leave():
    told = {"finished": 90, "finished_late": 0, "overdue_open": 10, "rated": 20}
    assert value("satisfied", **told, rated_disliked=1) == 85
    assert value("satisfied", **told | {"rated": 0}) is None


def test_a_reached_target_has_all_points_and_a_missed_one_its_part():
    assert points("online", finished=100, finished_online=60).points == 12
    assert points("online", finished=300, finished_online=100).points == Decimal("8.00")


def test_points_of_a_group_say_how_many_of_its_indicators_they_are_from():
    told = points("digitisation", decided=10, decided_electronic=4)
    assert (told.points, told.known, told.all) == (Decimal("11.00"), 1, 4)
    none = points("publicity", finished=5)
    assert (none.points, none.known) == (None, 0)


def test_the_shares_of_units_rest_on_documents_and_never_on_dossiers():
    for indicator in shipped().of_group("units"):
        assert all(m.startswith(("active.", "units.")) for m in indicator.formula.measures)
    assert [one.target for one in shipped().of_group("units")] == [80, 60, 30]


def test_the_six_groups_have_a_hundred_points():
    assert sum(group.points or 0 for group in shipped().groups.values()) == 100


def test_an_installation_may_aim_elsewhere_but_only_at_what_there_is():
    assert shipped().aimed({"units_commune": 40}).indicator("units_commune").target == 40
    with pytest.raises(UnknownIndicator):
        shipped().aimed({"units_district": 30})


@settings(max_examples=40)
@given(TOTALS)
def test_whoever_reaches_more_never_has_fewer_points(totals):
    finished = totals.get("finished", 0) + 1
    less, more = (
        points("online", finished=finished, finished_online=finished * n // 10).points
        for n in (3, 4)
    )
    assert 0 <= less <= more <= 12


@settings(max_examples=40)
@given(TOTALS)
def test_a_figure_is_none_or_computed_from_its_own_sides(totals):
    for code, found in figures(shipped(), totals).items():
        if found.value is not None and found.among:
            exact = Fraction(found.over, found.among) * 100
            assert abs(Fraction(found.value) - exact) <= Fraction(1, 200), code


def test_every_text_of_the_catalogue_is_there_in_both_languages():
    for one in (*shipped().measures.values(), *shipped().indicators.values()):
        assert one.name.vi and one.name.en and one.source.vi and one.source.en


def test_a_catalogue_that_does_not_fit_together_says_so():
    measures = (catalogue.FOLDER / "measures.yaml").read_text()
    indicators = (catalogue.FOLDER / "indicators.yaml").read_text()
    with pytest.raises(CatalogueBroken, match="online_share: nothing measures finished_onlin"):
        catalogue.read(measures, indicators.replace("[finished_online]", "[finished_onlin]"))


@pytest.mark.parametrize("text", ["2026-13", "26-01", "2026-1", "x", "", "1999", "2026-01-02"])
def test_what_is_no_month_and_no_year_is_refused(text):
    with pytest.raises(NoSuchPeriod):
        periods.parse(text)


def test_a_trend_is_the_twelve_months_up_to_now():
    told = Period(2026).trend(date(2026, 11, 29))
    assert (str(told[0]), str(told[-1]), len(told)) == ("2025-12", "2026-11", 12)
    assert periods.parse("2026-12").last_day == date(2026, 12, 31)
