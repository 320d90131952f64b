"""Dossiers are counted for progress once each, whenever their news comes, and taken back whole."""

import sqlalchemy as sa

from portal.domain.progress import periods
from portal.models import Dossier, ProgressDay
from portal.services import citizens
from portal.services.citizens import Identity
from portal.services.progress import counting, keeping, reading
from portal.services.progress.units import COUNTRY, LEVEL
from tests.furnished import house
from tests.furnished.counted import Past, put, vn
from tests.services.test_correspondence import hear
from tests.services.test_ratings import ALL, SAID, rate


def stands(rt, node=COUNTRY, period="2026-11"):
    """Give what measures stand at once everything is counted."""
    keeping.keep_up(rt)
    with rt.db.read() as session:
        totals = reading.history(session, node).totals(periods.parse(period))
    return {measure: value for measure, value in totals.items() if value and "." not in measure}


def days(rt):
    with rt.db.read() as session:
        return {
            (row.unit, str(row.day), row.measure): row.value
            for row in session.scalars(sa.select(ProgressDay).where(ProgressDay.value != 0))
        }


BEGUN = {"submitted": 1, "submitted_online": 1, "submitted_verified": 1, "open": 1}


def test_a_dossier_is_counted_once_however_often_the_duty_comes_round(rt, hands, submitted):
    assert stands(rt) == stands(rt) == BEGUN
    assert keeping.keep_up(rt) == 0


def test_an_account_counts_as_it_was_when_the_dossier_was_submitted(rt, hands, agency, submitted):
    low = Identity("https://issuer.example", "mau", "1", False, house.PROFILE)
    with rt.db.write() as session:
        citizens.recognise(session, rt, low)
    assert stands(rt) == BEGUN


def test_news_moves_what_was_counted(rt, hands, agency, submitted):
    keeping.keep_up(rt)
    hear(rt, agency, submitted, "accepted")
    hands.turn(hours=1)
    hear(rt, agency, submitted, "decided")
    told = stands(rt)
    assert told["finished"] == told["finished_on_time"] == told["decided"] == 1
    assert told["news_heard"] == 2 and "open" not in told


def test_news_that_is_written_down_late_is_counted_all_the_same(rt, hands, agency, submitted):
    keeping.keep_up(rt)
    hands.turn(hours=-2)
    hear(rt, agency, submitted, "accepted")
    hands.turn(hours=2)
    assert stands(rt)["accepted"] == 1


def test_it_becomes_overdue_without_any_news_and_ceases_to_be(rt, hands, agency, submitted):
    hear(rt, agency, submitted, "accepted")
    assert "overdue_open" not in stands(rt)
    hands.turn(days=30)
    assert stands(rt, period="2026-12")["overdue_open"] == 1
    assert keeping.keep_up(rt) == 0
    hear(rt, agency, submitted, "decided")
    told = stands(rt, period="2026-12")
    assert told["finished_late"] == 1 and "overdue_open" not in told


def test_a_rating_is_counted_and_one_thing_disliked_is_enough(
    rt, hands, citizen, agency, submitted
):
    hear(rt, agency, submitted, "accepted")
    hear(rt, agency, submitted, "decided")
    rate(rt, citizen, house.again(rt, submitted), SAID)
    told = stands(rt)
    assert 0 in ALL.values()
    assert told["rated"] == told["rated_disliked"] == 1


def test_sums_are_kept_for_the_unit_its_level_its_province_and_the_country(
    rt, hands, agency, submitted
):
    for node in (agency.code, f"{LEVEL}commune", "province:01", COUNTRY):
        assert stands(rt, node) == BEGUN, node
        assert stands(rt, node, "2026")["submitted"] == 1


def test_what_is_rehearsed_is_in_no_count(rt, hands):
    practice = house.add_agency(rt, "H41.90.09", rehearsal=True)
    house.submit_new(rt, house.sign_in(rt, "tập", rehearsal=True), practice)
    assert stands(rt) == {} and days(rt) == {}


def test_however_many_dossiers_there_are_all_are_counted(rt, hands, agency):
    count = counting.BATCH + 7
    with rt.db.write() as session:
        put(session, agency, [Past(vn("2026-11-02 09:00"), vn("2026-11-04 17:00"))] * count)
    assert stands(rt)["overdue_open"] == count


def test_counting_everything_anew_changes_nothing(rt, hands, agency, submitted):
    hear(rt, agency, submitted, "accepted")
    keeping.keep_up(rt)
    before = days(rt)
    with rt.db.write() as session:
        session.execute(sa.update(Dossier).values(counted_seq=0))
    assert keeping.keep_up(rt) == 1
    assert days(rt) == before
