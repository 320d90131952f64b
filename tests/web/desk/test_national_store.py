"""The national store on the page of papers: asked and taken from only when agreed; at the desk."""

import pytest

from tests.furnished import house
from tests.furnished.partners import drain
from tests.furnished.stores import asking
from tests.services.store.conftest import TYPED

__all__ = ["asking"]


@pytest.fixture
def own(at_home, citizen):
    return at_home(citizen)


@pytest.fixture
def paper(rt, citizen, agency):
    return house.begin(rt, citizen, agency, TYPED).fill()


@pytest.fixture
def page(own, paper):
    return own.open(f"/nhap/{paper.id}/giay-to")


def press(own, page, button, **more):
    """Press a button of the page; without ``consent`` the box beside it stays empty."""
    told = dict(page.form().pairs)
    pairs = [(name, told[name]) for name in ("csrf_token", "version")]
    return own.post(page.form().action, [*pairs, *more.items(), ("action", button)])


def look_up(own, page):
    return own.follow(press(own, page, "look-up", consent="yes"))


def fetches(page):
    return page.tree.xpath("//button[starts-with(@value, 'fetch:')]/@value")


def test_opening_the_page_asks_nobody_and_neither_does_a_press_without_agreeing(own, page, there):
    assert "Giấy tờ của bạn trên Cổng Dịch vụ công quốc gia" in page.text
    refused = press(own, page, "look-up")
    assert refused.status == 422 and "Đánh dấu vào ô đồng ý" in refused.errors["national-consent"]
    assert there.questions() == []


def test_a_paper_that_is_found_is_fetched_after_a_consent_of_its_own(own, page, paper, there):
    found = look_up(own, page)
    assert "Giấy tờ nhà · 12/GT · H41" in found.text
    assert "/kho/" not in found.answer.text
    (button,) = fetches(found)
    bare = press(own, found, button, document="proof")
    assert bare.status == 422 and "Đánh dấu vào ô đồng ý" in bare.errors["file-proof"]
    assert [one["what"] for one in there.questions()] == ["look_up"]
    taken = own.follow(press(own, found, button, document="proof", consent="yes"))
    assert "Giấy tờ nhà.pdf" in taken.text and fetches(taken) == []
    # Opened again, it says what it knows and asks nobody.
    own.open(f"/nhap/{paper.id}/giay-to")
    assert [one["what"] for one in there.questions()] == ["look_up", "file"]
    again = press(own, found, button, document="proof", consent="yes")
    assert again.status == 422 and "không còn lấy được" in again.errors["file-proof"]


def test_its_citizen_and_the_desk_see_where_a_paper_comes_from(own, page, paper, rt, binh):
    found = look_up(own, page)
    press(own, found, fetches(found)[0], document="proof", consent="yes")
    made = paper.submit()
    drain(rt)
    mine = own.open(f"/ho-so/{made.code}").text
    assert "từ Kho dữ liệu cá nhân trên Cổng Dịch vụ công quốc gia (H41)" in mine
    desk = binh.open(f"/desk/H41.77.01/ho-so/{made.code}/so-hoa")
    assert "Lấy từ Kho dữ liệu cá nhân trên Cổng Dịch vụ công quốc gia" in desk.text
    assert "Giấy tờ nhà · 12/GT · H41" in desk.text
    assert desk.tree.xpath("//form[contains(@action, '/kho')]") == []
    assert "Dùng lại giấy tờ trong kho" in binh.open(f"/desk/H41.77.01/ho-so/{made.code}").text


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"store_empty": True}, "Kho không có giấy tờ nào dùng được"),
        ({"store_owner_unknown": True}, "Kho không có giấy tờ nào dùng được"),
        ({"store_broken": True}, "Kho chưa trả lời được lúc này"),
        ({"store_slow": 5}, "Kho chưa trả lời được lúc này"),
    ],
)
def test_a_store_that_is_away_or_empty_is_said_plainly_and_uploading_goes_on(
    own, page, there, fault, said
):
    there.faults(**fault)
    after = look_up(own, page)
    assert after.status == 200 and said in after.text
    done = own.follow(own.upload(after, "proof", [("giấy.pdf", house.PDF)]))
    assert "giấy.pdf" in done.text


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("store_file_gone", "không còn lấy được"),
        ("store_bad_base64", "chưa gửi được giấy tờ này"),
        ("store_wrong_type", "không phải PDF hay ảnh"),
        ("store_broken", "chưa gửi được giấy tờ này"),
    ],
)
def test_a_file_that_cannot_be_had_is_said_at_its_document(own, page, there, fault, said):
    found = look_up(own, page)
    there.faults(**{fault: True})
    told = press(own, found, fetches(found)[0], document="proof", consent="yes")
    assert told.status == 422 and said in told.errors["file-proof"]
    assert fetches(told) == fetches(found)


def test_an_account_that_is_not_verified_is_offered_nothing_and_may_ask_nothing(
    at_home, citizen, paper, there
):
    weak = at_home(citizen, assurance="1")
    page = weak.open(f"/nhap/{paper.id}/giay-to")
    assert "look-up" not in page.tree.xpath("//button/@value")
    forced = press(weak, page, "look-up", consent="yes")
    assert forced.status == 303 and there.questions() == []
    assert fetches(weak.follow(forced)) == []


def test_a_made_up_paper_is_not_fetched(own, page, there):
    found = look_up(own, page)
    for button, document in (("fetch:0123", "proof"), (fetches(found)[0], "sheet")):
        told = press(own, found, button, document=document, consent="yes")
        assert told.status == 422
    assert [one["what"] for one in there.questions()] == ["look_up"]
