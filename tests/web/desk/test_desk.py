"""The desk's pages: who opens them, the queue, a dossier, and doing something with it."""

import io
from dataclasses import replace

import pypdf
import pytest

from portal.app import create_app
from portal.domain.states import State
from portal.services.operations import staff
from portal.services.operations.staff import OFFICER, Role
from portal.web.desk.guard import DOOR
from tests.cases.conftest import enter as as_citizen
from tests.furnished import house
from tests.furnished.desks import ADMIN, BINH, ISSUER, add_desk, officer
from tests.furnished.house import PDF
from tests.furnished.papers import scan
from tests.web.citizen.browsing import Browser

QUEUE = "/desk/H41.77.01"
WORDS = "Thiếu bản sao căn cước của mẹ"


@pytest.fixture
def case(lying):
    return f"{QUEUE}/ho-so/{lying.code}"


def act(browser, case, kind, **typed):
    """Open a deed's page, fill it in and press."""
    page = browser.open(f"{case}/viec/{kind}")
    assert page.status == 200
    return browser.send(page, typed, action=f"{case}/viec/{kind}")


def test_nobody_is_let_in_without_signing_in(app):
    page = Browser(app.test_client()).open(QUEUE)
    assert (page.status, page.leads_to) == (303, "/desk/dang-nhap?tiep=%2Fdesk%2FH41.77.01")


def test_an_officer_is_led_to_their_desk_and_sees_the_queue(binh, lying):
    assert binh.open("/desk").leads_to == QUEUE
    page = binh.open(QUEUE)
    assert page.status == 200
    assert lying.code in page.text and "Nguyễn Thị Mẫu" in page.text
    assert BINH.name in page.answer.text


def test_somebody_of_two_agencies_chooses(rt, enter, agency):
    both = officer(rt, agency, add_desk(rt, "H41.77.02"))
    page = enter(both).open("/desk")
    assert "UBND xã mẫu H41.77.01" in page.text and "UBND xã mẫu H41.77.02" in page.text


@pytest.mark.parametrize("path", ["", "/ho-so/{code}", "/ho-so/{code}/viec/accepted"])
def test_another_agencys_desk_is_not_there(rt, enter, agency, lying, path):
    stranger = enter(officer(rt, add_desk(rt, "H41.77.02")))
    assert stranger.open(QUEUE + path.format(code=lying.code)).status == 404
    own = f"/desk/H41.77.02{path.format(code=lying.code)}"
    assert stranger.open(own).status == (404 if path else 200)


def test_whoever_is_relieved_is_out_at_once(rt, binh, agency):
    with rt.db.write() as session:
        staff.take(session, ISSUER, BINH.subject, Role(OFFICER, agency.id), ADMIN)
    assert binh.open(QUEUE).status == 404


def test_a_dossier_is_shown_with_what_was_declared_and_its_files(binh, lying, case):
    page = binh.open(case)
    assert "Nguyễn Thị Mẫu" in page.text and "Nội dung khai" in page.text
    (link,) = page.tree.xpath(
        "//a[contains(@href, '/tep/') and not(contains(@href, '/xem'))]/@href"
    )
    assert binh.open(link).answer.data == PDF
    assert binh.open(f"{case}/giay/to-khai.pdf").answer.data[:4] == b"%PDF"
    assert binh.open(f"{case}/giay/giay-tiep-nhan.pdf").status == 404


def test_it_is_accepted_and_the_receipt_is_there(rt, binh, lying, case):
    done = binh.follow(act(binh, case, "accepted"))
    assert "Đã ghi: Tiếp nhận" in done.text
    assert house.again(rt, lying).state == State.ACCEPTED
    assert binh.open(f"{case}/giay/giay-tiep-nhan.pdf").answer.data[:4] == b"%PDF"


def test_a_refusal_without_words_keeps_what_was_typed(rt, binh, lying, case):
    page = act(binh, case, "refused", words="ERR_500")
    assert page.status == 422
    assert "không chỉ ghi mã lỗi" in page.text
    assert "ERR_500" in page.answer.text
    assert house.again(rt, lying).state == State.SUBMITTED
    binh.follow(act(binh, case, "refused", words=WORDS))
    assert house.again(rt, lying).state == State.REFUSED


