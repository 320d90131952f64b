"""Answering a request for a supplement: kept as it is written, sent once, and said so."""

import pytest

from connectors.messages import NewsKind
from portal.models import Agency
from portal.runtime import Runtime
from tests.web.citizen.browsing import Browser, Page
from tests.web.citizen.conftest import MONDAY
from tests.web.citizen.filling import PDF, submitted
from tests.web.citizen.test_dossiers import hear, line

BY = MONDAY.replace(month=12, day=5)


@pytest.fixture
def code(ha: Browser, draft: str, rt: Runtime, agency: Agency) -> str:
    """The code of a dossier whose agency wants more by 5 December."""
    found = submitted(ha, draft)
    reasons = ("Chụp lại giấy tờ nhà", "Tên chủ nhà")
    hear(rt, agency, found, NewsKind.SUPPLEMENT_REQUESTED, reasons=reasons, due_at=BY)
    return found


def answer(browser: Browser, code: str, text: str, button: str = "send") -> Page:
    """Write an answer and press a button."""
    page = browser.open(f"/ho-so/{code}/bo-sung")
    return browser.send(page, {"text": text}, button)


def upload(browser: Browser, code: str, name: str, data: bytes, document: str = "proof") -> Page:
    """Choose a file and press the button beside it."""
    page = browser.open(f"/ho-so/{code}/bo-sung")
    return browser.upload_with(page, {"document": document, "action": "save"}, [(name, data)])


def test_the_dossier_offers_one_thing_to_do_and_the_page_says_what_is_wanted(ha, code):
    page = ha.open(f"/ho-so/{code}")
    assert "Cơ quan cần bạn bổ sung 2 nội dung trước ngày 05/12/2026" in page.text
    (href,) = page.tree.xpath("//a[normalize-space()='Bổ sung hồ sơ']/@href")
    asked = ha.open(href)
    assert asked.status == 200 and "trước ngày 05/12/2026" in asked.text
    assert "Chụp lại giấy tờ nhà" in asked.text and "Tên chủ nhà" in asked.text


def test_the_day_to_answer_by_is_not_the_day_of_the_result(ha, rt, agency, code):
    hear(rt, agency, code, NewsKind.ACCEPTED)
    accepted = ha.open(f"/ho-so/{code}")
    assert "05/12/2026" not in accepted.tree.xpath("string(//*[@class='due'])")


def test_an_answer_that_was_sent_waits_for_the_agency_and_is_sent_once(ha, code):
    assert answer(ha, code, "Nhà của mẹ tôi.\nBà Nguyễn Thị A.").leads_to == f"/ho-so/{code}"
    page = ha.open(f"/ho-so/{code}")
    assert "Đã gửi bổ sung lúc 09:41 ngày 23/11/2026, chờ cơ quan" in page.text
    assert "Nhà của mẹ tôi." in page.text and "Hiện nay: Bạn đã bổ sung" in line(page)
    assert not page.tree.xpath("//a[normalize-space()='Bổ sung hồ sơ']")
    assert "Đã bổ sung, chờ cơ quan" in ha.open("/ho-so").text
    again = ha.open(f"/ho-so/{code}/bo-sung")
    assert again.leads_to.startswith(f"/ho-so/{code}?")
    assert "không chờ bạn bổ sung" not in ha.follow(again).text


def test_what_was_written_and_chosen_is_kept_whichever_button_is_pressed(ha, code):
    assert answer(ha, code, "Tôi viết dở", "leave").leads_to == f"/ho-so/{code}"
    assert upload(ha, code, "nhà.pdf", PDF).leads_to.endswith("/bo-sung#files")
    page = ha.open(f"/ho-so/{code}/bo-sung")
    assert page.tree.xpath("string(//textarea)").strip() == "Tôi viết dở"
    (link,) = page.tree.xpath("//ul[@class='files']//a")
    assert link.text == "nhà.pdf" and ha.open(link.get("href")).answer.data == PDF
    (button,) = page.tree.xpath("//button[starts-with(@value, 'remove:')]/@value")
    ha.send(page, {}, button)
    assert not ha.open(f"/ho-so/{code}/bo-sung").tree.xpath("//ul[@class='files']")


def test_an_empty_answer_is_not_sent_but_a_file_alone_is(ha, code):
    empty = answer(ha, code, " \n ")
    assert empty.status == 422
    assert empty.errors == {"text": "Viết câu trả lời hoặc thêm ít nhất một tệp"}
    upload(ha, code, "nha.pdf", PDF, "-")
    assert answer(ha, code, "").leads_to == f"/ho-so/{code}"


def test_an_answer_that_is_too_long_is_shown_again_whole(ha, code):
    page = answer(ha, code, "dài " * 2000)
    assert page.status == 422 and "tối đa 5.000 ký tự" in page.errors["text"]
    assert len(page.tree.xpath("string(//textarea)")) > 7000


def test_a_file_that_cannot_be_taken_is_named_and_the_text_stays(ha, code):
    answer(ha, code, "Tôi gửi ảnh", "leave")
    big = upload(ha, code, "to.pdf", b"%PDF-1.7\n" + bytes(300_000))
    assert big.status == 413 and "“to.pdf” nặng" in big.errors["file"]
    wrong = upload(ha, code, "x.exe", b"MZ" + bytes(3000))
    assert wrong.status == 422 and "không phải PDF hay ảnh" in wrong.errors["file"]
    path, kind = f"/ho-so/{code}/bo-sung", "multipart/form-data; boundary=cut"
    too_much = Page(ha.client.post(path, data=b"x" * 1_700_000, content_type=kind))
    assert too_much.status == 413 and "nặng quá" in too_much.errors["file"]
    assert too_much.tree.xpath("string(//textarea)").strip() == "Tôi gửi ảnh"


def test_a_dossier_that_waits_for_nothing_leads_back_with_a_word(ha, rt, agency, code):
    hear(rt, agency, code, NewsKind.ACCEPTED)
    for led in (ha.open(f"/ho-so/{code}/bo-sung"), _post(ha, f"/ho-so/{code}/bo-sung")):
        assert "Hồ sơ này hiện không chờ bạn bổ sung." in ha.follow(led).text


def test_somebody_elses_request_is_not_there(enter, code):
    other = enter("binh")
    assert other.open(f"/ho-so/{code}/bo-sung").status == 404
    assert _post(other, f"/ho-so/{code}/bo-sung").status == 404


def test_who_is_not_signed_in_is_asked_to_sign_in(stranger, code):
    led = stranger.open(f"/ho-so/{code}/bo-sung")
    assert led.status == 303 and led.leads_to.startswith("/dang-nhap?tiep=")


def _post(browser: Browser, path: str) -> Page:
    token = dict(browser.open("/tra-cuu").form().pairs)["csrf_token"]
    return browser.post(path, [("csrf_token", token), ("text", "x"), ("action", "send")])
