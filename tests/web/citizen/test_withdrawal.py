"""Asking for a dossier back: said what it means, asked once, confirmed by the agency."""

import pytest

from connectors.messages import NewsKind
from tests.web.citizen.browsing import Browser
from tests.web.citizen.filling import submitted
from tests.web.citizen.test_dossiers import hear, line


@pytest.fixture
def code(ha: Browser, draft: str) -> str:
    """The code of a dossier Ms Hà has just submitted."""
    return submitted(ha, draft)


def test_a_wish_is_asked_for_once_and_waits_for_the_agency(ha, rt, agency, code):
    (href,) = ha.open(f"/ho-so/{code}").tree.xpath("//a[contains(., 'Tôi muốn rút')]/@href")
    page = ha.open(href)
    assert "Cán bộ xác nhận thì hồ sơ mới được rút" in page.text
    assert ha.send(page, {"reason": "Tôi nộp nhầm"}).leads_to == f"/ho-so/{code}"
    asked = ha.open(f"/ho-so/{code}")
    assert "Đã yêu cầu rút hồ sơ lúc 09:41 ngày 23/11/2026, chờ cơ quan xác nhận" in asked.text
    assert any("Bạn đã yêu cầu rút hồ sơ" in words for words in line(asked))
    assert "Chờ tiếp nhận" in asked.text and not asked.tree.xpath("//a[contains(., 'muốn rút')]")
    assert ha.send(page, {"reason": "Tôi nộp nhầm"}).leads_to == f"/ho-so/{code}"
    assert ha.open(f"/ho-so/{code}").text.count("Tôi nộp nhầm") == 1
    hear(rt, agency, code, NewsKind.WITHDRAWN)
    ended = ha.open(f"/ho-so/{code}")
    assert "Kết thúc: Hồ sơ đã được rút theo yêu cầu của bạn" in line(ended)
    assert "chờ cơ quan xác nhận" not in ended.text


def test_no_reason_need_be_given_but_a_long_one_is_shown_again(ha, code):
    page = ha.open(f"/ho-so/{code}/rut-ho-so")
    long = ha.send(page, {"reason": "dài " * 400})
    assert long.status == 422 and "tối đa 1.000 ký tự" in long.errors["reason"]
    assert ha.send(page, {"reason": ""}).leads_to == f"/ho-so/{code}"


def test_what_is_decided_leads_back_with_a_word(ha, rt, agency, code):
    page = ha.open(f"/ho-so/{code}/rut-ho-so")
    hear(rt, agency, code, NewsKind.ACCEPTED)
    hear(rt, agency, code, NewsKind.DECIDED)
    assert not ha.open(f"/ho-so/{code}").tree.xpath("//a[contains(., 'muốn rút')]")
    for led in (ha.open(f"/ho-so/{code}/rut-ho-so"), ha.send(page, {"reason": ""})):
        assert "Hồ sơ này không còn rút được nữa." in ha.follow(led).text


def test_somebody_elses_dossier_cannot_be_asked_back(enter, ha, code):
    other = enter("binh")
    assert other.open(f"/ho-so/{code}/rut-ho-so").status == 404
    token = dict(other.open("/tra-cuu").form().pairs)["csrf_token"]
    assert other.post(f"/ho-so/{code}/rut-ho-so", [("csrf_token", token)]).status == 404
    assert "chờ cơ quan xác nhận" not in ha.open(f"/ho-so/{code}").text
