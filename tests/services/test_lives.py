"""Dossiers live at random; each cell of their reports and each indicator is counted by hand."""

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest
import sqlalchemy as sa

from portal import clock
from portal.domain import restating
from portal.domain.progress import figures, periods
from portal.domain.progress.catalogue import shipped
from portal.models import Dossier, ProgressDay, Rating, RatingTally, Tally
from portal.services.progress import keeping, reading
from portal.services.progress.units import COUNTRY
from portal.services.reports import building, drilling, freezing, sending, shelf, working
from portal.services.reports.building import Asked
from tests.furnished import by_hand, house, lives, measured_by_hand, reporting
from tests.furnished.by_hand import BIEU_07A, II_06A
from tests.furnished.counted import vn
from tests.furnished.lives import World

QUARTER = (date(2026, 9, 15), date(2026, 12, 14))
PERIODS = {
    "month": (date(2026, 9, 15), date(2026, 10, 14)),
    "quarter": QUARTER,
    "year": (date(2025, 12, 15), date(2026, 12, 14)),
    "days": (date(2026, 11, 1), date(2026, 11, 24)),
}
EDGES = [vn("2026-09-15 00:00"), vn("2026-10-15 00:00"), vn("2026-12-15 00:00")]
FIELDS = {house.PROCEDURE: "G01-CA05", lives.JUSTICE: "G15-TP07"}
FORMS = {"II.06a/VPCP/KSTT": II_06A, "07a": BIEU_07A}
AGENCIES = ("H41", "H41.90", "H41.90.01", "H41.90.02", "H41.05", "H41.77")


@pytest.fixture(scope="module")
def world(furnished):
    """Let a few hundred dossiers live, until some time after the year's report was closed."""
    hands = house.Hands()
    with clock.at(hands):
        made = World.make(furnished, hands, seed=2026, edges=EDGES)
        for _ in range(6):
            # Measures are kept up in between, whatever becomes of a dossier afterwards.
            made.live(30)
            keeping.keep_up(furnished)
        # What is told days late has come by then: no clock goes back behind what was counted.
        made.end += timedelta(days=7)
        hands.now = made.end
        keeping.keep_up(furnished)
        yield made


@pytest.fixture(scope="module")
def told(world):
    """Read what became of each of them."""
    with world.rt.db.read() as session:
        return by_hand.stories(session)


def by_path(rows):
    """Give rows of a report by what they count; groups nobody has a dossier in are left out."""
    found = {}
    for row in rows:
        path = (*row.path[:1], row.subject.code) if len(row.path) == 2 else tuple(row.path)
        if not path or row.values["c3"]:
            found[path] = dict(row.values)
    return found


@pytest.mark.parametrize("regime", FORMS)
@pytest.mark.parametrize("period", PERIODS)
def test_every_cell_is_what_somebody_counts_by_hand(world, told, regime, period):
    days = PERIODS[period]
    for whose in AGENCIES:
        with world.rt.db.read() as session:
            asked = Asked(shelf.regime(regime), whose, *days)
            report = building.build(session, world.rt, asked)
        mine = [story for story in told if f"{story.agency}.".startswith(f"{whose}.")]
        assert report.breaks == []
        assert by_path(report.rows) == by_hand.table(mine, days, FORMS[regime], FIELDS), whose


def test_they_have_met_whatever_a_report_tells_apart(told):
    """A dossier of each kind was lived: without it the comparison would prove nothing."""
    rows = by_hand.table(told, PERIODS["quarter"], II_06A, FIELDS)
    older = by_hand.table(told, PERIODS["quarter"], BIEU_07A, FIELDS)
    assert all(rows[()].values()) and all(older[()].values())
    assert {each.channel for each in told} == {"online", "direct", "postal"}


MONTHS = ("2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2026")
TOTALS = ("submitted", "finished", "open", "overdue")
NODES = {
    COUNTRY: ("commune", "province_justice"),
    "level:commune": ("commune",),
    "province:40": ("province_justice",),
    "level:province_department": ("province_justice",),
}


@pytest.fixture(scope="module")
def lived(world):
    """Read everything indicators ask of each of them."""
    with world.rt.db.read() as session:
        return measured_by_hand.lives(session)


def computed(world, node, period):
    """Give the indicators the page of progress shows."""
    with world.rt.db.read() as session:
        totals = reading.history(session, node).totals(periods.parse(period))
    found = figures.figures(shipped(), totals)
    return {code: one.value for code, one in found.items()}


