"""Paying online: once, from however many tabs, and told honestly whatever the platform does."""

import hashlib
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
import sqlalchemy as sa

from portal.exchanges.paying import online
from portal.models import Agency, Dossier, Payment
from portal.services import numbering
from portal.services.operations.deeds import Actor
from portal.services.paying import closing, notices, statements
from portal.services.paying.statements import Line
from tests.web.citizen.browsing import Browser

CALLBACK = "/api/v1/payments/callback"
TOLD = ("client_id", "trans_amount", "command", "transaction_id", "status", "version")


def begin(browser, code):
    page = browser.open(f"/ho-so/{code}/nop-phi")
    return browser.send(page, {})


def pay(address, deed="pay"):
    """Do on the platform's page what a citizen does; gives what their browser is sent back with."""
    went = requests.post(address, data={"deed": deed}, allow_redirects=False, timeout=10)
    back = urlsplit(went.headers["Location"])
    return f"{back.path}?{back.query}", dict(parse_qsl(back.query))


def payments(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(Payment).order_by(Payment.begun_at)).all()


def test_the_page_says_what_for_and_leads_to_the_platform_and_back(ha, rt, code):
    assert "Bạn cần nộp 16.000 đồng" in ha.open(f"/ho-so/{code}").text
    page = ha.open(f"/ho-so/{code}/nop-phi")
    assert "Cần nộp 16.000 đồng" in page.text and "Phí bản sao" in page.text
    home, _ = pay(begin(ha, code).leads_to)
    assert home.startswith(f"/ho-so/{code}/nop-phi/ket-qua?")
    back = ha.follow(ha.open(home))
    assert "Đã nộp 16.000 đồng" in back.text and not back.tree.xpath(
        "//form[contains(@action,'truc-tuyen')]"
    )
    assert "Bạn đã nộp phí, lệ phí" in ha.open(f"/ho-so/{code}").text


def test_two_tabs_and_a_back_button_pay_once(ha, rt, booth, code):
    first, second = begin(ha, code).leads_to, begin(ha.window(), code).leads_to
    assert first == second
    pay(first)
    # The browser never came back; pressed again, the platform is asked first.
    again = begin(ha, code)
    assert again.leads_to == f"/ho-so/{code}/nop-phi"
    (payment,) = payments(rt)
    assert payment.state == "paid" and booth.entry(payment.transaction)["status"] == "0"


def test_a_callback_alone_settles_it_and_told_again_changes_nothing(ha, rt, code):
    _, told = pay(begin(ha, code).leads_to)
    for _ in range(3):
        answer = ha.client.post(CALLBACK, data=told)
        assert (answer.status_code, answer.json["error"]) == (200, "0")
    assert ha.open(f"/ho-so/{code}/nop-phi").text.count("Đã nộp 16.000 đồng") == 1
    assert ha.client.post(CALLBACK, json=told).status_code == 200


@pytest.mark.parametrize(
    "changed", [{"check_sum": "0" * 64}, {"trans_amount": "1"}, {"status": ""}]
)
def test_a_forged_callback_changes_nothing(ha, rt, code, changed):
    address = begin(ha, code).leads_to
    _, told = pay(address, "cancel")
    answer = ha.client.post(CALLBACK, data={**told, "status": "0", **changed})
    assert answer.status_code == 400
    assert "Cần nộp 16.000 đồng" in ha.open(f"/ho-so/{code}/nop-phi").text


def test_even_a_well_sealed_lie_is_found_out_by_asking(ha, rt, code):
    begin(ha, code)
    transaction = payments(rt)[0].transaction
    told = {"client_id": "cong-mau", "transaction_id": transaction, "trans_amount": "16000"}
    told |= {"command": "PAY", "status": "0", "version": "3.0"}
    text = "".join(told[name] for name in TOLD) + "khoa-hai"
    told["check_sum"] = hashlib.sha256(text.encode()).hexdigest()
    assert ha.client.post(CALLBACK, data=told).status_code == 200
    assert payments(rt)[0].state == "pending"
    assert "Đang chờ nền tảng thanh toán xác nhận" in ha.open(f"/ho-so/{code}/nop-phi").text


def test_a_lost_callback_is_made_up_for_by_asking(ha, rt, hands, code):
    pay(begin(ha, code).leads_to)
    hands.now = hands.now.replace(minute=50)
    assert online.ask_all(rt) == 1
    assert "Đã nộp 16.000 đồng" in ha.open(f"/ho-so/{code}/nop-phi").text
    assert online.ask_all(rt) == 0


