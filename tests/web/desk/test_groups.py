"""Groups of officers: assigned to one, taken by one of it, never stuck with who is gone."""

import pytest
import sqlalchemy as sa

from portal.models import DeskCase, StaffDeed
from portal.services import agencies
from portal.services.desk import queue
from portal.services.desk.queue import Tray, Wanted
from portal.services.officers import groups
from portal.services.officers.groups import Described
from portal.services.operations import staff
from portal.services.operations.staff import OFFICER, Person, Role
from tests.furnished import house
from tests.furnished.desks import ADMIN, ISSUER, add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.partners import drain

QUEUE = "/desk/H41.77.01"
CHI = Person(ISSUER, "chi", "Phạm Thị Chi Mẫu")
DUNG = Person(ISSUER, "dung", "Vũ Văn Dũng Mẫu")


@pytest.fixture
def chi(rt, agency):
    return hire(rt, agency, person=CHI)


@pytest.fixture
def dung(rt, agency):
    return hire(rt, agency, person=DUNG)


@pytest.fixture
def group(rt, agency, chi, dung):
    """Give a group with Chi and Dũng in it, and not Bình."""
    with rt.db.write() as session:
        return groups.create(session, agency, Described("Hộ tịch", {chi.id, dung.id}), ADMIN)


@pytest.fixture
def firsts(enter, chi):
    """Give Chi's browser."""
    return enter(chi)


@pytest.fixture
def seconds(enter, dung):
    """Give Dũng's browser."""
    return enter(dung)


@pytest.fixture
def waiting(binh, lying, group):
    """Give a dossier that Bình has assigned to the group."""
    assign(binh, lying, f"nhom:{group.id}")
    return lying


@pytest.fixture
def two(rt, citizen, agency):
    """Give two dossiers that lie on the desk."""
    made = [house.submit_new(rt, citizen, agency) for _ in range(2)]
    drain(rt)
    return made


def case(dossier):
    return f"{QUEUE}/ho-so/{dossier.code}"


def assign(browser, dossier, to):
    page = browser.open(f"{case(dossier)}/viec/assigned")
    return browser.send(page, {"to": to}, action=case(dossier))


def mine(browser):
    return browser.open(f"{QUEUE}?cua=toi").tree.xpath("//tbody//th/a/text()")


def free(browser):
    return browser.open(f"{QUEUE}?cua=chua-ai").tree.xpath("//tbody//th/a/text()")


def take(browser, page, dossier):
    return browser.follow(browser.send(page, {}, action=f"{case(dossier)}/nhan-viec"))


def relieve(rt, agency, person):
    with rt.db.write() as session:
        staff.take(session, ISSUER, person.subject, Role(OFFICER, agency.id), ADMIN)


def held(rt, dossier):
    with rt.db.read() as session:
        return session.get(DeskCase, (dossier.home_agency_id, dossier.id))


def test_what_is_assigned_to_a_group_is_its_members_until_one_takes_it(
    rt, binh, firsts, seconds, waiting
):
    first, second = firsts, seconds
    assert mine(first) == mine(second) == [waiting.code]
    assert mine(binh) == [] and free(binh) == []
    assert "Hộ tịch" in binh.open(QUEUE).text
    pages = [each.open(case(waiting)) for each in (first, second)]
    assert "Đã ghi" in take(first, pages[0], waiting).text
    assert "có người khác nhận" in take(second, pages[1], waiting).text
    assert held(rt, waiting).officer == CHI.name
    assert mine(first) == [waiting.code] and mine(second) == []
    assert not second.open(case(waiting)).tree.xpath("//form[contains(@action, 'nhan-viec')]")


def test_whoever_is_in_no_group_of_it_takes_nothing_by_working_on_it(rt, binh, waiting):
    assert not binh.open(case(waiting)).tree.xpath("//form[contains(@action, 'nhan-viec')]")
    page = binh.open(f"{case(waiting)}/viec/accepted")
    assert binh.send(page, {}, action=case(waiting)).status == 303
    assert (held(rt, waiting).officer, held(rt, waiting).group_id is None) == ("", False)


