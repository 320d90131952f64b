"""The declaration: every answer on it, marked as a draft until it is handed in."""

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from forms.display import sections
from forms.kinds.vietqr import Transfer, payload
from forms.schema import Context, check
from portal.papers import declaring
from portal.papers.press import press, preview
from portal.papers.sheets import DeclarationSheet, Declared, DeclaredSection, Sheet
from tests.forms import little
from tests.papers.test_press import structure

ACCOUNT = """
      - name: account
        kind: bank_account
        label: {vi: Tài khoản nhận tiền, en: Account}
        holder: none
"""
Read = Callable[[str, Sheet], str]


@pytest.mark.parametrize(
    "words",
    [
        "Tờ khai đăng ký khai sinh",
        "Kính gửi Ủy ban nhân dân xã Bạch Ngọc",
        "Mã hồ sơ H41.12-261123-0007",
        "09 giờ 41 phút, thứ Hai, ngày 23 tháng 11 năm 2026",
        "Họ và tên Trần Gia Hân",
        "Tám nghìn đồng",
        "Ghi chú Không khai",
        "Giấy chứng sinh IMG_0012.jpg",
        "NGƯỜI KHAI",
    ],
)
def test_a_declaration_says_all_that_was_declared(
    words: str, declaration: DeclarationSheet, read: Read
) -> None:
    assert words in " ".join(read("declaration", declaration).split())


def test_a_draft_says_on_its_page_that_it_is_one_and_has_no_code(
    declaration: DeclarationSheet, read: Read
) -> None:
    draft = replace(declaration, submitted_at=None, code="", link="", content_hash="")
    text = " ".join(read("declaration", draft).split())
    assert "Bản nháp, chưa nộp" in text and "Ghi chú Chưa khai" in text
    assert "Mã hồ sơ" not in text


def test_answers_longer_than_a_page_and_a_hundred_entries_all_stand_on_it(
    declaration: DeclarationSheet, read: Read
) -> None:
    words = tuple(f"dòng thứ {number} của câu trả lời rất dài" for number in range(150))
    long = DeclaredSection(title="Dài", answers=(Declared(label="Kể lại", lines=words),))
    many = tuple(
        DeclaredSection(
            title=f"Thành viên: {n}", answers=(Declared(label="Tên", lines=(f"T{n}",)),)
        )
        for n in range(1, 101)
    )
    text = read("declaration", replace(declaration, sections=(long, *many)))
    assert all(f"dòng thứ {number} của" in text for number in range(150))
    assert all(f"T{number}" in text for number in range(1, 101))


def test_an_account_has_the_code_of_a_transfer_to_it_beside_it(
    declaration: DeclarationSheet,
) -> None:
    answers = {**little.GOOD, "account": {"bank": "970436", "number": "0011012345678"}}
    context = Context("usual", little.TODAY)
    form = little.form(ACCOUNT)
    shown = sections(form, check(form, answers, context), context)
    declared = declaring.sections(form, shown)
    sheet = replace(declaration, link="", sections=declared)
    assert _scanned(sheet) == [payload(Transfer("970436", "0011012345678"))]
    (account,) = declared[-1].answers
    assert _pictures(sheet) == [f"Mã VietQR để chuyển khoản {account.lines[0]}"]
    without = replace(declaration, link="")
    assert _scanned(without) == _pictures(without) == []


def _scanned(sheet: DeclarationSheet) -> list[str]:
    """What a telephone reads from the codes on a paper's first page."""
    page = Image.open(io.BytesIO(preview("declaration", sheet)[0]))
    return [code.text for code in zxingcpp.read_barcodes(page.convert("L"))]


def _pictures(sheet: DeclarationSheet) -> list[str]:
    """What somebody who cannot see the pictures of a paper is told of them."""
    with pikepdf.open(io.BytesIO(press("declaration", sheet))) as pdf:
        return [str(element.Alt) for element in structure(pdf) if element.S == "/Figure"]


def test_nothing_typed_is_a_command(declaration: DeclarationSheet, read: Read) -> None:
    typed = '#panic("x") $x$ *b* <nhãn> = tiêu đề'
    said = DeclaredSection(title=typed, answers=(Declared(label=typed, lines=(typed,)),))
    sheet = replace(declaration, sections=(said,), title=typed, agency=typed, submitter=typed)
    assert read("declaration", sheet).count(typed) >= 4
    assert press("declaration", sheet).startswith(b"%PDF-")
