"""When the session runs out while a form is open, nothing typed is lost."""

from datetime import timedelta

import pytest

from tests.web.citizen.browsing import Browser
from tests.web.citizen.filling import PDF, fill_in

AN_HOUR = timedelta(hours=1)
HALF_A_DAY = timedelta(hours=12, minutes=1)
KEPT = "Thông tin bạn đã nhập vẫn còn nguyên"


def test_what_was_typed_is_kept_and_is_there_after_signing_in(
    ha: Browser, enter, hands, draft: str
):
    page = ha.open(f"{draft}/nguoi-nop")
    hands.now += AN_HOUR
    over = ha.send(page, {"phone": "0987 654 321", "relation": "owner"})
    assert over.heading == "Phiên làm việc đã hết hạn"
    assert KEPT in over.text
    (href,) = over.tree.xpath("//main//a[contains(@class, 'button')]/@href")
    assert href == f"/dang-nhap?tiep={draft}/nguoi-nop"
    assert enter().open(f"{draft}/nguoi-nop").value("phone") == "0987 654 321"


def test_looking_asks_to_sign_in_and_leads_back(ha: Browser, hands, draft: str):
    hands.now += AN_HOUR
    led = ha.open(f"{draft}/noi-den").leads_to
    assert led.startswith("/dang-nhap?tiep=") and led.endswith("noi-den")


def test_a_file_sent_too_late_is_kept_too(ha: Browser, enter, hands, draft: str):
    page = ha.open(f"{draft}/giay-to")
    hands.now += AN_HOUR
    assert KEPT in ha.upload(page, "proof", [("nha.pdf", PDF)]).text
    assert "nha.pdf" in enter().open(f"{draft}/giay-to").text


def test_nothing_is_submitted_without_a_session(ha: Browser, enter, hands, draft: str):
    fill_in(ha, draft)
    page = ha.open(f"{draft}/kiem-tra")
    hands.now += AN_HOUR
    over = ha.send(page, {"declaration": "yes"})
    assert f"/dang-nhap?tiep={draft}/kiem-tra" in over.answer.text
    assert enter().open(f"{draft}/kiem-tra").status == 200


def test_half_a_day_later_nothing_is_kept_and_that_is_said(ha: Browser, enter, hands, draft: str):
    page = ha.open(f"{draft}/nguoi-nop")
    hands.now += HALF_A_DAY
    over = ha.send(page, {"phone": "0987 654 321"})
    assert over.status == 401
    assert KEPT not in over.text
    assert enter().open(f"{draft}/nguoi-nop").value("phone") == "0912345678"


def test_a_session_that_was_ended_keeps_nothing(ha: Browser, rt, enter, draft: str):
    page = ha.open(f"{draft}/nguoi-nop")
    token = ha.client.get_cookie("lt_session").decoded_value
    ha.post("/dang-xuat", [("csrf_token", dict(page.form().pairs)["csrf_token"])])
    ha.client.set_cookie("lt_session", token)
    ha.send(page, {"phone": "0987 654 321"})
    assert enter().open(f"{draft}/nguoi-nop").value("phone") == "0912345678"


def test_a_lapsed_session_opens_nobody_elses_draft(ha: Browser, enter, hands, draft: str):
    page = ha.open(f"{draft}/nguoi-nop")
    binh = enter("binh")
    form = dict(page.form().pairs)
    token = dict(binh.open("/tra-cuu").form().pairs)["csrf_token"]
    hands.now += AN_HOUR
    sent = binh.post(page.form().action, [*{**form, "csrf_token": token, "phone": "1"}.items()])
    assert sent.status == 404


@pytest.mark.parametrize("path", ["/ho-so", "/ho-so/H41.12.34-261123-0001"])
def test_own_pages_ask_a_stranger_to_sign_in(stranger: Browser, path: str):
    assert stranger.open(path).leads_to.startswith("/dang-nhap?tiep=")
