"""Eight working hours to the first answer: what is left, what is late, and that it stays known."""

import pytest

from portal import clock
from portal.services import agencies
from portal.services.desk import answering, queue
from portal.services.desk.queue import Wanted
from portal.services.operations import health

WORDS = "Thiếu bản sao căn cước của mẹ"


def late(rt, agency):
    with rt.db.read() as session:
        return answering.late(session, agency)


def month(rt, agency):
    with rt.db.read() as session:
        found = answering.month(session, agency, clock.today())
    return [(one.unit, one.answered, one.waiting) for one in found]


def desk_of(rt, dossier):
    with rt.db.read() as session:
        return agencies.by_id(session, dossier.home_agency_id)


def line(rt, agency):
    with rt.db.read() as session:
        (found,) = queue.page(session, rt, agency, Wanted()).lines
    return found


def test_what_is_left_is_told_in_working_hours(rt, hands, agency, lying):
    # Monday 9:41; Tuesday is the day of culture, so it is due on Wednesday at 9:41.
    assert line(rt, agency).hours == (8, 0)
    hands.turn(hours=1)
    assert line(rt, agency).hours == (7, 0)
    # Nights and days off count for nothing.
    hands.turn(days=1, hours=22, minutes=30)
    assert line(rt, agency).hours == (0, 30)
    assert late(rt, agency) == []


def test_what_waits_longer_is_listed_with_how_late_it_is(rt, hands, agency, lying):
    hands.turn(days=2, hours=1, minutes=5)
    (one,) = late(rt, agency)
    assert (one.code, one.hours) == (lying.code, (1, 5))
    assert line(rt, agency).late and line(rt, agency).hours == (1, 5)
    assert month(rt, agency) == [("", 0, 1)]


@pytest.mark.parametrize("kind", ["accepted", "refused", "supplement_requested"])
def test_a_late_answer_stays_known(rt, hands, do, lying, kind):
    agency = desk_of(rt, lying)
    hands.turn(days=2, hours=1)
    answered = do(lying, kind, words=WORDS)
    assert answered.answered_at == clock.now() > answered.answer_due
    assert late(rt, agency) == [] and month(rt, agency) == [("", 1, 0)]
    hands.turn(days=40)
    assert month(rt, agency) == []


def test_an_answer_in_time_is_no_late_one_and_only_the_first_counts(rt, hands, agency, do, lying):
    first = do(lying, "supplement_requested", words=WORDS).answered_at
    hands.turn(days=5)
    assert do(lying, "accepted").answered_at == first
    assert month(rt, agency) == []


def test_late_ones_are_counted_by_the_unit_that_has_them(rt, hands, agency, do, lying):
    do(lying, "assigned", officer="Trần Văn Mẫu", unit="Hộ tịch")
    hands.turn(days=3)
    assert month(rt, agency) == [("Hộ tịch", 0, 1)]


def test_operators_are_told_of_a_desk_that_keeps_people_waiting(rt, hands, agency, lying):
    def problems():
        with rt.db.read() as session:
            return [one for one in health.problems(session, ()) if one.kind == "unanswered"]

    assert problems() == []
    hands.turn(days=2, hours=1)
    (one,) = problems()
    assert (one.about, one.count, one.since) == (agency.code, 1, lying.answer_due)
