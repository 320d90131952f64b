"""A dossier that waits: what the named person sees and says, what its submitter sees and does."""

from io import BytesIO

import pytest

from portal.domain.states import State
from portal.services import citizens, notifications
from portal.services.citizens import Identity
from portal.services.confirming.answering import Answer
from tests.furnished import house, waiting
from tests.web.citizen.browsing import Browser
from tests.web.citizen.conftest import HA

HEAD = {"full_name": "Trần Văn Chủ", "citizen_number": waiting.HEAD}
OWNER = {"full_name": "Hoàng Thị Nhà", "citizen_number": waiting.OWNER}
SECRET = ("Nguyễn Thị Thu Hà", "000190012345", "Trần Văn Chủ", waiting.HEAD, "Số 1 phố Mẫu")


def signed(rt, subject, profile):
    identity = Identity("https://issuer.example", subject, "2", False, {**HA, **profile})
    with rt.db.write() as session:
        return citizens.signed(rt, citizens.recognise(session, rt, identity))


@pytest.fixture
def dossier(rt, ha, agency):
    """A dossier of Ms Hà's that waits for two people."""
    waiting.publish(rt)
    return waiting.submit(rt, signed(rt, "ha", {}), agency)


@pytest.fixture
def link(rt, dossier):
    """The path in the message to the householder."""
    return f"/x/{waiting.token(rt, dossier, 1)}"


@pytest.fixture
def head(enter) -> Browser:
    """The householder's browser, signed in."""
    return enter("chu-ho", **HEAD)


def press(browser, page_at, action, *more):
    """Press a button of a page that has several forms."""
    token = dict(browser.open(page_at).form().pairs)["csrf_token"]
    return browser.post(page_at, [("csrf_token", token), ("action", action), *more])


def test_a_link_shows_who_asks_masked_and_nothing_else_before_signing_in(stranger, link):
    page = stranger.open(link)
    assert "N••••• T•• T•• H•" in page.text and "Đăng ký ở cùng" in page.text
    assert "Chủ hộ" in page.text
    assert not [word for word in SECRET if word in page.answer.text]
    answer = page.answer
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    led = stranger.open(f"{link}/xem")
    assert led.status == 303 and led.leads_to.startswith("/dang-nhap?tiep=")


def test_the_named_person_sees_statement_and_answers_and_says_yes(rt, head, link, dossier):
    page = head.open(f"{link}/xem")
    assert "Tôi là chủ hộ và đồng ý." in page.text
    assert "Số 1 phố Mẫu" in page.text and "Nguyễn Thị Thu Hà" in page.text
    assert "0912" not in page.text and "Hoàng Thị Nhà" not in page.text
    done = head.follow(head.send(page, {}, "confirm", "/x/"))
    assert done.heading.endswith("Bạn đã xác nhận")
    again = head.follow(head.send(page, {"reason": "Đổi ý"}, "decline", "/x/"))
    assert again.text == done.text
    with rt.db.read() as session:
        told = [event.kind for event in house.chain(session, dossier)]
    assert told.count("confirmation_given") == 1


def test_a_no_needs_a_reason_and_keeps_what_was_typed(head, link):
    page = head.open(f"{link}/xem")
    empty = head.send(page, {"reason": " "}, "decline", "/x/")
    assert empty.status == 422
    assert empty.errors == {"reason": "Viết ngắn gọn vì sao bạn không xác nhận"}
    long = head.send(page, {"reason": "dài " * 400}, "decline", "/x/")
    assert "tối đa 1.000 ký tự" in long.errors["reason"] and "dài dài" in long.answer.text
    said = head.follow(head.send(page, {"reason": "Tôi không quen"}, "decline", "/x/"))
    assert said.heading.endswith("Bạn đã không xác nhận")


def test_a_wrong_person_and_a_link_that_never_was_are_told_the_same(rt, enter, link, dossier):
    other = enter("khac", citizen_number="000190099999")
    answers = [other.open(at) for at in (f"{link}/xem", "/x/AAAAAAAAAAAAAAAAAAAAAA/xem")]
    token = dict(other.open("/tra-cuu").form().pairs)["csrf_token"]
    said = [("csrf_token", token), ("action", "confirm")]
    answers += [other.post(f"{link}/xem", said), other.post("/x/AAAA/xem", said)]
    assert {page.status for page in answers} == {404}
    assert len({page.text for page in answers}) == 1
    assert not [word for word in SECRET[2:] if word in answers[0].answer.text]
    with rt.db.read() as session:
        told = [event.kind for event in house.chain(session, dossier)]
    assert told.count("confirmation_mismatch") == 1
    assert house.again(rt, dossier).state == State.AWAITING_CONFIRMATION


@pytest.mark.parametrize("token", ["x", "%C3%A9%00", "a" * 500, "..%2f..%2fetc"])
def test_what_is_no_token_opens_nothing(stranger, token):
    assert stranger.open(f"/x/{token}").status == 404


def test_doors_to_requests_stay_shut_without_a_count(app, link):
    client = app.test_client()
    statuses = [client.get(link).status_code for _knock in range(61)]
    assert statuses[0] == 200 and statuses[-1] == 429


