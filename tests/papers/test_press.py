"""The press: tagged, archivable, the same twice, and deaf to markup in what people typed."""

import io
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest

from portal.papers.press import PAPERS, UnknownPaper, press, preview
from portal.papers.report_sheet import Figures, ReportSheet, Said
from portal.papers.sheets import (
    ConfirmationSheet,
    NoticeSheet,
    Person,
    ReceiptSheet,
    Sheet,
)

Read = Callable[[str, Sheet | ReportSheet], str]

HOSTILE = [
    '#eval("1+1")',
    '#read("/etc/passwd")',
    "$ x^2 $ *đậm* _nghiêng_ @nguồn <nhãn>",
    "= Tiêu đề",
    '"), panic("hết',
    "\\ \\u{41} `mã` // chú thích /* và */",
    "#import sys: inputs",
    "<script>alert(1)</script> & ' \"",
    "{{ 7*7 }} [nội dung] #{",
]


@pytest.fixture(params=sorted(PAPERS))
def paper(request: pytest.FixtureRequest) -> str:
    """Each paper in turn."""
    return str(request.param)


@pytest.fixture
def sheet(paper: str, request: pytest.FixtureRequest) -> Sheet | ReportSheet:
    """A filled sheet for the paper."""
    others = {"confirmation": "confirmation", "declaration": "declaration", "report": "report"}
    others |= dict.fromkeys(("supplement_02", "refusal_03", "apology_04", "stop_05"), "notice")
    others |= dict.fromkeys((name for name in PAPERS if name.endswith("_slip")), "slip")
    others |= {"control_06": "control", "fee_receipt": "fee_receipt"}
    made: Sheet | ReportSheet = request.getfixturevalue(others.get(paper, "receipt"))
    return made


def test_a_paper_is_tagged_and_says_what_and_in_which_language_it_is(
    paper: str, sheet: Sheet
) -> None:
    with pikepdf.open(io.BytesIO(press(paper, sheet))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.StructTreeRoot.K
        assert pdf.Root.Lang == "vi"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title).endswith(sheet.code)


def test_a_paper_is_archivable_and_accessible_by_its_own_word(paper: str, sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(press(paper, sheet))) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_every_font_is_embedded(paper: str, sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(press(paper, sheet))) as pdf:
        described = [
            obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/FontName" in obj
        ]
        assert described
        assert all("/FontFile2" in font or "/FontFile3" in font for font in described)


def structure(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """All elements of the structure tree, in reading order."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, pikepdf.Array):
            waiting[:0] = list(node)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            waiting[:0] = [node.get("/K", pikepdf.Array())]
    return found


def test_headings_tables_and_the_qr_code_are_marked_as_such(paper: str, sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(press(paper, sheet))) as pdf:
        elements = structure(pdf)
        kinds = [str(element.S) for element in elements]
        assert kinds.count("/H1") == 1
        assert {"/H2", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= set(kinds)
        (figure,) = [element for element in elements if element.S == "/Figure"]
        assert sheet.link in str(figure.Alt)


def test_the_same_data_give_the_same_bytes(paper: str, sheet: Sheet) -> None:
    assert press(paper, sheet) == press(paper, sheet)


def test_another_process_presses_the_same_bytes(confirmation: ConfirmationSheet) -> None:
    program = (
        "import datetime, sys\n"
        "from portal.papers.press import press\n"
        "from portal.papers.sheets import ConfirmationSheet, SubmittedFile\n"
        f"sys.stdout.buffer.write(press('confirmation', {confirmation!r}))"
    )
    pressed = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert pressed.stdout == press("confirmation", confirmation)


def test_the_date_of_the_file_is_the_one_given(paper: str, sheet: Sheet) -> None:
    later = replace(sheet, issued_at=sheet.issued_at + timedelta(days=1))
    with pikepdf.open(io.BytesIO(press(paper, later))) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20261124024100Z"


def test_papers_pressed_at_the_same_time_do_not_mix(receipt: ReceiptSheet) -> None:
    sheets = [replace(receipt, code=f"H41.12-261123-{n:04d}") for n in range(1, 9)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda sheet: press("ct04", sheet), sheets))
    assert together == [press("ct04", sheet) for sheet in sheets]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_somebody_typed_comes_out_as_typed(
    text: str, receipt: ReceiptSheet, confirmation: ConfirmationSheet, read: Read
) -> None:
    typed = replace(receipt, request=text, submitter=Person(full_name=text))
    assert read("receipt_01", typed).count(text) >= 2
    assert text in read("confirmation", replace(confirmation, submitter=text, agency=text))


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_a_reporter_typed_comes_out_as_typed(
    text: str, report: ReportSheet, read: Read
) -> None:
    row = Figures(number="01", label=text, values=(1, 1, 0, 0), depth=2)
    typed = replace(report, said=(Said(heading="Khác", text=text),), rows=(row,), restated=text)
    assert " ".join(read("report", typed).split()).count(" ".join(text.split())) >= 2


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_an_officer_typed_comes_out_as_typed(
    text: str, notice: NoticeSheet, read: Read
) -> None:
    typed = replace(notice, reasons=(text,), words=text)
    assert read("refusal_03", typed).count(text) >= 2


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_title_or_file_name_breaks_nothing(
    text: str, confirmation: ConfirmationSheet
) -> None:
    with pikepdf.open(
        io.BytesIO(press("confirmation", replace(confirmation, code=text, portal=text)))
    ) as pdf:
        assert str(pdf.docinfo.Title).endswith(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Buôn Kƀăn Жан", "Buôn Kƀăn Жан"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("李 An 😀", "□ An □"),
        ("An\u202enibor\u200b", "Annibor"),
        ("An\x00\x07\nBình", "An Bình"),
    ],
)
def test_a_letter_no_font_can_draw_never_costs_anybody_their_paper(
    typed: str, printed: str, receipt: ReceiptSheet, read: Read
) -> None:
    text = read("receipt_01", replace(receipt, request=typed))
    assert printed in " ".join(text.split())


def test_a_letter_drawn_in_two_parts_is_still_one_letter_to_whoever_reads_it_out(
    receipt: ReceiptSheet,
) -> None:
    pdf = press("receipt_01", replace(receipt, request="Y Bhĭm Kŏk"))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        drawing = opened.pages[0].Contents.read_bytes()
    assert b"/ActualText<FEFF012D>" in drawing
    assert b"/ActualText<FEFF014F>" in drawing


def test_only_a_paper_and_its_own_sheet_are_pressed(
    receipt: ReceiptSheet, confirmation: ConfirmationSheet
) -> None:
    with pytest.raises(UnknownPaper):
        press("receipt_99", receipt)
    with pytest.raises(UnknownPaper):
        press("../press", receipt)
    with pytest.raises(UnknownPaper):
        press("ct04", confirmation)


def test_a_preview_shows_every_page_as_a_picture(paper: str, sheet: Sheet) -> None:
    pages = preview(paper, sheet, ppi=20)
    assert len(pages) == 1
    assert pages[0].startswith(b"\x89PNG")
