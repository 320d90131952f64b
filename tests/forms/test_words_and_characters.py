"""Numbers in words, and text made safe."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.amounts import LIMIT, in_words, written
from forms.characters import folded, many_lines, one_line
from forms.kinds import KINDS, Asked
from forms.kinds.numbers import MONEY
from tests.forms.kind_cases import CASES


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [
        (0, "không", "zero"),
        (5, "năm", "five"),
        (10, "mười", "ten"),
        (15, "mười lăm", "fifteen"),
        (21, "hai mươi mốt", "twenty-one"),
        (24, "hai mươi bốn", "twenty-four"),
        (55, "năm mươi lăm", "fifty-five"),
        (105, "một trăm linh năm", "one hundred and five"),
        (1005, "một nghìn không trăm linh năm", "one thousand five"),
        (8000, "tám nghìn", "eight thousand"),
        (20010, "hai mươi nghìn không trăm mười", "twenty thousand ten"),
        (1_000_000, "một triệu", "one million"),
        (
            1_234_567_890,
            "một tỷ hai trăm ba mươi bốn triệu năm trăm sáu mươi bảy nghìn tám trăm chín mươi",
            "one billion two hundred and thirty-four million five hundred and sixty-seven "
            "thousand eight hundred and ninety",
        ),
    ],
)
def test_amounts_are_said_as_people_say_them(number, vietnamese, english):
    assert in_words(number, "vi") == vietnamese
    assert in_words(number, "en") == english


def test_money_in_words_begins_like_a_sentence():
    assert MONEY.words(8000, "vi") == "Tám nghìn đồng"


@given(number=st.integers(0, LIMIT - 1))
def test_every_amount_can_be_said_and_written_and_read_again(number):
    case = next(case for case in CASES if case.kind == "money")
    asked = Asked(case.question, date(2026, 11, 23))
    assert in_words(number, "vi")
    assert KINDS["money"].parse(asked, written(number)) == number
    assert KINDS["money"].parse(asked, KINDS["money"].show(asked, number)) == number


@given(text=st.text())
def test_kept_text_is_composed_trimmed_and_all_to_be_seen(text):
    for kept in (one_line(text), many_lines(text)):
        assert kept == unicodedata.normalize("NFC", kept) == kept.strip()
        seen = kept.replace("\n", "")
        assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in seen)


@given(text=st.text())
def test_kept_text_is_kept_as_it_is(text):
    assert one_line(one_line(text)) == one_line(text)
    assert many_lines(many_lines(text)) == many_lines(text)


@given(text=st.text(alphabet="NguyễnVănÁnhĐỗệ "))
def test_decomposed_letters_are_the_same_letters(text):
    assert one_line(unicodedata.normalize("NFD", text)) == one_line(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("  NHẬP   hộ-khẩu!", "nhap ho khau"),
        ("Thừa Thiên – Huế", "thua thien hue"),
    ],
)
def test_folding_leaves_bare_words(text, bare):
    assert folded(text) == bare
