"""Demo data: the same each time, out again without a trace, and never beside real dossiers."""

import pytest
import sqlalchemy as sa

from portal.domain.progress import periods
from portal.domain.progress.catalogue import shipped
from portal.domain.progress.figures import figures
from portal.models import ProgressDay, ProgressLink, ProgressSum, ProgressUnit, RatingTally, Tally
from portal.services.progress import keeping, reading
from portal.services.progress.demo import invented, showing
from portal.services.progress.demo.showing import RealDossiers
from portal.services.progress.units import COUNTRY

TABLES = (ProgressUnit, ProgressLink, ProgressDay, ProgressSum)


# Two ministries and two provinces are as true as all of them, and sooner there.
FEW = [u for u in invented.invented_units() if u.code[:3] in ("Y01", "Y02", "X01", "X40")]


def show(rt, **more):
    with rt.db.write() as session:
        return showing.show(session, of=FEW, **more)


def sums(rt):
    with rt.db.read() as session:
        return {
            (s.node, s.period, s.measure): s.value for s in session.scalars(sa.select(ProgressSum))
        }


def rows(rt):
    with rt.db.read() as session:
        count = sa.func.count()
        return [session.scalar(sa.select(count).select_from(table)) for table in TABLES]


def test_there_are_34_provinces_and_every_level_but_the_police():
    assert len({u.province for u in invented.invented_units() if u.province}) == 34
    levels = {unit.level for unit in invented.invented_units()}
    assert levels == set(shipped().levels) - {"commune_police", "other"}


def test_every_unit_of_the_demo_is_called_a_sample():
    for unit in invented.invented_units():
        assert unit.name.endswith("(mẫu)") and unit.name_en.endswith("(sample)")


def test_the_same_seed_gives_the_same_figures_and_loading_twice_adds_nothing(rt, hands):
    assert show(rt) == 44
    first = sums(rt)
    show(rt)
    assert sums(rt) == first
    show(rt, seed=35)
    assert sums(rt) != first


def test_every_figure_there_can_be_is_there_and_none_is_beyond_a_hundred(rt, hands):
    show(rt)
    with rt.db.read() as session:
        totals = reading.history(session, COUNTRY).totals(periods.parse("2026"))
    for code, one in figures(shipped(), totals).items():
        if one.indicator.formula is None:
            continue
        assert one.value is not None and one.value >= 0, code
        assert one.value <= 100 or not one.indicator.percentage, code


def test_taken_out_it_leaves_what_was_there_before_and_nothing_else(rt, hands, agency):
    keeping.keep_up(rt)
    before, counted = sums(rt), rows(rt)
    show(rt)
    with rt.db.write() as session:
        assert reading.demonstrates(session)
        assert showing.remove(session) == 44
        assert not reading.demonstrates(session)
    assert (sums(rt), rows(rt)) == (before, counted)


def test_no_counter_of_reports_is_touched(rt, hands):
    show(rt)
    with rt.db.read() as session:
        assert session.scalars(sa.select(Tally)).all() == []
        assert session.scalars(sa.select(RatingTally)).all() == []


def test_where_somebody_has_submitted_a_dossier_nothing_is_put_in(rt, hands, submitted):
    with pytest.raises(RealDossiers):
        show(rt)
    assert rows(rt)[0] == 0
