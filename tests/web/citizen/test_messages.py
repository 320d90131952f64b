"""Writing to the agency about a dossier, and reading what it writes."""

import pytest

from connectors.messages import NewsKind
from portal.models import Agency
from portal.runtime import Runtime
from tests.web.citizen.browsing import Browser, Page
from tests.web.citizen.filling import PDF, submitted
from tests.web.citizen.test_dossiers import hear


@pytest.fixture
def code(ha: Browser, draft: str) -> str:
    """The code of a dossier Ms Hà has just submitted."""
    return submitted(ha, draft)


def write(browser: Browser, code: str, text: str, button: str = "send") -> Page:
    """Write a message and press a button."""
    return browser.send(browser.open(f"/ho-so/{code}/tin-nhan"), {"text": text}, button)


def thread(page: Page) -> list[str]:
    """What each message on a page says."""
    letters = page.tree.xpath("//ol[@class='thread']/li")
    return [" ".join(each.text_content().split()) for each in letters]


def test_a_message_is_written_from_the_dossier_and_stands_in_it(ha, code):
    page = ha.open(f"/ho-so/{code}")
    (href,) = page.tree.xpath("//a[normalize-space()='Nhắn cơ quan']/@href")
    sent = ha.send(ha.open(href), {"text": "Mai tôi đến <b>được</b>?\nCảm ơn."}, "send")
    assert sent.leads_to == f"/ho-so/{code}#trao-doi"
    (said,) = thread(ha.open(f"/ho-so/{code}"))
    assert "Bạn viết 09:41 ngày 23/11/2026 Mai tôi đến <b>được</b>? Cảm ơn." in said
    assert "Cổng đã nhận, đang chuyển đến cơ quan" in said
    assert ha.open(href).tree.xpath("string(//textarea)").strip() == ""


def test_two_presses_and_two_windows_send_one_message(ha, code):
    one = ha.open(f"/ho-so/{code}/tin-nhan")
    two = ha.open(f"/ho-so/{code}/tin-nhan")
    for window in (one, one, two):
        assert ha.send(window, {"text": "Mai tôi đến?"}, "send").status == 303
    assert len(thread(ha.open(f"/ho-so/{code}"))) == 1
    other = ha.send(two, {"text": "Tin khác"}, "send")
    assert other.status == 409 and "Bạn vừa gửi một tin ở cửa sổ khác" in other.errors["text"]
    assert other.tree.xpath("string(//textarea)").strip() == "Tin khác"
    assert ha.send(other, {"text": "Tin khác"}, "send").status == 303
    assert len(thread(ha.open(f"/ho-so/{code}"))) == 2


def test_what_is_wrong_is_said_and_what_was_typed_stays(ha, code):
    assert write(ha, code, " ").errors == {"text": "Viết tin nhắn hoặc thêm ít nhất một tệp"}
    long = write(ha, code, "dài " * 600)
    assert long.status == 422 and "tối đa 2.000 ký tự" in long.errors["text"]
    assert len(long.tree.xpath("string(//textarea)")) > 2000


def test_files_go_with_a_message_and_bad_ones_are_named(ha, code):
    page = ha.open(f"/ho-so/{code}/tin-nhan")
    wrong = ha.upload_with(page, {"text": "Xem ảnh", "action": "save"}, [("x.exe", b"MZ" * 999)])
    assert wrong.status == 422 and "không phải PDF hay ảnh" in wrong.errors["file"]
    kept = ha.upload_with(wrong, {"action": "save"}, [("nhà.pdf", PDF)])
    assert kept.leads_to.endswith("/tin-nhan#files")
    page = ha.open(f"/ho-so/{code}/tin-nhan")
    assert page.tree.xpath("string(//textarea)").strip() == "Xem ảnh"
    assert write(ha, code, "Xem ảnh").status == 303
    (link,) = ha.open(f"/ho-so/{code}").tree.xpath("//ol[@class='thread']//li//ul//a/@href")
    assert ha.open(link).answer.data == PDF


def test_the_agencys_message_is_new_once_and_the_bare_link_says_no_more_than_that(
    ha: Browser, stranger: Browser, rt: Runtime, agency: Agency, code: str
):
    hear(rt, agency, code, NewsKind.MESSAGE, note="Mời bạn đến chiều mai.", officer="Bà Mẫu")
    number = {"code": code, "citizen_number": "000190012345"}
    found = stranger.send(stranger.open("/tra-cuu"), number)
    assert "Cơ quan có tin nhắn cho bạn" in found.text and "chiều mai" not in found.text
    (said,) = thread(ha.open(f"/ho-so/{code}"))
    assert "Cơ quan viết Mới" in said and "Bà Mẫu Mời bạn đến chiều mai." in said
    assert "Mới" not in thread(ha.open(f"/ho-so/{code}"))[0]
    found = stranger.send(stranger.open("/tra-cuu"), number)
    assert "Cơ quan có tin nhắn cho bạn" not in found.text


def test_somebody_elses_messages_are_not_there(enter, stranger, code):
    assert enter("binh").open(f"/ho-so/{code}/tin-nhan").status == 404
    assert stranger.open(f"/ho-so/{code}/tin-nhan").leads_to.startswith("/dang-nhap?tiep=")


def test_long_after_the_end_the_page_says_it_is_too_late(enter, rt, hands, agency, code):
    hear(rt, agency, code, NewsKind.REFUSED, reasons=("Sai nơi nộp",))
    hands.now = hands.now.replace(year=2027, month=4)
    ha = enter()
    assert not ha.open(f"/ho-so/{code}").tree.xpath("//a[normalize-space()='Nhắn cơ quan']")
    led = ha.open(f"/ho-so/{code}/tin-nhan")
    assert "đã kết thúc lâu rồi" in ha.follow(led).text