def test_the_submitter_sees_whom_the_dossier_waits_for(ha, rt, head, link, dossier):
    page = ha.open(f"/ho-so/{dossier.code}")
    assert "Chờ xác nhận" in page.text and "Hồ sơ đang chờ người khác xác nhận" in page.text
    assert "mất kết nối" not in page.text
    done = ha.open(f"/ho-so/{dossier.code}/da-nop")
    assert "mời Trần Văn Chủ, Hoàng Thị Nhà xác nhận" in done.text
    assert "Chờ xác nhận" in ha.open("/ho-so").text
    people = ha.open(f"/ho-so/{dossier.code}/xac-nhan")
    assert "Trần Văn Chủ" in people.text and "09•• ••• 444" in people.text
    assert people.tree.xpath("//button[starts-with(@value, 'waive:')]/@value") == ["waive:2"]
    head.send(head.open(f"{link}/xem"), {"reason": "Tôi không quen"}, "decline", "/x/")
    assert "Lý do: Tôi không quen" in ha.open(f"/ho-so/{dossier.code}/xac-nhan").text


def test_the_public_pages_name_nobody_who_is_waited_for(stranger, rt, dossier):
    with rt.db.write() as session:
        address = notifications.link(session, rt, house.again(rt, dossier)).address
    page = stranger.open(address.removeprefix(rt.settings.base_url))
    assert "Chờ xác nhận" in page.text and "Chờ người được mời xác nhận" in page.text
    assert not [word for word in SECRET if word in page.answer.text]


def test_reminding_waits_and_a_right_number_is_asked_at_once(ha, hands, rt, dossier):
    at = f"/ho-so/{dossier.code}/xac-nhan"
    soon = press(ha, at, "remind:1")
    assert soon.status == 422 and "Bạn nhắc lại được từ 13:41" in soon.text
    phone = f"{at}/1/dien-thoai"
    page = ha.open(phone)
    assert ha.send(page, {"phone": "12"}, action=at).status == 422
    assert "số đã khai" in ha.send(page, {"phone": "0912 000 444"}, action=at).errors["phone"]
    done = ha.follow(ha.send(page, {"phone": "0912 000 555"}, action=at))
    assert "Đã gửi lời mời." in done.text and "09•• ••• 555" in done.text


def test_paper_in_place_of_a_sign_in_and_going_without_let_it_go(ha, rt, dossier):
    at = f"/ho-so/{dossier.code}/xac-nhan"
    nothing = press(ha, at, "paper:1")
    assert nothing.errors == {"file-1": "Chọn ảnh hoặc tệp PDF của giấy đồng ý"}
    token = dict(ha.open(at).form().pairs)["csrf_token"]
    wrong = {"csrf_token": token, "action": "paper:1", "file": (BytesIO(b"x"), "a.txt")}
    refused = ha.client.post(at, data=wrong)
    assert refused.status_code == 422 and "không phải PDF hay ảnh" in refused.text
    right = {**wrong, "file": (BytesIO(house.PDF), "đồng ý.pdf")}
    assert ha.client.post(at, data=right).status_code == 303
    assert "Đã có giấy đồng ý" in ha.open(at).text
    assert press(ha, at, "waive:2").status == 303
    gone = ha.open(at)
    assert gone.leads_to == f"/ho-so/{dossier.code}"
    assert "Đã đủ xác nhận" in ha.follow(gone).text
    assert house.again(rt, dossier).state == State.SUBMITTED


def test_a_dossier_that_waits_is_withdrawn_at_once_and_asks_nobody_more(
    ha, rt, head, link, dossier
):
    (href,) = ha.open(f"/ho-so/{dossier.code}").tree.xpath("//a[contains(., 'muốn rút')]/@href")
    page = ha.open(href)
    assert "chưa đến cơ quan, nên được rút ngay" in page.text
    ended = ha.follow(ha.send(page, {"reason": "Nhầm"}))
    assert "Kết thúc: Hồ sơ đã được rút" in ended.text and "Chuyển đến cơ quan" not in ended.text
    assert head.open(f"{link}/xem").heading.endswith("Hồ sơ này không còn chờ bạn")


def test_the_wrong_person_is_mended_in_a_new_draft_with_what_was_typed(ha, dossier):
    at = f"/ho-so/{dossier.code}/xac-nhan"
    token = dict(ha.open(at).form().pairs)["csrf_token"]
    begun = ha.post(f"{at}/sua", [("csrf_token", token)])
    assert begun.status == 303 and begun.leads_to.startswith("/nhap/")
    assert "Trần Văn Chủ" in ha.open(f"{begun.leads_to}/kiem-tra").text
    assert "Hồ sơ đã được rút" in ha.open(f"/ho-so/{dossier.code}").text
    assert ha.post(f"{at}/sua", [("csrf_token", token)]).leads_to == f"/ho-so/{dossier.code}"


def test_nobody_steers_another_ones_dossier(enter, head, dossier):
    assert head.open(f"/ho-so/{dossier.code}/xac-nhan").status == 404
    assert head.open(f"/ho-so/{dossier.code}/xac-nhan/1/dien-thoai").status == 404


def test_what_is_no_person_or_deed_is_not_there(ha, dossier):
    at = f"/ho-so/{dossier.code}/xac-nhan"
    assert press(ha, at, "burn:1").status == 404
    assert press(ha, at, "remind:9").status == 303
    assert press(ha, at, "remind:²").status == 303


def test_the_confirmation_can_be_had_while_others_are_waited_for(rt, ha, dossier):
    waiting.answer(rt, signed(rt, "chu-ho", HEAD), waiting.token(rt, dossier, 1))
    no = Answer(False, "Không")
    waiting.answer(rt, signed(rt, "chu-nha", OWNER), waiting.token(rt, dossier, 2), no)
    paper = ha.client.get(f"/ho-so/{dossier.code}/xac-nhan.pdf")
    assert paper.status_code == 200 and paper.data.startswith(b"%PDF-")
