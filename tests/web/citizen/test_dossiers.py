"""A citizen's own dossiers: where they stand, and what can be taken along."""

import pytest

from connectors.messages import Heard, News, NewsKind
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import attachments, inbox, numbering, vault
from portal.services.attachments import Incoming
from portal.services.inbox import Told
from portal.services.vault import Place
from tests.web.citizen.browsing import Browser, Page
from tests.web.citizen.conftest import MONDAY
from tests.web.citizen.filling import PDF, submitted


def hear(rt: Runtime, agency: Agency, code: str, kind: NewsKind, **more: object) -> None:
    """Let the agency say something about a dossier."""
    news = News(id=f"{kind}-1", dossier=code, kind=kind, seq=None, occurred_at=MONDAY, **more)
    with rt.db.write() as session:
        assert inbox.apply(session, rt, agency, Told(news)) == Heard.APPLIED


@pytest.fixture
def code(ha: Browser, draft: str) -> str:
    """The code of a dossier Ms Hà has just submitted."""
    return submitted(ha, draft)


def line(page: Page) -> list[str]:
    """The timeline, mark and words of each moment."""
    return [" ".join(h.text_content().split()) for h in page.tree.xpath("//ol/li/h3")]


def test_a_fresh_dossier_is_with_the_portal_and_says_so(ha: Browser, code: str):
    page = ha.open(f"/ho-so/{code}")
    assert line(page) == [
        "Hiện nay: Cổng đã nhận hồ sơ",
        "Sắp tới: Chuyển đến cơ quan",
        "Sắp tới: Cơ quan xác nhận nhận đủ",
        "Sắp tới: Cơ quan trả lời: tiếp nhận, hoặc cần bổ sung",
        "Sắp tới: Có kết quả",
        "Sắp tới: Trả kết quả cho bạn",
    ]
    assert "Cơ quan đang mất kết nối" not in page.text


def test_one_that_waits_too_long_with_the_portal_says_why(ha: Browser, hands, code: str):
    hands.now = hands.now.replace(minute=55)
    assert "Bạn không cần nộp lại" in ha.open(f"/ho-so/{code}").text


def test_an_accepted_dossier_has_a_due_date_and_a_receipt(
    ha: Browser, rt: Runtime, agency: Agency, code: str
):
    assert ha.open(f"/ho-so/{code}/giay-tiep-nhan.pdf").status == 404
    hear(rt, agency, code, NewsKind.ACCEPTED, unit="Bộ phận Một cửa")
    page = ha.open(f"/ho-so/{code}")
    assert "Ngày hẹn trả kết quả 03/12/2026" in page.text
    assert "Hiện nay: Cơ quan đã tiếp nhận" in line(page)
    assert ha.open(f"/ho-so/{code}/giay-tiep-nhan.pdf").answer.data.startswith(b"%PDF")


def test_a_supplement_is_told_with_what_is_wanted(
    ha: Browser, rt: Runtime, agency: Agency, code: str
):
    reasons = ("Chụp lại giấy tờ nhà",)
    hear(rt, agency, code, NewsKind.SUPPLEMENT_REQUESTED, reasons=reasons)
    page = ha.open(f"/ho-so/{code}")
    assert "Cơ quan cần bạn bổ sung 1 nội dung" in page.text
    assert "Chụp lại giấy tờ nhà" in page.text
    assert "Đang chờ bạn: Cơ quan cần bạn bổ sung" in line(page)
    assert "Chờ bạn bổ sung" in ha.open("/ho-so").text


def test_a_refusal_is_the_end_and_tells_why(ha: Browser, rt: Runtime, agency: Agency, code: str):
    hear(rt, agency, code, NewsKind.REFUSED, reasons=("Đã đăng ký rồi",))
    page = ha.open(f"/ho-so/{code}")
    assert line(page)[-1] == "Kết thúc: Cơ quan không tiếp nhận hồ sơ"
    assert "Đã đăng ký rồi" in page.text


def test_a_result_can_be_taken_along(ha: Browser, rt: Runtime, agency: Agency, code: str):
    hear(rt, agency, code, NewsKind.ACCEPTED)
    with rt.db.read() as session:
        home, dossier = numbering.find(session, code)
        safe = vault.unlock(session, rt, home, dossier)
    named = Incoming(attachments.RESULT, "result", "Xác nhận.pdf", "application/pdf", [PDF])
    stored = attachments.store(rt, safe, Place(home, dossier, 202611), named)
    news = News(id="d", dossier=code, kind=NewsKind.DECIDED, seq=None, occurred_at=MONDAY)
    with rt.db.write() as session:
        inbox.apply(session, rt, agency, Told(news, (stored,)))
    page = ha.open(f"/ho-so/{code}")
    (href,) = page.tree.xpath("//a[contains(., 'Xác nhận.pdf')]/@href")
    assert ha.open(href).answer.data == PDF


def test_the_confirmation_is_a_paper_to_be_saved(ha: Browser, code: str):
    answer = ha.open(f"/ho-so/{code}/xac-nhan.pdf").answer
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=xac-nhan-")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_declaration_is_taken_along_from_where_it_is_named(ha: Browser, code: str):
    for path in ("", "/da-nop"):
        page = ha.open(f"/ho-so/{code}{path}")
        (href,) = page.tree.xpath("//a[contains(., 'ờ khai')]/@href")
        answer = ha.open(href).answer
        assert answer.data.startswith(b"%PDF")
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=to-khai-")


@pytest.mark.parametrize(
    "path", ["", "/da-nop", "/xac-nhan.pdf", "/to-khai.pdf", "/giay-tiep-nhan.pdf"]
)
def test_somebody_elses_dossier_is_not_there(enter, code: str, path: str):
    other = enter("binh")
    theirs = other.open(f"/ho-so/{code}{path}")
    none = other.open(f"/ho-so/H41.12.34-261123-9999{path}")
    assert theirs.status == none.status == 404
    assert theirs.text.split("mã:")[0] == none.text.split("mã:")[0]


def test_the_list_has_drafts_and_dossiers_of_ones_own(ha: Browser, enter, agency, code: str):
    begun = ha.send(ha.open("/thu-tuc/9.000002/bat-dau"), {"case": "far", "agency": str(agency.id)})
    page = ha.open("/ho-so")
    assert code in page.text and "Bước 1/5" in page.text
    (href,) = page.tree.xpath("//section[@aria-labelledby='drafts']//h3/a/@href")
    assert href == begun.leads_to
    assert "Bạn chưa có hồ sơ nào ở đây." in enter("binh").open("/ho-so").text


def test_a_draft_is_thrown_away_at_its_citizens_wish(ha: Browser, enter, draft: str):
    page = ha.open("/ho-so")
    token = dict(enter("binh").open("/tra-cuu").form().pairs)["csrf_token"]
    assert enter("binh").post(f"{draft}/xoa", [("csrf_token", token)]).status in (400, 404)
    assert ha.send(page, {}, action=f"{draft}/xoa").leads_to == "/ho-so"
    assert ha.open(draft).status == 404
