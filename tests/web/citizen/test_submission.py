"""From the review to the confirmation: one dossier, whatever is pressed and however often."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from portal.models import Dossier
from portal.runtime import Runtime
from tests.web.citizen.browsing import Browser, Page
from tests.web.citizen.filling import fill_in

CODE = re.compile(r"^/ho-so/(H41\.12\.34-261123-\d{4})/da-nop$")


@pytest.fixture
def review(ha: Browser, draft: str) -> Page:
    """The review of a draft that lacks nothing but the pledge."""
    fill_in(ha, draft)
    return ha.open(f"{draft}/kiem-tra")


def test_the_review_shows_every_answer_and_what_will_follow(review: Page):
    for told in (
        "0912 345 678",
        "Số 5 phố Đội Cấn, Phường Ba Đình, Thành phố Hà Nội",
        "Giấy tờ nhà",
        "nha.pdf (3 KB, bản chính)",
        "Ủy ban nhân dân phường Ba Đình",
        "7 ngày làm việc",
        "Phí bản sao: 16.000 đồng (2 × 8.000 đồng).",
        "Tôi cam đoan khai đúng.",
    ):
        assert told in review.text


def test_submitting_gives_the_code_at_once(ha: Browser, review: Page):
    sent = ha.send(review, {"declaration": "yes"})
    assert sent.status == 303
    code = CODE.match(sent.leads_to)[1]
    page = ha.follow(sent)
    assert page.heading == "Đã nhận hồ sơ của bạn"
    assert code in page.text
    assert "09•• ••• 678" in page.text
    assert "Phí bản sao" in page.text


def test_pressed_twice_there_is_one_dossier_and_the_same_answer(
    ha: Browser, review: Page, rt: Runtime
):
    first, second = (ha.send(review, {"declaration": "yes"}) for _ in range(2))
    assert first.leads_to == second.leads_to
    with rt.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Dossier)) == 1


def test_from_two_windows_at_once_there_is_one_dossier(ha: Browser, review: Page):
    form = review.form()

    def press(_: int) -> str:
        return ha.window().post(form.action, [*form.pairs, ("declaration", "yes")]).leads_to

    with ThreadPoolExecutor(4) as windows:
        led = set(windows.map(press, range(4)))
    assert len(led) == 1 and CODE.match(led.pop())


def test_without_the_pledge_nothing_is_sent(ha: Browser, review: Page):
    page = ha.send(review, {})
    assert page.status == 422
    assert page.errors == {"declaration": "Đánh dấu vào ô này để tiếp tục"}


def test_what_is_missing_is_linked_to_its_step_and_the_pledge_is_kept(ha: Browser, draft: str):
    fill_in(ha, draft, home=False)
    page = ha.send(ha.open(f"{draft}/kiem-tra"), {"declaration": "yes"})
    assert page.status == 422
    assert "Nơi đến: Nhập ngày chuyển đến, ví dụ 27/3/1990" in page.text
    assert ("declaration", "yes") in page.form().pairs
    (link,) = page.tree.xpath("//a[contains(., 'Nhập ngày chuyển đến')]/@href")
    assert link == f"{draft}/noi-den?vi-sao=loi#moved_on"
    assert "moved_on" in ha.open(link).errors


def test_nobody_pledges_what_they_have_not_seen(ha: Browser, draft: str, review: Page):
    ha.send(ha.open(f"{draft}/nguoi-nop"), {"phone": "0987 654 321"})
    page = ha.send(review, {"declaration": "yes"})
    assert page.status == 409
    assert "vừa được sửa ở một cửa sổ khác" in page.text
    assert "098 765 43 21" in page.text or "0987 654 321" in page.text
    assert CODE.match(ha.send(page, {"declaration": "yes"}).leads_to)


def test_a_draft_that_was_submitted_leads_to_its_dossier(ha: Browser, draft: str, review: Page):
    code = CODE.match(ha.send(review, {"declaration": "yes"}).leads_to)[1]
    for path in ("/nguoi-nop", "/giay-to", "/kiem-tra", ""):
        assert ha.open(f"{draft}{path}").leads_to == f"/ho-so/{code}"


def test_a_step_sent_late_changes_nothing_of_the_dossier(ha: Browser, draft: str, review: Page):
    step = ha.open(f"{draft}/nguoi-nop")
    code = CODE.match(ha.send(review, {"declaration": "yes"}).leads_to)[1]
    assert ha.send(step, {"phone": "0987 654 321"}).leads_to == f"/ho-so/{code}"
    assert "09•• ••• 678" in ha.open(f"/ho-so/{code}").text


def test_somebody_else_cannot_submit_a_draft(ha: Browser, enter, draft: str, review: Page):
    other = enter("binh")
    token = dict(other.open("/tra-cuu").form().pairs)["csrf_token"]
    pairs = [("csrf_token", token), ("version", "1"), ("declaration", "yes")]
    assert other.post(f"{draft}/nop", pairs).status == 404