def test_a_supplement_is_asked_for_by_field_and_put_right_on_a_page_with_only_those(
    app, citizen, binh, lying, case
):
    rt = app.extensions["lienthong"]
    page = binh.open(f"{case}/viec/supplement_requested")
    listed = page.tree.xpath("//input[@name='want']/@value")
    assert "answer:phone" in listed and "document:proof" in listed
    assert "0912345678" in page.text.replace(" ", "")
    told = {"about.answer:phone": "Số này đã khóa", "about.document:proof": "", "day": "31/12/2026"}
    wanted = {"want": ["answer:phone", "document:proof"], **told}
    short = act(binh, case, "supplement_requested", **{**wanted, "about.answer:phone": "sai"})
    assert short.status == 422 and "sửa thế nào" in short.errors["about.answer:phone"]
    act(binh, case, "supplement_requested", **wanted)
    assert house.again(rt, lying).state == State.AWAITING_SUPPLEMENT
    text = binh.open(case).text
    assert "Số điện thoại: Số này đã khóa" in text and "Bổ sung: Giấy tờ nhà" in text

    own, path = as_citizen(app, citizen), f"/ho-so/{lying.code}/bo-sung"
    asked = own.open(path)
    assert "Số này đã khóa" in asked.text and "Giấy tờ nhà" in asked.text
    assert not asked.tree.xpath("//*[@name='for_whom' or @name='full_name']")
    wrong = own.send(asked, {"phone": "12"}, "send")
    assert wrong.status == 422 and list(wrong.errors) == ["phone"]
    assert wrong.tree.xpath("string(//input[@name='phone']/@value)") == "12"
    right = own.send(wrong, {"phone": "0987654321", "for_whom": "other"}, "send")
    assert right.leads_to == f"/ho-so/{lying.code}"
    assert "0987" in own.open(f"/ho-so/{lying.code}").text
    after = binh.open(case).text
    assert "Người dân đã bổ sung" in after and "Cho tôi" in after and "thành “0987" in after


def test_what_the_citizen_is_told_is_a_paper_too(binh, lying, case):
    assert binh.open(f"{case}/giay/yeu-cau-bo-sung.pdf").status == 404
    act(binh, case, "supplement_requested", words=WORDS)
    assert "mẫu 02" in binh.open(case).text
    pressed = binh.open(f"{case}/giay/yeu-cau-bo-sung.pdf").answer.data
    said = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pressed)).pages)
    assert WORDS in " ".join(said.split()) and lying.code in said
    assert binh.open(f"{case}/giay/tu-choi-tiep-nhan.pdf").status == 404


def test_the_citizen_takes_the_same_paper_along_and_nobody_else_does(
    app, binh, citizen, lying, case
):
    act(binh, case, "refused", words=WORDS)
    own = as_citizen(app, citizen)
    (link,) = own.open(f"/ho-so/{lying.code}").tree.xpath("//a[contains(@href, '/giay/')]/@href")
    assert own.open(link).answer.data[:4] == b"%PDF"
    stranger = house.sign_in(
        app.extensions["lienthong"], "nguoi-khac", citizen_number="000190000099"
    )
    assert as_citizen(app, stranger).open(link).status == 404


def test_two_officers_do_not_overrule_each_other(rt, enter, agency, lying, case):
    binh = enter(officer(rt, agency))
    page = binh.open(f"{case}/viec/refused")
    an = enter(officer(rt, agency, person=staff.Person(ISSUER, "an", "Trần Văn An Mẫu")))
    an.follow(act(an, case, "accepted"))
    late = binh.send(page, {"words": WORDS}, action=f"{case}/viec/refused")
    assert late.status == 409 and "vừa có thay đổi" in late.text
    assert WORDS in late.answer.text
    assert house.again(rt, lying).state == State.ACCEPTED


