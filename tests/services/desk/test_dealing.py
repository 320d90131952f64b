"""What officers do: to the end, within the rules, never over a newer word, told to the citizen."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.domain.states import State
from portal.models import DeskCase, StaffDeed
from portal.services.desk import dealing
from tests.furnished import house
from tests.furnished.desks import add_desk

WORDS = "Thiếu bản sao căn cước của mẹ"


def held(rt, dossier):
    with rt.db.read() as session:
        return session.get_one(DeskCase, house.key(dossier))


def kinds(rt, dossier):
    with rt.db.read() as session:
        return [event.kind for event in house.chain(session, dossier)]


def test_a_dossier_is_worked_to_the_end_and_its_citizen_told_of_each_step(rt, do, lying):
    do(lying, "accepted", unit="Một cửa")
    do(lying, "assigned", officer="Trần Văn Mẫu", unit="Hộ tịch")
    do(lying, "in_process")
    do(lying, "decided")
    after = do(lying, "returned")
    assert (after.state, after.news_seq) == (State.RETURNED, 0)
    assert after.received_at and after.due_original and after.finished_at and after.returned_at
    told = [one.kind for one in house.promised(rt, lying, "sms")]
    assert len(told) == 4  # handed in, accepted, decided, returned
    assert (held(rt, lying).officer, held(rt, lying).unit) == ("Trần Văn Mẫu", "Hộ tịch")
    with rt.db.read() as session:
        deeds = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "desk_deed")).all()
        assert {deed.by for deed in deeds} == {"Lê Thị Bình Mẫu"} and len(deeds) == 5


def test_whoever_did_not_see_the_last_word_does_nothing(rt, do, lying):
    seen = lying.seq
    do(lying, "accepted")
    with pytest.raises(Conflict):
        do(lying, "refused", seen=seen, words=WORDS)
    assert house.again(rt, lying).state == State.ACCEPTED


@pytest.mark.parametrize("words", ["", " ", "ERR_500", "-3", "null", "E-4012", "Lỗi"])
def test_a_refusal_is_told_in_words_and_no_code(do, lying, words):
    with pytest.raises(Unacceptable, match="words"):
        do(lying, "refused", words=words)


def test_a_supplement_is_asked_for_once_unless_it_is_said_why(rt, do, lying):
    do(lying, "accepted")
    after = do(lying, "supplement_requested", words=f"{WORDS}\n\n- Tờ khai chưa ký tên")
    assert after.state == State.AWAITING_SUPPLEMENT
    do(lying, "in_process")
    with pytest.raises(Unacceptable, match="again"):
        do(lying, "supplement_requested", words=WORDS)
    do(lying, "supplement_requested", words=WORDS, why_again="Giấy mới nộp bị mờ")
    assert held(rt, lying).supplements == 2
    with rt.db.read() as session:
        last = session.scalars(sa.select(StaffDeed).order_by(StaffDeed.id.desc()).limit(1)).one()
        assert last.reason == "Giấy mới nộp bị mờ"


def test_the_due_date_stands_still_while_the_citizen_is_waited_for(rt, do, hands, lying):
    due = do(lying, "accepted").due_current
    do(lying, "supplement_requested", words=WORDS)
    hands.turn(days=2)
    assert do(lying, "in_process").due_current > due


def test_an_apology_comes_a_day_before_with_a_later_day_and_once(rt, do, hands, lying):
    due = do(lying, "accepted").due_current
    later = due + timedelta(days=3)
    for wrong in (None, due, due - timedelta(days=1)):
        with pytest.raises(Unacceptable, match="day"):
            do(lying, "extended", words="Xin lỗi vì chậm", due_at=wrong)
    assert do(lying, "extended", words="Xin lỗi vì chậm", due_at=later).due_current == later
    with pytest.raises(Unacceptable, match="again"):
        do(lying, "extended", words="Xin lỗi vì chậm", due_at=later + timedelta(days=1))


def test_a_new_date_outlives_a_supplement_that_is_asked_for_after_it(rt, do, hands, lying):
    later = do(lying, "accepted").due_current + timedelta(days=3)
    hands.turn(minutes=1)
    do(lying, "extended", words="Xin lỗi vì chậm", due_at=later)
    hands.turn(minutes=1)
    do(lying, "supplement_requested", words=WORDS)
    hands.turn(hours=2)
    after = do(lying, "in_process")
    assert after.due_current >= later > after.due_original


def test_an_apology_on_the_day_itself_is_too_late(rt, do, hands, lying):
    due = do(lying, "accepted").due_current
    hands.now = due - timedelta(hours=2)
    with pytest.raises(Unacceptable, match="too_late"):
        do(lying, "extended", words="Xin lỗi vì chậm", due_at=due + timedelta(days=3))


@pytest.mark.parametrize("kind", ["decided", "returned", "withdrawn", "extended"])
def test_what_is_not_possible_yet_is_not_done(rt, do, lying, kind):
    before = kinds(rt, lying)
    day = clock.now() + timedelta(days=9)
    with pytest.raises(Unacceptable, match="not_now"):
        do(lying, kind, words=WORDS, due_at=day)
    assert kinds(rt, lying) == before


def test_what_was_never_accepted_is_not_put_into_process(do, lying):
    do(lying, "supplement_requested", words=WORDS)
    with pytest.raises(Unacceptable, match="not_now"):
        do(lying, "in_process")
    assert do(lying, "accepted").due_original is not None


def test_an_assignment_names_somebody(do, lying):
    with pytest.raises(Unacceptable, match="officer"):
        do(lying, "assigned", officer=" ")


def test_another_agencys_desk_finds_nothing(rt, lying):
    other = add_desk(rt, "H41.77.02")
    with rt.db.read() as session, pytest.raises(NotFound):
        dealing.case(session, other, lying.code)
