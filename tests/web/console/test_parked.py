"""What waits for a person, and a dossier's whole way, without a person in it."""

from dataclasses import replace
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from connectors.enquiry_messages import Asked
from connectors.messages import Heard
from portal.exchanges import news
from portal.models import Agency, Dossier, Promise, PromiseState, StaffDeed
from portal.runtime import Runtime
from portal.services.citizens import Signed
from portal.services.enquiries import arriving
from portal.services.operations import deeds
from tests.furnished import house
from tests.furnished.house import Hands
from tests.web.citizen.browsing import Browser, Page
from tests.web.console.attempts import tries

PARKED = "/console/dang-treo"
WHY = {"reason": "Cơ quan đã sửa biểu mẫu"}


def park(rt: Runtime, dossier: Dossier, outcome: str = "rejected", error: str = "no form") -> None:
    """Let everything promised of a dossier wait for a person."""
    with rt.db.write() as session:
        session.execute(
            sa.update(Promise)
            .where(Promise.dossier_id == dossier.id)
            .values(state=PromiseState.PARKED, last_outcome=outcome, last_error=error)
        )


@pytest.fixture
def second(rt: Runtime, citizen: Signed, agency: Agency, submitted: Dossier) -> Dossier:
    """Give another dossier of the same citizen."""
    return house.submit_new(rt, citizen, agency)


def test_what_is_parked_is_grouped_by_place_and_cause(
    an: Browser, rt: Runtime, submitted: Dossier, second: Dossier, agency: Agency
) -> None:
    park(rt, submitted)
    park(rt, second, "unavailable", "nobody answers")
    page = an.open(PARKED)
    assert page.text.count(f"agency:{agency.code}") == 2
    assert "Nơi nhận từ chối" in page.text and "Không kết nối được" in page.text


def test_a_whole_group_is_sent_again_with_a_reason(
    an: Browser, rt: Runtime, submitted: Dossier, second: Dossier, agency: Agency
) -> None:
    park(rt, submitted)
    park(rt, second)
    listed = an.open(PARKED).tree.xpath(f"//a[text()='agency:{agency.code}']/@href")
    page = an.open(listed[0])
    assert submitted.code in page.text and second.code in page.text
    assert an.send(page, {"reason": " "}).status == 422
    assert "Đã cho gửi lại" in an.follow(an.send(page, WHY)).text
    of_agency = house.promised(rt, submitted, "agency") + house.promised(rt, second, "agency")
    assert {(one.state, one.unsure) for one in of_agency} == {(PromiseState.WAITING, True)}
    assert house.promised(rt, second, "sms")[0].state == PromiseState.PARKED
    assert an.open(listed[0]).status == 404


def test_a_dossiers_whole_way_is_found_by_its_code(
    an: Browser, rt: Runtime, submitted: Dossier, citizen: Signed
) -> None:
    tries(rt, submitted, "sms", [("unavailable", 812), ("done", 40)])
    page = an.open(f"/console/ho-so?ma={submitted.code.lower()}")
    assert page.status == 200
    assert "812 ms" in page.text and "Không kết nối được" in page.text
    assert "submitted" in page.text
    for personal in citizen.profile.values():
        assert personal not in page.answer.text


@pytest.mark.parametrize("code", ["H41.90-261123-9999", "không phải mã", "<script>"])
def test_a_code_that_names_nothing_is_said_so_and_kept(an: Browser, code: str) -> None:
    page = an.open(f"/console/ho-so?ma={code}")
    assert page.status == 404
    assert "Không có hồ sơ nào mang mã này" in page.text
    assert page.tree.xpath("//input[@id='ma']/@value") == [code.upper()]


def test_one_dossiers_promise_is_sent_again(
    an: Browser, rt: Runtime, submitted: Dossier, second: Dossier
) -> None:
    park(rt, submitted)
    park(rt, second)
    page = an.open(f"/console/ho-so?ma={submitted.code}")
    where = {"csrf_token": page.value("csrf_token"), "ma": submitted.code, "noi": "sms"}
    missing = an.post("/console/ho-so/gui-lai", list(where.items()))
    assert missing.status == 422
    sent = an.post("/console/ho-so/gui-lai", list({**where, **WHY}.items()))
    assert sent.leads_to == f"/console/ho-so?ma={submitted.code}"
    assert house.promised(rt, submitted, "sms")[0].state == PromiseState.WAITING
    assert house.promised(rt, second, "sms")[0].state == PromiseState.PARKED


def test_a_partners_own_words_are_opened_only_with_a_reason_that_is_kept(
    an: Browser, rt: Runtime, submitted: Dossier, hands: Hands
) -> None:
    tries(rt, submitted, "sms", [("rejected", 40)])
    page = an.open(f"/console/ho-so?ma={submitted.code}")
    assert "Nguyễn Thị Mẫu" not in page.answer.text
    refused = an.send(page, {"reason": ""}, action="/console/ho-so/tra-loi")
    assert refused.status == 422 and "Nguyễn Thị Mẫu" not in refused.answer.text
    opened = an.send(page, WHY, action="/console/ho-so/tra-loi")
    assert "Nguyễn Thị Mẫu không có ở đây" in opened.text
    with rt.db.read() as session:
        (row,) = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "answer_opened"))
        assert (row.reason, row.target) == (WHY["reason"], f"dossier:{submitted.id}")
        assert not deeds.of_target(session, "Nguyễn Thị Mẫu")