def by_definition(lived, world, period):
    whole = periods.parse(period)
    first, after = whole.months[0], date(whole.year + 1, 1, 1)
    if whole.month and whole.month < 12:
        after = date(whole.year, whole.month + 1, 1)
    span = measured_by_hand.Span(date(first.year, first.month, 1), after, world.end)
    return measured_by_hand.indicators(lived, span)


def differ(told, counted):
    """Give what is computed and what is counted where they are not the same."""
    return {
        code: (told[code], value)
        for code, value in counted.items()
        # Of what nobody has ever had any there is no figure; a share of nothing is none either way.
        if told[code] != value and not (told[code] is None and value == 0 and code in TOTALS)
    }


@pytest.mark.parametrize("period", MONTHS)
def test_every_indicator_is_what_its_definition_says(world, lived, period):
    for node, levels in NODES.items():
        mine = [each for each in lived if each.story.level in levels]
        counted = by_definition(mine, world, period)
        assert differ(computed(world, node, period), counted) == {}, node
    for code in ("H41.90.01", "H41.90.02", "H41.05", "H41.77.01"):
        mine = [each for each in lived if each.story.agency == code]
        assert differ(computed(world, code, period), by_definition(mine, world, period)) == {}, code


def kept_days(rt):
    with rt.db.read() as session:
        return {
            (row.unit, row.day, row.measure): row.value
            for row in session.scalars(sa.select(ProgressDay).where(ProgressDay.value != 0))
        }


def test_counted_anew_from_nothing_every_day_is_what_was_kept(world):
    kept = kept_days(world.rt)
    with world.rt.db.write() as session:
        session.execute(sa.update(Dossier).values(counted_seq=0))
    assert keeping.keep_up(world.rt) == len(world.dossiers)
    assert kept_days(world.rt) == kept


def test_the_states_an_agency_has_on_its_desk_are_kept_as_they_are(world, told):
    with world.rt.db.read() as session:
        tallies = sa.select(Tally.agency_id, Tally.day, Tally.state, Tally.count)
        kept = {tuple(row[:3]): row.count for row in session.execute(tallies) if row.count}
        rows = session.scalars(sa.select(Dossier)).all()
    counted = Counter((row.home_agency_id, clock.day(row.submitted_at), row.state) for row in rows)
    assert kept == counted
    ended = Counter(str(state) for _, _, state in counted.elements())
    assert ended == Counter(each.chain_state for each in told)


def test_points_of_ratings_are_kept_as_they_were_given(world):
    with world.rt.db.read() as session:
        kept = Counter()
        for row in session.scalars(sa.select(RatingTally)):
            kept[row.criterion, row.score] += row.count
        given = Counter()
        for rating in session.scalars(sa.select(Rating)):
            given.update(rating.scores.items())
    assert +kept == given and given


@pytest.fixture(scope="module")
def office(world):
    """Let the department of justice owe its reports, and freeze that of the quarter."""
    found = reporting.office(world.rt, world.agencies[2], parent=world.agencies[0].code)
    with world.rt.db.write() as session:
        owed = [each for each in freezing.uncounted(session) if each.period.number == 4]
        freezing.freeze(session, world.rt, *owed)
    return found


def test_behind_each_cell_stand_as_many_dossiers_as_it_says(world, told, office):
    it = office.opened()
    mine = [story for story in told if story.agency == office.agency.code]
    assert by_path(it.rows) == by_hand.table(mine, QUARTER, II_06A, FIELDS)
    with world.rt.db.read() as session:
        for row, column in product(it.rows, it.regime.columns):
            place = (restating.key(row.to_data()), column.id)
            drilled = drilling.cell(session, it, place, 1)
            assert len(drilled.dossiers) == drilled.own == row.values[column.id], place


def test_what_is_told_late_changes_nothing_frozen_and_is_explained_once_restated(world, office):
    before = office.opened()
    late = [d for d in world.dossiers if d.home_agency_id == office.agency.id]
    world.tell_late(late, QUARTER[1])
    assert office.opened().rows == before.rows
    office.sign()
    office.do(sending.submit, office.approver)
    office.do(working.restate, None, "Cơ quan báo muộn")
    now = office.opened()
    with world.rt.db.read() as session:
        mine = [s for s in by_hand.stories(session) if s.agency == office.agency.code]
    assert by_path(now.rows) == by_hand.table(mine, QUARTER, II_06A, FIELDS)
    changed = {each["key"]: each["changed"] for each in now.differences}
    was, is_ = ({restating.key(r.to_data()): r.values for r in it.rows} for it in (before, now))
    assert changed and changed == {
        key: {c: [was[key][c], v] for c, v in values.items() if was[key][c] != v}
        for key, values in is_.items()
        if values != was[key]
    }
