"""What a citizen is told of signed files, and says of what they hand in; without a script."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from portal.runtime import Runtime
from tests.furnished import signed
from tests.furnished.papers import pdf, photo
from tests.furnished.signed import OFFICE, Wish
from tests.web.citizen import filling
from tests.web.citizen.browsing import Browser, Page

ROOT = signed.root()
COPY = signed.copy(signed.issue(Wish(), ROOT))
PAPERS = "/giay-to"
CHOICE = "presented_as.deed"


@pytest.fixture
def rt(rt: Runtime, tmp_path: Path) -> Runtime:
    """A portal that trusts one root."""
    place = signed.trusted(tmp_path / "roots", ROOT.pem)
    return replace(rt, settings=replace(rt.settings, trust_roots=place))


def upload(browser: Browser, draft: str, data: bytes, document: str = "deed") -> Page:
    """Hand a file in, and look at the page again."""
    page = browser.open(f"{draft}{PAPERS}")
    return browser.follow(browser.upload(page, document, [("giấy.pdf", data)]))


def findings(page: Page) -> list[str]:
    """What is said of signatures on a page."""
    told = page.tree.xpath("//*[contains(concat(' ', @class, ' '), ' finding ')]")
    return [" ".join(each.text_content().split()) for each in told]


def chosen(page: Page) -> list[str]:
    """What is ticked of what the old papers may be handed in as."""
    return list(page.tree.xpath(f"//input[@name='{CHOICE}'][@checked]/@value"))


def test_a_certified_copy_is_told_with_who_signed_it_and_asks_for_no_paper(
    ha: Browser, draft: str
) -> None:
    page = upload(ha, draft, COPY)
    (said,) = findings(page)
    assert said.startswith(f"Bản sao chứng thực điện tử hợp lệ, ký bởi {OFFICE} ngày ")
    assert said.endswith("Bạn không cần nộp bản giấy.")
    assert chosen(page) == []


def test_english_says_the_same(ha: Browser, draft: str) -> None:
    upload(ha, draft, COPY)
    page = ha.open(f"{draft}{PAPERS}?lang=en")
    assert f"Valid certified electronic copy, signed by {OFFICE} on " in findings(page)[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (signed.copy(signed.issue(Wish("Ai Đó"))), "ghi tên Ai Đó nhưng Cổng chưa kiểm tra được"),
        (signed.tampered(COPY), "Tệp đã bị sửa sau khi ký số"),
        (signed.revised(COPY), "Tệp đã bị sửa sau khi ký số"),
    ],
)
def test_what_is_not_certified_is_told_before_submission_and_kept(
    ha: Browser, draft: str, data: bytes, said: str
) -> None:
    assert said in findings(upload(ha, draft, data))[0]
    assert said in findings(ha.open(f"{draft}/kiem-tra"))[0]


def test_a_file_nobody_signed_is_told_nothing_of(ha: Browser, draft: str) -> None:
    assert findings(upload(ha, draft, pdf())) == []


def test_what_a_file_is_handed_in_as_is_asked_with_a_sensible_answer(
    ha: Browser, draft: str
) -> None:
    page = ha.open(f"{draft}{PAPERS}")
    offered = page.tree.xpath(f"//input[@name='{CHOICE}']/@value")
    assert (offered, chosen(page)) == (["original", "certified_copy", "photo"], ["photo"])
    assert page.tree.xpath("//input[@name='presented_as.proof']") == []


def test_what_is_chosen_with_a_file_is_kept_and_can_be_chosen_anew(ha: Browser, draft: str) -> None:
    page = ha.open(f"{draft}{PAPERS}")
    sent = {"document": "deed", "action": "upload", CHOICE: "original"}
    page = ha.follow(ha.upload_with(page, sent, [("giấy.pdf", pdf())]))
    assert chosen(page) == ["original"]
    assert chosen(upload(ha, draft, photo())) == ["original"]
    page = ha.follow(ha.send(page, {CHOICE: "certified_copy"}, button="present:deed"))
    assert chosen(page) == ["certified_copy"]


@pytest.mark.parametrize(
    ("button", "form"), [("present:deed", "gold"), ("present:ghost", "photo"), ("present:", "")]
)
def test_what_cannot_be_chosen_changes_nothing(
    ha: Browser, draft: str, button: str, form: str
) -> None:
    page = upload(ha, draft, pdf())
    assert chosen(ha.follow(ha.send(page, {CHOICE: form}, button=button))) == ["photo"]


def test_what_has_to_come_on_paper_is_said_before_and_after_submission(
    ha: Browser, draft: str
) -> None:
    page = upload(ha, draft, pdf())
    ha.send(page, {CHOICE: "certified_copy"}, button="present:deed")
    filling.fill_in(ha, draft)
    wanted = "Giấy tờ nhà (bản chính); Giấy tờ cũ (bản sao chứng thực)."
    assert f"Mang bản giấy đến khi cơ quan hẹn: {wanted}" in ha.open(f"{draft}/kiem-tra").text
    sent = ha.send(ha.open(f"{draft}/kiem-tra"), {"declaration": "yes"})
    assert f"Mang bản giấy đến khi cơ quan hẹn: {wanted}" in ha.follow(sent).text
    paper = ha.client.get(sent.leads_to.replace("da-nop", "xac-nhan.pdf")).data
    printed = " ".join(
        "".join(p.extract_text() for p in PdfReader(io.BytesIO(paper)).pages).split()
    )
    assert f"Mang bản giấy đến khi cơ quan hẹn: {wanted}" in printed
    assert "Nộp là" in printed and "Bản sao chứng thực" in printed


def test_a_certified_copy_stands_for_the_original_on_the_review(ha: Browser, draft: str) -> None:
    upload(ha, draft, COPY, "proof")
    text = ha.open(f"{draft}/kiem-tra").text
    assert "bản sao chứng thực điện tử)" in text
    assert "Mang bản giấy" not in text


def test_binding_photos_leaves_a_signed_file_as_it_is(ha: Browser, draft: str) -> None:
    for data in (photo(), COPY, photo()):
        page = upload(ha, draft, data)
    page = ha.follow(ha.send(page, {}, button="merge:deed"))
    hrefs = page.tree.xpath("//ul[@class='files']//a/@href")
    assert len(hrefs) == 2
    assert COPY in [ha.client.get(href).data for href in hrefs]
    assert len(findings(page)) == 1