@pytest.fixture
def waiting(rt: Runtime, agency: Agency, submitted: Dossier) -> str:
    """Let the agency say what cannot be; the address of the news is given."""
    told = house.tell(submitted, "returned", 1, id="n-1", raw="Bà Mẫu đã nhận".encode())
    assert news.hear(rt, agency, told) == Heard.PARKED
    return f"{PARKED}/tin?tu={agency.code}&so=n-1"


def test_news_that_waits_is_told_without_its_words(
    an: Browser, agency: Agency, submitted: Dossier, waiting: str
) -> None:
    assert "no move from submitted to returned" in an.open(PARKED).text
    assert "gửi 1 tin chưa áp dụng được" in an.open("/console").text
    assert "n-1" in an.open(f"/console/ho-so?ma={submitted.code}").text
    (listed,) = an.open(PARKED).tree.xpath(f"//a[text()='{agency.code}']/@href")
    page = an.open(listed)
    assert page.status == 200 and "đã trả kết quả" in page.text
    assert "Bà Mẫu" not in page.answer.text


def act(an: Browser, page: Page, deed: str, why: dict[str, str]) -> Page:
    """Press one of the buttons under a piece of news."""
    kept = {name: page.value(name) for name in ("csrf_token", "tu", "so")}
    return an.post(f"{PARKED}/tin/{deed}", list({**kept, **why}.items()))


def test_its_words_are_opened_only_with_a_reason_that_is_kept(
    an: Browser, rt: Runtime, waiting: str
) -> None:
    page = an.open(waiting)
    refused = act(an, page, "mo", {"reason": ""})
    assert refused.status == 422 and "Bà Mẫu" not in refused.answer.text
    assert "Bà Mẫu đã nhận" in act(an, page, "mo", WHY).text
    with rt.db.read() as session:
        (row,) = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "news_opened"))
        assert row.reason == WHY["reason"]


def test_it_is_tried_again_and_says_why_it_still_waits(
    an: Browser, rt: Runtime, agency: Agency, submitted: Dossier, waiting: str
) -> None:
    page = an.open(waiting)
    tried = act(an, page, "ap-dung", WHY)
    assert tried.status == 409 and "Vẫn chưa áp dụng được" in tried.text
    assert WHY["reason"] in tried.text
    for kind in ("accepted", "in_process", "decided"):
        news.hear(rt, agency, house.tell(submitted, kind, None, id=kind))
    done = an.follow(act(an, page, "ap-dung", WHY))
    assert "Đã áp dụng tin" in done.text
    assert house.again(rt, submitted).state == "returned"
    assert an.open(waiting).status == 404


def test_it_is_closed_and_alarms_nobody_any_more(an: Browser, waiting: str) -> None:
    page = an.open(waiting)
    assert act(an, page, "khep", {"reason": ""}).status == 422
    assert "Đã khép tin" in an.follow(act(an, page, "khep", WHY)).text
    assert "chưa áp dụng được" not in an.open("/console").text


def test_what_newer_news_has_overtaken_can_only_be_closed(
    an: Browser, rt: Runtime, agency: Agency, submitted: Dossier, waiting: str
) -> None:
    news.hear(rt, agency, house.tell(submitted, "accepted", 2))
    page = an.open(waiting)
    assert "Cơ quan đã báo tin mới hơn" in page.text and "Áp dụng lại" not in page.text
    late = act(an, page, "ap-dung", WHY)
    assert late.status == 409
    assert house.again(rt, submitted).state == "accepted"


def test_a_question_without_an_agency_is_read_placed_or_closed_with_a_reason(
    an: Browser, rt: Runtime, agency: Agency
) -> None:
    asked = Asked("HD-1", "question", "H41.77", "", "Hỏi Mẫu", "0912", "Có làm không?", None)
    other = replace(asked, code="HD 2/&ma=HD-1")
    with rt.db.write() as session:
        for one in (asked, other):
            arriving.keep(session, rt, one)
            arriving.place(session, rt, one.code)
    base = f"{PARKED}/hoi-dap"

    def press(code: str, deed: str, **typed: str) -> Page:
        form = dict(an.open(f"{base}?ma={code}").form().pairs)
        return an.post(f"{base}/{deed}", [*{**form, **typed}.items()])

    assert "Có làm không" not in an.open(PARKED).text
    assert press("HD-1", "mo").errors.keys() == {"reason"}
    opened = press("HD-1", "mo", **WHY)
    assert "Có làm không?" in opened.text and "Hỏi Mẫu" not in opened.text
    kept = press("HD-1", "giao", to="H41.00", **WHY)
    assert (kept.status, set(kept.errors)) == (422, {"to"}) and WHY["reason"] in kept.text
    assert "Đã giao câu hỏi" in an.follow(press("HD-1", "giao", to=agency.code, **WHY)).text
    twice = dict(an.open(f"{base}?ma={quote(other.code)}").form().pairs)
    late = [*{**twice, "ma": "HD-1", "to": agency.code, **WHY}.items()]
    assert "đã có nơi trả lời" in an.follow(an.post(f"{base}/giao", late)).text
    odd = "HD+2%2F%26ma%3DHD-1"
    assert "Đã khép câu hỏi" in an.follow(press(odd, "khep", **WHY)).text
    for gone in ("?ma=HD-1", f"?ma={odd}", "", "?ma=%00"):
        assert an.open(f"{base}{gone}").status == 404