def test_a_dossier_assigned_to_a_colleague_is_theirs_by_choice_or_by_name(
    rt, binh, enter, chi, lying
):
    assign(binh, lying, f"can-bo:{chi.id}")
    assert mine(enter(chi)) == [lying.code]
    page = binh.open(f"{case(lying)}/viec/assigned")
    binh.send(page, {"to": "", "officer": " lê thị  bình mẫu"}, action=case(lying))
    assert mine(binh) == [lying.code] and mine(enter(chi)) == []


@pytest.mark.parametrize("to", ["nhom:x", "can-bo:x", "x", ""])
def test_nobody_is_assigned_who_is_not_there(rt, binh, lying, to):
    page = assign(binh, lying, to)
    assert page.status == 422 and "to" in page.errors


def test_nothing_goes_to_a_group_or_an_officer_of_another_agency(rt, binh, lying, group):
    other = add_desk(rt, "H41.77.02")
    stranger = hire(rt, other, person=Person(ISSUER, "la", "Trần Lạ Mẫu"))
    with rt.db.write() as session:
        theirs = groups.create(session, other, Described("Tổ lạ", {stranger.id}), ADMIN)
    for to in (f"nhom:{theirs.id}", f"can-bo:{stranger.id}"):
        assert assign(binh, lying, to).status == 422


def test_a_dossier_whose_officer_is_gone_is_its_groups_again_or_nobodys(
    rt, binh, firsts, seconds, waiting
):
    with rt.db.read() as session:
        agency = agencies.by_code(session, "H41.77.01")
    take(firsts, firsts.open(case(waiting)), waiting)
    relieve(rt, agency, CHI)
    assert mine(seconds) == [waiting.code]
    assert "không còn làm ở đây" in binh.open(QUEUE).text
    relieve(rt, agency, DUNG)
    assert free(binh) == [waiting.code]
    assert "1 hồ sơ do người hoặc bộ phận không còn ở đây" in binh.open(QUEUE).text
    take(binh, binh.open(case(waiting)), waiting)
    assert mine(binh) == [waiting.code] and free(binh) == []


def test_a_closed_group_leaves_its_dossiers_to_everybody_and_counts_stay(
    rt, agency, binh, waiting, group
):
    with rt.db.write() as session:
        row = groups.one(session, agency, group.id).row
        groups.close(session, (agency, group.id), row.row_version, ADMIN)
    assert free(binh) == [waiting.code]
    with rt.db.read() as session:
        page = queue.page(session, rt, agency, Wanted(tray=Tray.NEW))
    assert (page.counts[Tray.NEW], page.orphans) == (1, 1)


def test_a_batch_gives_many_to_a_group_and_all_of_mine_is_what_the_group_may_take(
    rt, two, binh, firsts, group
):
    made, theirs = two, firsts
    everything = {"tat_ca": "1", "khay": "new"}
    asked = binh.send(binh.open(QUEUE), everything, action=f"{QUEUE}/nhieu")
    answers = {"kind": "assigned", "to": f"nhom:{group.id}"}
    done = binh.follow(binh.send(asked, answers, action=f"{QUEUE}/nhieu"))
    assert "xong 2 trên 2" in done.heading and "Hộ tịch" in done.text
    page = theirs.open(f"{QUEUE}?cua=toi")
    asked = theirs.send(page, {**everything, "cua": "toi"}, action=f"{QUEUE}/nhieu")
    (me,) = asked.tree.xpath(f"//option[text()='{CHI.name}']/@value")
    answers = {"kind": "assigned", "to": me}
    done = theirs.follow(theirs.send(asked, answers, action=f"{QUEUE}/nhieu"))
    assert "xong 2 trên 2" in done.heading
    assert {held(rt, one).officer for one in made} == {CHI.name}
    assert {held(rt, one).group_id for one in made} == {group.id}
    with rt.db.read() as session:
        query = sa.select(sa.func.count()).where(StaffDeed.deed == "desk_deed")
        assert session.scalar(query) == 4
