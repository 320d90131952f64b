"""Rating how a dossier was dealt with: after its end, by its own citizen, signed in."""

import pytest

from connectors.messages import NewsKind
from portal.models import Agency
from portal.runtime import Runtime
from tests.web.citizen.browsing import Browser
from tests.web.citizen.filling import submitted
from tests.web.citizen.test_dossiers import hear

ALL = {"attitude": "2", "guidance": "1", "on_time": "0", "papers": "2", "result": "2"}


@pytest.fixture
def code(ha: Browser, draft: str, rt: Runtime, agency: Agency) -> str:
    """The code of a dossier that was refused."""
    found = submitted(ha, draft)
    assert not ha.open(f"/ho-so/{found}").tree.xpath("//a[contains(@href, 'danh-gia')]")
    hear(rt, agency, found, NewsKind.REFUSED, reasons=("Sai nơi nộp",))
    return found


def test_the_dossier_asks_and_what_is_said_is_kept_and_can_be_changed(ha, code):
    page = ha.open(f"/ho-so/{code}")
    (href,) = page.tree.xpath("//a[normalize-space()='Đánh giá việc giải quyết hồ sơ này']/@href")
    form = ha.open(href)
    sent = ha.send(form, ALL | {"comment": "Nhanh."})
    assert "Cảm ơn bạn." in ha.follow(sent).text
    assert ha.send(form, ALL | {"comment": "Nhanh."}).status == 303
    again = ha.open(href)
    assert again.value("on_time") == "0" and again.value("comment").strip() == "Nhanh."
    assert ha.send(form, ALL | {"on_time": "2"}).status == 422
    assert ha.send(again, ALL | {"on_time": "2"}).status == 303
    assert "Sửa đánh giá của bạn" in ha.open(f"/ho-so/{code}").text


def test_what_is_missing_is_named_and_what_was_chosen_stays(ha, code):
    page = ha.send(ha.open(f"/ho-so/{code}/danh-gia"), {"attitude": "2", "comment": "Dài"})
    assert page.status == 422 and set(page.errors) == {"guidance", "on_time", "papers", "result"}
    assert page.value("attitude") == "2" and page.value("comment").strip() == "Dài"


def test_a_link_alone_leads_to_sign_in_and_nobody_else_gets_in(enter, stranger, code):
    number = {"code": code, "citizen_number": "000190012345"}
    found = stranger.send(stranger.open("/tra-cuu"), number)
    (href,) = found.tree.xpath("//a[contains(., 'Đánh giá việc giải quyết')]/@href")
    assert href.startswith("/dang-nhap?tiep=")
    assert stranger.open(f"/ho-so/{code}/danh-gia").leads_to.startswith("/dang-nhap?tiep=")
    assert enter("binh").open(f"/ho-so/{code}/danh-gia").status == 404


def test_what_cannot_be_rated_leads_back_with_a_word(ha, draft):
    code = submitted(ha, draft)
    led = ha.open(f"/ho-so/{code}/danh-gia")
    assert "hiện không đánh giá được" in ha.follow(led).text
