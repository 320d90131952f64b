"""What is asked at the national portal is taken once, and answered there in order."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.domain.errors import NotFound
from portal.exchanges.enquiries import fetching
from portal.models import Destination, Enquiry, NationalEnquiry, Notice, Promise, StaffDeed
from portal.runtime import Partners
from portal.services import events, outbox
from portal.services.enquiries import arriving, showing
from portal.services.operations import health
from portal.services.operations.deeds import Actor
from tests.exchanges.national.test_enquiring import do
from tests.furnished import desks, house
from tests.furnished.partners import drain

ACTOR = Actor("Phạm Thị Điều Hành", reason="thuộc xã này")


def every(rt, model):
    with rt.db.read() as session:
        return session.scalars(sa.select(model)).all()


def wrong(rt):
    with rt.db.read() as session:
        return {
            (one.kind, one.about): one.count
            for one in health.problems(session, outbox.health(session))
        }


def test_it_is_taken_once_and_answered_under_both_codes(rt, there, agency, ahead):
    officer = desks.officer(rt, agency)
    theirs = there.ask(MaHoSo="H41.90.01-261123-0007")
    there.faults(questions_twice=True)
    assert fetching.pull(rt) == {"listed": 2, "new": 1, "placed": 1}
    assert fetching.pull(rt) == {"listed": 2, "new": 0, "placed": 0}
    (row,) = every(rt, Enquiry)
    assert (row.national_code, row.handled_by) == (theirs, agency.id)
    assert row.code.startswith("H41.90.01-PA")
    with rt.db.read() as session:
        shown = showing.shown(session, rt, agency, row.code)
    assert (shown.line.national, shown.dossier_code) == (theirs, "H41.90.01-261123-0007")
    assert shown.said.name == "Phạm Thị Hỏi Mẫu"
    do(rt, (agency, officer), row.code, "take", 1)
    do(rt, (agency, officer), row.code, "answer", 2, words="Có, đến 11 giờ.")
    there.faults(questions_twice=False, drop_after_answer=True)
    drain(rt)
    there.faults(drop_after_answer=False)
    ahead.by = timedelta(hours=1)
    drain(rt)
    (told,) = there.asked()[theirs]["told"]
    assert (told["MaHoiDap"], told["MaHoiDapDonVi"]) == (theirs, row.code)
    assert (told["TrangThai"], told["NoiDungTraLoi"]) == ("3", "Có, đến 11 giờ.")
    assert "Hỏi Mẫu" not in str(told) and "912345670" not in str(told)
    assert {one.state for one in every(rt, Promise)} == {"done"}
    # Whoever asked is told there alone, and DongBoHoiDap does not make a second question of it.
    assert every(rt, Notice) == [] and "DongBoHoiDap" not in there.calls()
    with rt.db.read() as session:
        assert events.check_chain(house.chain(session, row)) is None
    assert fetching.pull(rt)["listed"] == 0


def test_its_steps_are_told_in_order_where_the_portal_takes_them(rt, there, agency):
    way = {**rt.settings.national, "enquiry_steps": True}
    settings = replace(rt.settings, national=way)
    rt = replace(rt, settings=settings, partners=Partners(settings, rt.keyring, rt.db))
    officer = desks.officer(rt, agency)
    theirs = there.ask()
    fetching.pull(rt)
    (row,) = every(rt, Enquiry)
    do(rt, (agency, officer), row.code, "verify", 1)
    do(rt, (agency, officer), row.code, "answer", 2, words="Có, đến 11 giờ.")
    drain(rt)
    assert [one["TrangThai"] for one in there.asked()[theirs]["told"]] == ["1", "2", "3"]
    rt.partners.close()


def test_its_clock_begins_when_it_is_at_its_agency(rt, there, agency, hands):
    there.ask(NgayGui="20260901080000")
    with rt.db.write() as session:
        known = {"code": "HD-1", "unit": "x", "fetched_at": hands.now, "settled_at": hands.now}
        session.add(NationalEnquiry(asked_at=hands.now - timedelta(days=200), **known))
    fetching.pull(rt)
    (row,) = every(rt, Enquiry)
    assert row.received_at == hands.now and row.due_at - hands.now > timedelta(days=1)


def test_one_for_an_agency_nobody_has_is_in_sight_until_it_is_placed(rt, there, agency):
    theirs, second = there.ask(unit="H41.77.09"), there.ask(unit="H41.77.08")
    assert fetching.pull(rt)["placed"] == 0
    assert wrong(rt)["unplaced", "national"] == 2
    assert every(rt, Enquiry) == [] and there.asked()[theirs]["told"] == []
    with rt.db.write() as session:
        said = arriving.read(session, rt, theirs, ACTOR)
        with pytest.raises(NotFound):
            arriving.place_by_hand(session, rt, theirs, "H41.99.99", ACTOR)
        made = arriving.place_by_hand(session, rt, theirs, agency.code, ACTOR)
        with pytest.raises(NotFound):
            arriving.place_by_hand(session, rt, theirs, agency.code, ACTOR)
    assert "Sáng thứ Bảy" in said.words and "Mẫu" not in repr(said)
    assert (made.national_code, made.home_agency_id) == (theirs, agency.id)
    # The other agency is added: what was written to it finds it by itself.
    desks.add_desk(rt, "H41.77.08")
    assert fetching.pull(rt) == {"listed": 2, "new": 0, "placed": 1}
    assert {row.national_code for row in every(rt, Enquiry)} == {theirs, second}
    assert ("unplaced", "national") not in wrong(rt)
    deeds = [one.deed for one in every(rt, StaffDeed)]
    assert deeds == ["enquiry_opened", "enquiry_placed"]
    assert all(row.sealed is None for row in every(rt, NationalEnquiry))


def test_broken_ones_keep_nobody_waiting_and_are_closed_by_a_person(rt, there, agency):
    there.ask()
    there.faults(questions_malformed=True)
    assert fetching.pull(rt) == {"listed": 3, "new": 3, "placed": 1}
    assert fetching.pull(rt) == {"listed": 3, "new": 0, "placed": 0}
    assert wrong(rt)["unplaced", "national"] == 2
    with rt.db.read() as session:
        broken = arriving.waiting(session)
        assert not any(arriving.answerable(row) for row in broken)
    with rt.db.write() as session:
        for row in broken:
            arriving.close(session, row.code, ACTOR)
    assert ("unplaced", "national") not in wrong(rt)
    assert fetching.pull(rt)["new"] == 0


def test_after_weeks_away_everything_comes_in_order(rt, there, agency, ahead):
    fetching.pull(rt)
    there.faults(gateway=True)
    codes = [there.ask() for _ in range(3)]
    for days in range(6):
        ahead.by = timedelta(days=days)
        assert fetching.pull(rt) == {"listed": 0, "new": 0, "placed": 0, "failed": 1}
    assert ("broken", fetching.PLACE) in wrong(rt)
    there.faults(gateway=False)
    ahead.by = timedelta(days=20)
    assert fetching.pull(rt) == {"listed": 3, "new": 3, "placed": 3}
    rows = sorted(every(rt, Enquiry), key=lambda row: row.code)
    assert [row.national_code for row in rows] == codes
    assert ("broken", fetching.PLACE) not in wrong(rt)


def test_a_day_that_has_not_come_hides_nothing_asked_before_it(rt, there, agency):
    there.ask(NgayGui="20991231235959")
    fetching.pull(rt)
    there.ask()
    fetching.pull(rt)
    assert len(every(rt, Enquiry)) == 2


def test_a_place_that_is_held_back_is_not_asked(rt, there, agency):
    there.ask()
    with rt.db.write() as session:
        outbox.pause(session, fetching.PLACE, "An")
    assert fetching.pull(rt) == {} and there.calls() == []
    with rt.db.write() as session:
        outbox.resume(session, fetching.PLACE)
        assert session.get_one(Destination, fetching.PLACE).paused_at is None
    assert fetching.pull(rt)["placed"] == 1