def test_a_result_is_handed_over_as_a_file_the_citizen_gets(rt, binh, lying, case):
    act(binh, case, "accepted")
    page = binh.open(f"{case}/viec/decided")
    data = {
        "csrf_token": page.value("csrf_token"),
        "seen": page.value("seen"),
        "words": "",
        "files": (io.BytesIO(PDF), "kết quả.pdf"),
    }
    sent = binh.client.post(f"{case}/viec/decided", data=data)
    assert sent.status_code == 303
    assert house.again(rt, lying).state == State.DECIDED
    text = binh.open(case).text
    assert "kết quả.pdf" in text


def sent(browser, case, kind, data, **more):
    """Send a deed with a file."""
    page = browser.open(f"{case}/viec/{kind}")
    given = {"csrf_token": page.value("csrf_token"), "seen": page.value("seen"), **more}
    given["files"] = (io.BytesIO(data), "kết quả.pdf")
    answer = browser.client.post(f"{case}/viec/{kind}", data=given)
    # What is too large for memory was written to a file, which the client leaves open.
    answer.request.environ["wsgi.input"].close()
    return answer


def test_a_result_of_several_megabytes_is_taken(rt, binh, lying, case):
    act(binh, case, "accepted")
    assert sent(binh, case, "decided", scan(5_000_000)).status_code == 303
    assert house.again(rt, lying).state == State.DECIDED


def test_files_beyond_the_limit_are_said_so_and_change_nothing(rt, binh, lying, case):
    act(binh, case, "accepted")
    small = replace(rt, settings=replace(rt.settings, dossier_limit=100_000))
    narrow = create_app(runtime=small).test_client()
    narrow.set_cookie(
        DOOR.cookie, binh.client.get_cookie(DOOR.cookie, path="/desk").value, path="/desk"
    )
    answer = sent(Browser(narrow), case, "decided", scan(3_000_000))
    assert answer.status_code == 413 and "lớn quá giới hạn" in answer.text
    assert house.again(rt, lying).state == State.ACCEPTED


def test_a_deed_without_its_token_is_no_deed(rt, binh, lying, case):
    answer = sent(binh, case, "accepted", PDF, csrf_token="forged")
    assert answer.status_code == 400
    assert house.again(rt, lying).state == State.SUBMITTED


def test_a_file_that_is_none_changes_nothing(rt, binh, lying, case):
    act(binh, case, "accepted")
    before = len(list((rt.settings.data_dir / "blobs").rglob("*")))
    page = binh.open(f"{case}/viec/decided")
    data = {"csrf_token": page.value("csrf_token"), "seen": page.value("seen")}
    data["files"] = (io.BytesIO(b"MZ\x90 no paper"), "x.exe")
    sent = binh.client.post(f"{case}/viec/decided", data=data)
    assert sent.status_code == 422 and "Có tệp không nhận được" in sent.text
    assert house.again(rt, lying).state == State.ACCEPTED
    assert len(list((rt.settings.data_dir / "blobs").rglob("*"))) == before


def test_what_is_not_possible_now_has_no_page(binh, case):
    assert binh.follow(binh.open(f"{case}/viec/returned")).status == 404
    assert binh.open(f"{case}/viec/nothing").status == 404


def test_a_day_that_is_none_is_said_so_and_kept(binh, case):
    act(binh, case, "accepted")
    page = act(binh, case, "extended", words="Xin lỗi vì chậm trễ", day="31/02/2027")
    assert page.status == 422 and "Nhập ngày, ví dụ" in page.text
    assert page.value("day") == "31/02/2027"


def test_late_answers_are_listed_now_and_by_month(rt, hands, enter, agency, lying):
    member = officer(rt, agency)
    assert "còn 8 giờ 0 phút làm việc" in enter(member).open(QUEUE).text
    hands.turn(days=3)
    page = (browser := enter(member)).open(f"{QUEUE}/cham")
    assert lying.code in page.text and "Tháng 11/2026" in page.text
    assert "Không có hồ sơ nào bị" in browser.open(f"{QUEUE}/cham?thang=2026-10").text
    for month in ("x", "9999-12", "0001-01", "2026-13"):
        assert browser.open(f"{QUEUE}/cham?thang={month}").status == 200
