"""Code lists on the console: seen in one place, made by one person, approved by another."""

from collections.abc import Callable

import pytest

from forms.loader import CATALOG, load
from portal import clock
from portal.runtime import Runtime
from portal.services import code_lists, publishing
from portal.services.operations.staff import Person
from tests.web.citizen.browsing import Browser
from tests.web.console.conftest import ISSUER

HERE = "/console/quan-tri/danh-muc-ma"
BINH = Person(ISSUER, "binh", "Lê Văn Bình")
WHY = {"reason": "theo công văn mẫu"}
CERTIFICATE = "000.00.00.G15-KQ003967"
LAND = "code,name\n01,Đất ở\n02,Đất vườn\n"


@pytest.fixture
def binh(enter: Callable[..., Browser]) -> Browser:
    """Another operator's browser."""
    return enter(BINH)


def make(an: Browser) -> None:
    """An begins a list of kinds of land."""
    told = {"code": "loai_dat", "name": "Loại đất (mẫu)", "source": "Thông tư mẫu"}
    an.follow(an.send(an.open(f"{HERE}/lap"), {**told, "certainty": "reported", **WHY}))


def propose(an: Browser, table: str, code: str = "loai_dat") -> str:
    """Send a table; the address of the version it became."""
    sent = an.send(an.open(f"{HERE}/{code}/soan"), {"table": table, **WHY})
    assert sent.status == 303, sent.errors
    return sent.leads_to


def offered(rt: Runtime, code: str) -> list[str]:
    """What a list offers today, by code."""
    with rt.db.read() as session:
        return [row.code for row in code_lists.rows(session, rt, code, clock.today())]


def test_what_comes_with_the_portal_is_seen_searched_and_taken_along(an: Browser) -> None:
    page = an.open(HERE)
    for code in ("paper_types", "banks", "provinces", "communes", "ethnic_groups", "countries"):
        assert page.tree.xpath(f"//a[@href='{HERE}/{code}']"), code
    assert "Vì sao chỉ xem" in an.open(f"{HERE}/communes").text
    assert "Chỉ hiện 300 trong 3.321 mục" in an.open(f"{HERE}/communes").text
    found = an.open(f"{HERE}/banks?tim=ngoai+thuong+viet+nam")
    assert "970436" in found.text and "970415" not in found.text
    table = an.client.get(f"{HERE}/banks/danh-muc.csv").get_data(as_text=True)
    assert table.startswith("\ufeffcode,name,") and "\n970436,Vietcombank" in table
    whole = an.client.get(f"{HERE}/ethnic_groups/danh-muc.json").get_json()
    assert (whole["version"], len(whole["entries"])) == (0, 54)
    assert an.open(f"{HERE}/khong_co").status == 404


@pytest.mark.parametrize("code", ["provinces", "banks"])
@pytest.mark.parametrize("page", ["soan", "muc", "mo-ta"])
def test_nothing_is_laid_over_a_list_that_other_things_hang_on(
    an: Browser, page: str, code: str
) -> None:
    assert an.open(f"{HERE}/{code}/{page}").status == 404


def test_a_list_is_made_by_one_person_and_approved_by_another(
    an: Browser, binh: Browser, rt: Runtime
) -> None:
    make(an)
    first = propose(an, LAND)
    assert offered(rt, "loai_dat") == []
    assert "1 danh mục mã có bản mới chờ duyệt" in binh.open("/console/quan-tri").text
    own = an.send(an.open(first), {"action": "apply", **WHY})
    assert (own.status, own.errors["reason"]) == (422, "Người duyệt phải khác người soạn")
    page = binh.open(first)
    assert "Hết: 0 · Sửa: 0 · Thêm: 2" in page.text
    assert "Đã duyệt" in binh.follow(binh.send(page, {"action": "apply", **WHY})).text
    assert offered(rt, "loai_dat") == ["01", "02"]
    assert binh.send(page, {"action": "apply", **WHY}).status == 409
    assert "soạn bản mới của danh mục mã" in an.open(f"{HERE}/loai_dat").text


