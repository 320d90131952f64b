"""The queue: by tray and due date, found by code, name or number, and only one's own agency's."""

import pytest

from portal.services import agencies, supplements
from portal.services.desk import dealing, queue
from portal.services.desk.queue import Tray, Wanted
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.partners import drain


@pytest.fixture
def listed(rt, agency):
    def found(at=None, **wanted):
        with rt.db.read() as session:
            return queue.page(session, rt, at or agency, Wanted(**wanted))

    return found


def codes(page):
    return [line.code for line in page.lines]


def test_what_is_new_stands_first_and_moves_from_tray_to_tray(listed, do, lying):
    assert codes(listed()) == [lying.code]
    assert listed().counts[Tray.NEW] == 1
    do(lying, "accepted")
    assert codes(listed()) == [] and codes(listed(tray=Tray.WORK)) == [lying.code]
    do(lying, "decided")
    do(lying, "returned")
    page = listed(tray=Tray.DONE)
    assert codes(page) == [lying.code] and page.counts[Tray.DONE] == 1
    assert page.lines[0].by is None


def test_what_a_citizen_has_answered_lies_in_sight_until_it_is_dealt_with(
    rt, citizen, listed, do, lying
):
    do(lying, "accepted")
    do(lying, "supplement_requested", words="Thiếu bản sao căn cước")
    assert codes(listed(tray=Tray.HEARD)) == [] and listed().counts[Tray.HEARD] == 0
    with rt.db.write() as session:
        reply = supplements.load(session, rt, citizen, lying.code, lock=True)
        supplements.write(reply, "Tôi gửi lại ảnh.")
    with rt.db.write() as session:
        supplements.send(session, rt, citizen, lying.code)
    drain(rt)
    assert codes(listed(tray=Tray.HEARD)) == [lying.code]
    with rt.db.write() as session:
        dealing.look(session, agencies.by_id(session, lying.home_agency_id), lying.code)
    assert codes(listed(tray=Tray.HEARD)) == [lying.code]
    do(lying, "in_process")
    assert codes(listed(tray=Tray.HEARD)) == []


def test_what_is_due_first_stands_at_the_top(rt, agency, citizen, hands, listed):
    lying = house.submit_new(rt, citizen, agency)
    hands.turn(days=1)
    second = house.submit_new(rt, citizen, agency)
    drain(rt)
    assert codes(listed()) == [lying.code, second.code]


def test_late_is_late_and_says_by_how_many_days(hands, listed, lying):
    assert codes(listed(late=True)) == [] and not listed().lines[0].late
    hands.turn(days=4)
    (line,) = listed(late=True).lines
    assert line.late and line.days < 0


@pytest.mark.parametrize("words", ["nguyen thi mau", "MẪU", "Nguyễn Thị"])
def test_a_name_is_found_without_its_accents(listed, lying, words):
    (line,) = listed(tray=Tray.DONE, search=words).lines
    assert line.owner == "Nguyễn Thị Mẫu"


def test_a_code_and_a_number_are_found_and_nothing_is_found_by_half(listed, citizen, lying):
    number = citizen.profile["citizen_number"]
    assert codes(listed(search=lying.code.lower())) == [lying.code]
    assert codes(listed(search=number)) == [lying.code]
    assert codes(listed(search="nguyen khong co")) == []
    assert codes(listed(search=number[:6])) == []


def test_only_ones_own_are_shown_on_demand(listed, do, officer, lying):
    do(lying, "accepted")
    assert codes(listed(tray=Tray.WORK, mine=officer.id)) == [lying.code]
    do(lying, "assigned", officer="Trần Văn Mẫu")
    assert codes(listed(tray=Tray.WORK, mine=officer.id)) == []


def test_another_agency_sees_nothing_of_it(rt, listed, lying):
    other = add_desk(rt, "H41.77.02")
    assert codes(listed(other)) == [] and codes(listed(other, search=lying.code)) == []
    assert listed(other).counts[Tray.NEW] == 0


def test_pages_follow_one_another(rt, agency, citizen, listed, monkeypatch):
    monkeypatch.setattr(queue, "PAGE", 2)
    made = [house.submit_new(rt, citizen, agency).code for _ in range(3)]
    drain(rt)
    first, second = listed(), listed(page=2)
    assert (first.more, second.more) == (True, False)
    assert sorted(codes(first) + codes(second)) == sorted(made)