def test_while_the_platform_is_away_the_page_says_so_and_nothing_is_lost(ha, rt, booth, code):
    booth.faults(down=True)
    refused = begin(ha, code)
    assert refused.status == 503 and "chưa trừ tiền của bạn" in refused.text
    assert refused.tree.xpath("//title")[0].text.startswith("Lỗi:")
    booth.well()
    home, _ = pay(begin(ha, code).leads_to)
    booth.faults(down=True)
    assert "Cổng đang hỏi lại" in ha.open(home).text
    booth.well()
    assert "Đã nộp 16.000 đồng" in ha.follow(ha.open(home)).text
    assert len(payments(rt)) == 1


@pytest.mark.parametrize("fault", ["drop_after_taking", "yes_without_effect", "gibberish"])
def test_an_answer_that_was_lost_or_false_makes_no_second_payment(ha, rt, booth, code, fault):
    booth.faults(**{fault: {"times": 1}})
    begin(ha, code)
    booth.well()
    home, _ = pay(begin(ha, code).leads_to)
    assert "Đã nộp 16.000 đồng" in ha.follow(ha.open(home)).text
    assert len(payments(rt)) == 1


def test_another_sum_is_not_taken_for_the_fee(ha, rt, booth, code):
    address = begin(ha, code).leads_to
    booth.faults(wrong_amount=True)
    home, _ = pay(address)
    page = ha.follow(ha.open(home))
    assert "khác với số phải nộp" in page.text and "đừng nộp lần nữa" in page.text
    assert not page.tree.xpath("//form[contains(@action,'truc-tuyen')] | //img")
    assert "15000" in payments(rt)[0].problem
    # Once the platform puts it right, it is paid.
    booth.well()
    assert "Đã nộp 16.000 đồng" in ha.follow(ha.open(home)).text


def test_whoever_lets_go_may_begin_anew(ha, rt, code):
    home, _ = pay(begin(ha, code).leads_to, "cancel")
    assert "Thanh toán trực tuyến" in ha.follow(ha.open(home)).text
    home, _ = pay(begin(ha, code).leads_to)
    assert "Đã nộp 16.000 đồng" in ha.follow(ha.open(home)).text
    assert [one.state for one in payments(rt)] == ["failed", "paid"]


def test_a_transfer_has_a_picture_with_account_amount_and_mark(ha, code):
    page = ha.open(f"/ho-so/{code}/nop-phi")
    (picture,) = page.tree.xpath("//img/@src")
    answer = ha.open(picture).answer
    assert answer.mimetype == "image/svg+xml" and b"<svg" in answer.data
    assert "KHO BAC (MAU)" in page.text


def test_nobody_else_sees_or_pays_it(enter, ha, stranger: Browser, code):
    other = enter("binh")
    for path in ("nop-phi", "nop-phi/ket-qua", "nop-phi/1/qr.svg"):
        assert other.open(f"/ho-so/{code}/{path}").status == 404
        assert stranger.open(f"/ho-so/{code}/{path}").leads_to.startswith("/dang-nhap")
    token = dict(other.open("/tra-cuu").form().pairs)["csrf_token"]
    assert other.post(f"/ho-so/{code}/nop-phi/1/truc-tuyen", [("csrf_token", token)]).status == 404


def test_a_transfer_of_another_sum_is_told_so_that_nobody_sends_the_rest(ha, rt, code):
    with rt.db.read() as session:
        dossier = session.get_one(Dossier, numbering.find(session, code))
        (owed,) = notices.of(session, dossier)
        agency = session.get_one(Agency, dossier.home_agency_id)
    statements.take_all(rt, agency, [Line("FT-1", 10_000, f"nop phi {owed.notice.mark}")])
    shown = ha.open(f"/ho-so/{code}/nop-phi").text
    assert "Đã nhận chuyển khoản 10.000" in shown and "Cần nộp 16.000" in shown
    with rt.db.write() as session:
        who = Actor("Điều hành (mẫu)", reason="đã trả lại người chuyển")
        closing.close(session, rt, [f"line/{agency.code}/FT-1"], who)
    assert "Đã nhận chuyển khoản" not in ha.open(f"/ho-so/{code}/nop-phi").text


def test_whoever_has_paid_and_came_back_another_way_has_the_platform_asked_at_once(ha, rt, code):
    pay(begin(ha, code).leads_to)
    waits = ha.open(f"/ho-so/{code}/nop-phi")
    (check,) = waits.tree.xpath("//a[contains(., 'hỏi lại nền tảng ngay')]/@href")
    assert ha.open(check).leads_to == f"/ho-so/{code}/nop-phi"
    assert payments(rt)[0].state == "paid"
    assert "Đã nộp 16.000" in ha.open(f"/ho-so/{code}/nop-phi").text