def test_wrong_lines_are_told_one_by_one_and_what_was_given_stays(an: Browser) -> None:
    make(an)
    page = an.open(f"{HERE}/loai_dat/soan")
    sent = an.send(page, {"table": "code,name\n01,\n,Đất\n", **WHY})
    assert (sent.status, set(sent.errors)) == (422, {"table"})
    assert "Dòng 2: chưa có tên" in sent.text and "Dòng 3: mã trống" in sent.text
    assert "01," in sent.tree.xpath("//textarea[@name='table']")[0].text


def test_one_entry_is_changed_or_ended_on_top_of_what_waits(
    an: Browser, binh: Browser, rt: Runtime
) -> None:
    make(an)
    propose(an, LAND)
    page = an.open(f"{HERE}/loai_dat/muc?ma=02")
    assert page.tree.xpath("//input[@name='name']/@value") == ["Đất vườn"]
    sent = an.send(page, {"valid_to": "01/01/2020", **WHY})
    entry = {"code": "03", "name": "Đất rừng"}
    last = an.send(an.open(f"{HERE}/loai_dat/muc"), {**entry, **WHY}).leads_to
    stale = an.send(page, {"name": "Đất khác", **WHY})
    assert (sent.status, stale.status) == (303, 422)
    assert last.endswith("/3")
    assert "Đã có bản mới hơn" in binh.open(f"{HERE}/loai_dat/2").text
    binh.send(binh.open(last), {"action": "apply", **WHY})
    assert offered(rt, "loai_dat") == ["01", "03"]


def test_a_version_laid_over_what_comes_with_the_portal_ends_what_it_leaves_out(
    an: Browser, binh: Browser, rt: Runtime
) -> None:
    source = (CATALOG / "1.001193.yaml").read_text(encoding="utf-8")
    with rt.db.write() as session:
        publishing.publish(session, load(source), source, "test")
    before = offered(rt, "paper_types")
    table = an.open(f"{HERE}/paper_types/soan").tree.xpath("//textarea[@name='table']")[0].text
    lines = [line for line in table.strip().splitlines() if not line.startswith(f"{CERTIFICATE},")]
    first = propose(an, "\n".join([*lines, "KQ.MAU,Giấy mẫu"]), "paper_types")
    page = binh.open(first)
    assert "Hết: 1 · Sửa: 0 · Thêm: 1" in page.text
    binh.send(page, {"action": "apply", **WHY})
    found = offered(rt, "paper_types")
    assert CERTIFICATE in before and CERTIFICATE not in found
    assert len(found) == len(before) and found[-1] == "KQ.MAU"
    assert "theo công văn mẫu" in an.open(f"{HERE}/paper_types").text


def test_a_version_of_a_later_day_does_not_count_before(
    an: Browser, binh: Browser, rt: Runtime
) -> None:
    make(an)
    page = an.open(f"{HERE}/loai_dat/soan")
    later = an.send(page, {"table": LAND, "begins": "01/01/2099", **WHY}).leads_to
    binh.send(binh.open(later), {"action": "apply", **WHY})
    assert offered(rt, "loai_dat") == []


def test_what_a_list_follows_is_said_anew_with_a_reason(an: Browser) -> None:
    page = an.open(f"{HERE}/paper_types/mo-ta")
    lacking = an.send(page, {"source": ""})
    assert (lacking.status, set(lacking.errors)) == (422, {"reason", "source"})
    an.send(page, {"source": "Công văn mẫu", **WHY})
    assert "Công văn mẫu" in an.open(f"{HERE}/paper_types").text
    again = an.send(page, {"source": "Khác", **WHY})
    assert again.status == 409
    twice = {"code": "banks", "name": "x", "source": "y", "certainty": "unsure", **WHY}
    assert an.send(an.open(f"{HERE}/lap"), twice).status == 409
