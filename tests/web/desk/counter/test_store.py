"""An officer looks for a person's papers in both stores, as they agreed, and takes them in."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.models import Citizen, CounterLookUp, Dossier, PaperReuse, StaffDeed
from portal.services import sessions
from portal.services.operations.staff import Person
from portal.services.sessions import SignIn
from portal.services.store import papers
from portal.web.context import SESSION_COOKIE
from tests.furnished import house
from tests.furnished.desks import ISSUER, add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.partners import drain
from tests.furnished.stores import asking
from tests.services.store.conftest import TYPE, TYPED
from tests.web.citizen.browsing import Browser

__all__ = ["asking"]
COUNTER = "/desk/H41.77.01/quay"
START = f"{COUNTER}/thu-tuc/{TYPED}"
PERSON = {"full_name": "Nguyễn Thị Mẫu", "citizen_number": "000190000011", "phone": "0912345678"}
OWN = "001190000077"
STORE = "Tìm giấy tờ trong kho của người nộp"


@pytest.fixture
def agency(rt):
    """Give a commune without a system, whose dossiers the national portal is told of."""
    made = add_desk(rt)
    with rt.db.write() as session:
        session.merge(made).synchronised = True
    return made


@pytest.fixture
def an(enter, rt, agency):
    """The browser of an officer whose provider tells their own number."""
    return enter(replace(hire(rt, agency), number=OWN))


def begun(browser, **said):
    step = browser.follow(browser.send(browser.open(START), {**PERSON, **said}, action=START))
    return browser.follow(browser.send(step, {"for_whom": "me"}))


def opened(browser, **said):
    """Begin to enter; gives the page where papers are looked for."""
    href, _ = begun(browser, **said).tree.xpath("//a[contains(@href, '/kho')]/@href")
    return browser.open(href.partition("#")[0])


def press(browser, page, button, **more):
    action, *_ = page.tree.xpath("//form[.//button[@name='action']]/@action")
    return browser.post(action, [*page.token, *more.items(), ("action", button)])


def look(browser, page, **more):
    agreed = more or {"way.proof": "present"}
    return press(browser, page, "look-up:proof", **agreed)


def takes(page):
    return page.tree.xpath("//button[starts-with(@value, 'take:')]/@value")


def deeds(rt, deed):
    with rt.db.read() as session:
        return list(session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == deed)))


def test_a_paper_is_found_taken_and_told_as_what_it_is(rt, an, there):
    found = an.follow(look(an, opened(an)))
    assert "Kho giấy tờ của Cổng không có giấy tờ loại này" in found.text
    assert "Số 12/GT · H41" in found.text and "không cho biết ngày cấp" in found.text
    (asked,) = there.questions()
    assert asked["body"]["KenhThucHien"] == "1"
    assert asked["body"]["SoDinhDanhNguoiYeuCau"] == OWN
    assert asked["body"]["SoDinhDanhChuSoHuu"] == PERSON["citizen_number"]
    assert [one["MaKetQua"] for one in asked["body"]["DanhSachDanhMucKetQua"]] == [TYPE]
    (button,) = takes(found)
    bare = press(an, found, button)
    assert bare.status == 422 and "Đánh dấu vào ô đồng ý" in bare.errors["proof-name"]
    taken = an.follow(press(an, found, button, consent="yes"))
    assert "Đã có trong hồ sơ: Giấy tờ nhà.pdf" in taken.text and takes(taken) == []
    again = press(an, found, button, consent="yes")
    assert again.status == 422 and "không còn lấy được" in again.errors["proof-name"]
    case = an.follow(hand_in(an, taken))
    assert "Tìm giấy tờ trong kho của người nộp, người nộp đồng ý" in case.text
    assert "có mặt tại quầy" in case.text and "Cán bộ ghi nhận: Lê Thị Bình Mẫu." in case.text
    assert "Dùng lại giấy tờ trong kho" in case.text
    drain(rt)
    item = there.holds(dossier(rt).code)["item"]
    (paper,) = item["TaiLieuNop"]
    assert (paper["DuocLayTuKhoDMQG"], paper["DuocTaiSuDung"], paper["DuocSoHoa"]) == (
        "1",
        "1",
        "0",
    )
    assert item["KenhThucHien"] == "1"


def hand_in(browser, page):
    review = browser.open(page.tree.xpath("//form/@action")[-1].replace("/kho", "/kiem-tra"))
    return browser.send(review, {}, action=review.tree.xpath("//form/@action")[-1])


def dossier(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(Dossier)).one()


def test_a_paper_in_hand_that_was_looked_for_and_not_taken_is_told_as_no_reuse(rt, an, there):
    found = an.follow(look(an, opened(an)))
    upload = found.tree.xpath("//a[contains(@href, '/giay-to')]/@href")[0]
    an.upload(an.open(upload), "proof", [("giấy.pdf", house.PDF)])
    hand_in(an, found)
    drain(rt)
    (paper,) = there.holds(dossier(rt).code)["item"]["TaiLieuNop"]
    assert (paper["DuocLayTuKhoDMQG"], paper["DuocTaiSuDung"]) == ("0", "0")


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, ("way-proof", "chưa đồng ý thì không được tìm")),
        ({"way.proof": "yes"}, ("way-proof", "chưa đồng ý thì không được tìm")),
        ({"way.proof": "written", "letter.proof": " "}, ("letter-proof", "Nhập số, ngày")),
        ({"way.proof": "written", "letter.proof": "x" * 201}, ("letter-proof", "tối đa 200")),
    ],
)
def test_without_a_consent_no_store_is_opened(rt, an, there, said, wrong):
    field, words = wrong
    page = opened(an)
    refused = press(an, page, "look-up:proof", **said)
    assert refused.status == 422 and words in refused.errors[field]
    assert there.questions() == [] and deeds(rt, papers.SEARCHED) == []
    if said.get("letter.proof", "").strip():
        assert said["letter.proof"] in refused.tree.xpath("//input/@value")


def test_whose_letter_came_by_post_agrees_in_writing_alone(rt, an):
    page = opened(an, channel="postal", letter_number="EB1")
    assert page.tree.xpath("//input[@type='radio']/@value") == ["written"]
    assert look(an, page).status == 422
    told = {"way.proof": "written", "letter.proof": "Đơn ngày 05/12/2026"}
    assert look(an, page, **told).status == 303
    (row,) = rows(rt, CounterLookUp)
    assert row.way == "written"
    (deed,) = deeds(rt, papers.SEARCHED)
    assert deed.detail["way"] == "written" and deed.by == "Lê Thị Bình Mẫu"


def rows(rt, model):
    with rt.db.read() as session:
        return list(session.scalars(sa.select(model)))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"store_empty": True}, "quốc gia không có giấy tờ loại này"),
        ({"store_owner_unknown": True}, "quốc gia không có giấy tờ loại này"),
        ({"store_broken": True}, "chưa trả lời được lúc này"),
        ({"store_slow": 5}, "chưa trả lời được lúc này"),
        ({"store_session_ends_early": True}, "chưa trả lời được lúc này"),
    ],
)
def test_what_the_national_store_does_not_give_is_said_and_work_goes_on(an, there, fault, said):
    page = opened(an)
    there.faults(**fault)
    after = an.follow(look(an, page))
    assert after.status == 200 and said in after.text and takes(after) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("store_file_gone", "không còn lấy được"),
        ("store_bad_base64", "chưa gửi được giấy tờ này"),
        ("store_wrong_type", "không phải PDF hay ảnh"),
        ("store_broken", "chưa gửi được giấy tờ này"),
    ],
)
def test_a_file_that_cannot_be_had_is_said_at_its_document(rt, an, there, fault, said):
    found = an.follow(look(an, opened(an)))
    there.faults(**{fault: True})
    told = press(an, found, takes(found)[0], consent="yes")
    assert told.status == 422 and said in told.errors["proof-name"]
    assert takes(told) == takes(found) and rows(rt, PaperReuse) == []


def test_an_officer_whose_number_nobody_tells_asks_the_portals_own_store_alone(rt, binh, there):
    after = binh.follow(look(binh, opened(binh)))
    assert "Chưa tra cứu kho quốc gia" in after.text and there.questions() == []
    assert [row.national for row in rows(rt, CounterLookUp)] == [None]


def test_until_the_submitter_is_known_nobody_is_looked_for(an, there):
    first = an.follow(an.send(an.open(START), {**PERSON, "citizen_number": ""}, action=START))
    (path,) = first.tree.xpath("//a[contains(@href, '/kho')]/@href")
    page = an.open(path)
    assert "Nhập đủ họ tên và số định danh" in page.text
    told = [("way.proof", "present"), ("action", "look-up:proof")]
    assert an.post(path, [*page.token, *told]).status == 422 and there.questions() == []


def test_nobody_else_looks(rt, an, enter, there):
    page = opened(an)
    path, *_ = page.tree.xpath("//form[.//button[@name='action']]/@action")
    stranger = enter(hire(rt, add_desk(rt, "H41.77.02"), person=Person(ISSUER, "la", "Lạ Mẫu")))
    told = [("way.proof", "present"), ("action", "look-up:proof")]
    token = stranger.open("/desk/H41.77.02/quay").token
    for address in (path, path.replace("H41.77.01", "H41.77.02")):
        assert stranger.open(address).status == 404
        assert stranger.post(address, [*token, *told]).status == 404
    assert there.questions() == [] and deeds(rt, papers.SEARCHED) == []


def test_whose_store_it_is_sees_when_which_agency_looked(rt, app, an, citizen):
    look(an, opened(an))
    home = at_home(app, rt, citizen).open("/kho-giay-to")
    assert "Cán bộ đã tìm trong kho của bạn" in home.text and "UBND xã mẫu H41.77.01" in home.text


def at_home(app, rt, citizen):
    """Open the browser of the very person, signed in."""
    with rt.db.write() as session:
        row = session.get_one(Citizen, citizen.id)
        token = sessions.start(session, rt, row, SignIn("national", None, "2", "id-token"))
    client = app.test_client()
    client.set_cookie(SESSION_COOKIE, token)
    return Browser(client)
