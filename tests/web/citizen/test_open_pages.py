"""Pages that need nobody signed in: home, search, a procedure, the start of a draft."""

import pytest

from portal.models import Agency
from tests.web.citizen.browsing import Browser
from tests.web.citizen.conftest import MOVING

pytestmark = pytest.mark.usefixtures("agency")


@pytest.mark.parametrize("words", ["dọn nhà", "don nha", "chuyển nhà", MOVING])
def test_a_procedure_is_found_by_everyday_words(stranger: Browser, words: str):
    page = stranger.open(f"/?q={words}")
    assert "Đăng ký chuyển nhà" in page.text


def test_a_search_that_finds_nothing_says_so(stranger: Browser):
    page = stranger.open("/?q=<b>xyz")
    assert "Chưa tìm thấy thủ tục nào cho “<b>xyz”" in page.text
    assert "<b>xyz" not in page.answer.text


def test_life_events_lead_to_procedures(stranger: Browser):
    page = stranger.open("/")
    assert page.tree.xpath(f"//a[@href='/thu-tuc/{MOVING}']")


def test_a_procedure_says_what_it_takes(stranger: Browser):
    page = stranger.open(f"/thu-tuc/{MOVING}")
    for told in ("7 ngày làm việc", "8.000 đồng × số lượng bản sao", "Giấy tờ nhà", "68/2020/QH14"):
        assert told in page.text
    assert page.tree.xpath(f"//a[@href='/thu-tuc/{MOVING}/bat-dau']")


def test_an_unknown_procedure_is_not_there(stranger: Browser):
    assert stranger.open("/thu-tuc/9.999999").status == 404
    assert stranger.open("/thu-tuc/9.999999/bat-dau").status == 404


def test_beginning_asks_to_sign_in_and_leads_back(stranger: Browser):
    page = stranger.open(f"/thu-tuc/{MOVING}/bat-dau")
    assert page.tree.xpath(f"//a[@href='/dang-nhap?tiep=/thu-tuc/{MOVING}/bat-dau']")


def test_a_choice_that_is_missing_is_named(ha: Browser):
    page = ha.send(ha.open(f"/thu-tuc/{MOVING}/bat-dau"), {"agency": "nobody"})
    assert page.status == 422
    assert page.errors == {
        "case": "Chọn trường hợp của bạn",
        "agency": "Chọn cơ quan nhận hồ sơ",
    }


def test_beginning_twice_at_once_begins_one_draft(ha: Browser, agency: Agency):
    page = ha.open(f"/thu-tuc/{MOVING}/bat-dau")
    first, second = (ha.send(page, {"case": "usual", "agency": str(agency.id)}) for _ in range(2))
    assert first.leads_to == second.leads_to


def test_a_procedure_leads_to_the_draft_one_has(ha: Browser, draft: str):
    assert ha.open(f"/thu-tuc/{MOVING}").tree.xpath(f"//a[@href='{draft}']")


@pytest.mark.parametrize("path", ["/tro-giup", "/tiep-can", "/rieng-tu"])
def test_who_runs_the_portal_and_how_is_told(stranger: Browser, path: str):
    assert stranger.open(path).status == 200


def test_the_language_is_kept(stranger: Browser):
    assert stranger.open(f"/ngon-ngu/en?next=/thu-tuc/{MOVING}").leads_to == f"/thu-tuc/{MOVING}"
    assert stranger.open(f"/thu-tuc/{MOVING}").heading.endswith("Moving house")


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_language_switch_leads_nowhere_else(stranger: Browser, elsewhere: str):
    assert stranger.open(f"/ngon-ngu/vi?next={elsewhere}").leads_to == "/"
