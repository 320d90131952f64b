"""The declaration: every answer on it, marked as a draft until it is handed in."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.papers.press import press
from portal.papers.sheets import DeclarationSheet, Declared, DeclaredSection, Sheet

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


def test_nothing_typed_is_a_command(declaration: DeclarationSheet, read: Read) -> None:
    typed = '#panic("x") $x$ *b* <nhãn> = tiêu đề'
    said = DeclaredSection(title=typed, answers=(Declared(label=typed, lines=(typed,)),))
    sheet = replace(declaration, sections=(said,), title=typed, agency=typed, submitter=typed)
    assert read("declaration", sheet).count(typed) >= 4
    assert press("declaration", sheet).startswith(b"%PDF-")
