"""Delegated cover: whose work somebody sees as theirs, in whose place it is done, and its rules."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.models import DeskCase, StaffDeed
from portal.services.operations import staff
from portal.services.operations.staff import OFFICER, Person, Role
from tests.furnished.desks import ADMIN, BINH, ISSUER, add_desk
from tests.furnished.desks import officer as hire

QUEUE = "/desk/H41.77.01"
HERE = f"{QUEUE}/xu-ly-thay"
CHI = Person(ISSUER, "chi", "Phạm Thị Chi Mẫu")
DUNG = Person(ISSUER, "dung", "Vũ Văn Dũng Mẫu")
AWAY = "Nghỉ phép năm"


@pytest.fixture
def chi(rt, agency):
    return hire(rt, agency, person=CHI)


@pytest.fixture
def dung(rt, agency):
    return hire(rt, agency, person=DUNG)


@pytest.fixture
def chis(enter, chi):
    """Give Chi's browser."""
    return enter(chi)


@pytest.fixture
def dungs(enter, dung):
    """Give Dũng's browser."""
    return enter(dung)


@pytest.fixture
def bound(binh, lying):
    """Give a dossier that Bình has taken."""
    here = f"{QUEUE}/ho-so/{lying.code}"
    binh.send(binh.open(here), {}, action=f"{here}/nhan-viec")
    return lying


@pytest.fixture
def people(rt, agency, chi, dung):
    """Give Bình, Chi and Dũng."""
    return hire(rt, agency), chi, dung


@pytest.fixture
def covered(binh, chi, bound):
    """Give a dossier of Bình's, whom Chi covers."""
    ask(binh, chi)
    return bound


def ask(browser, who, begins=0, ends=4, **other):
    def day(number):
        return f"{clock.today() + timedelta(days=number):%d/%m/%Y}"

    told = {"covering": str(who.id), "first": day(begins), "last": day(ends), "reason": AWAY}
    return browser.post(HERE, [token(browser), *{**told, **other}.items()])


def token(browser):
    return "csrf_token", dict(browser.open(HERE).form().pairs)["csrf_token"]


def mine(browser):
    return browser.open(f"{QUEUE}?cua=toi").tree.xpath("//tbody//th/a/text()")


def later(days):
    moment = clock.now() + timedelta(days=days)
    return clock.at(lambda: moment)


def end(browser):
    (action,) = browser.open(HERE).tree.xpath("//form[contains(@action, 'ket-thuc')]/@action")
    return browser.follow(browser.send(browser.open(HERE), {}, action=action))


def test_whoever_covers_sees_it_as_theirs_and_acts_on_behalf(rt, binh, chi, chis, bound):
    assert mine(chis) == []
    assert "Đã lưu" in binh.follow(ask(binh, chi)).text
    assert mine(chis) == mine(binh) == [bound.code]
    assert f"thay cho {BINH.name}" in chis.open(f"{QUEUE}?cua=toi").text
    assert "thay cho" not in binh.open(f"{QUEUE}?cua=toi").text
    case = f"{QUEUE}/ho-so/{bound.code}"
    assert chis.send(chis.open(f"{case}/viec/accepted"), {}, action=case).status == 303
    assert f"thay mặt {BINH.name}" in chis.open(case).text
    with rt.db.read() as session:
        held = session.get(DeskCase, (bound.home_agency_id, bound.id))
        query = sa.select(StaffDeed).where(StaffDeed.deed == "desk_deed")
        told = [one.detail.get("on_behalf") for one in session.scalars(query)]
        made = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "cover_made")).one()
    assert held.officer == BINH.name and sorted(told, key=str) == [BINH.name, None]
    assert (made.by, made.reason) == (BINH.name, AWAY)


def test_who_covers_nobody_acts_in_their_own_name(binh, chis, dungs, chi, bound):
    ask(binh, chi)
    case = f"{QUEUE}/ho-so/{bound.code}"
    dungs.send(dungs.open(f"{case}/viec/accepted"), {}, action=case)
    assert "thay mặt" not in dungs.open(case).text


def test_a_batch_of_all_of_mine_holds_what_a_colleague_has(binh, chi, chis, bound):
    ask(binh, chi)
    everything = {"tat_ca": "1", "khay": "new", "cua": "toi"}
    asked = chis.send(chis.open(f"{QUEUE}?cua=toi"), everything, action=f"{QUEUE}/nhieu")
    done = chis.follow(chis.send(asked, {"kind": "accepted"}, action=f"{QUEUE}/nhieu"))
    assert "xong 1 trên 1" in done.heading
    assert f"thay mặt {BINH.name}" in chis.open(f"{QUEUE}/ho-so/{bound.code}").text


def test_it_begins_and_ends_by_its_days(binh, enter, chi, bound):
    ask(binh, chi, 2, 3)
    for days, seen in ((0, []), (1, []), (2, [bound.code]), (3, [bound.code]), (4, [])):
        with later(days):
            assert mine(enter(chi)) == seen


def test_either_of_the_two_ends_it_and_nobody_else(binh, chi, chis, dungs):
    ask(binh, chi)
    (action,) = chis.open(HERE).tree.xpath("//form[contains(@action, 'ket-thuc')]/@action")
    assert not dungs.open(HERE).tree.xpath("//form[contains(@action, 'ket-thuc')]")
    assert dungs.post(action, [token(dungs)]).status == 404
    assert "Đã kết thúc" in end(chis).text and mine(chis) == []
    ask(binh, chi)
    assert "Đã kết thúc" in end(binh).text and mine(chis) == []


def test_nothing_chains_and_one_covers_at_a_time(people, binh, chis, dungs):
    me, chi, dung = people
    assert ask(binh, chi, 0, 4).status == 303
    assert "first" in ask(binh, dung, 4, 8).errors
    assert "first" in ask(chis, dung, 3, 5).errors
    assert "covering" in ask(dungs, me, 0, 0).errors
    assert ask(binh, dung, 5, 8).status == 303
    assert ask(chis, dung, 5, 8).status == 303


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"covering": ""}, "covering"),
        ({"covering": "x"}, "covering"),
        ({"first": "31/02/2027"}, "first"),
        ({"last": "01/01/2020"}, "last"),
        ({"last": "01/01/2206"}, "last"),
        ({"reason": "ốm"}, "reason"),
    ],
)
def test_what_is_wrong_is_said_by_the_field_and_kept(binh, chi, typed, wrong):
    page = ask(binh, chi, **typed)
    assert page.status == 422 and set(page.errors) == {wrong}
    if wrong != "covering":
        assert page.value(wrong) == typed[wrong]


def test_nobody_covers_themselves_or_comes_from_elsewhere(rt, binh, agency):
    me = hire(rt, agency)
    stranger = hire(rt, add_desk(rt, "H41.77.02"), person=Person(ISSUER, "la", "Trần Lạ Mẫu"))
    for who in (me, stranger):
        page = ask(binh, who)
        assert page.status == 422 and set(page.errors) == {"covering"}


@pytest.mark.parametrize("gone", [BINH, CHI])
def test_it_lapses_for_good_once_a_role_is_taken(rt, agency, enter, covered, gone):
    role = Role(OFFICER, agency.id)
    assert mine(enter(hire(rt, agency, person=CHI))) == [covered.code]
    with rt.db.write() as session:
        staff.take(session, ISSUER, gone.subject, role, ADMIN)
    with later(1):
        assert hire(rt, agency, person=gone).serves(agency.id)
        chis = enter(hire(rt, agency, person=CHI))
        assert mine(chis) == [] and "Hiện không ai xử lý thay ai" in chis.open(HERE).text
