"""Dossier codes: agency, day in Viet Nam, number of the day."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import codes

DAY = date(2026, 11, 23)


def test_the_first_dossier_of_a_day_has_four_digits() -> None:
    assert codes.format("H41.12", DAY, 1) == "H41.12-261123-0001"


def test_a_busy_day_widens_the_number_instead_of_starting_again() -> None:
    assert codes.format("H41", DAY, 9_999) == "H41-261123-9999"
    assert codes.format("H41", DAY, 10_000) == "H41-261123-10000"


@pytest.mark.parametrize(
    ("agency", "number"),
    [
        ("H41", 0),
        ("H41", -1),
        ("H41", 10_000_000),
        ("", 1),
        ("h41", 1),
        ("H41.", 1),
        ("X41", 1),
        ("H41-1", 1),
    ],
)
def test_a_code_that_could_not_be_read_back_is_never_written(agency: str, number: int) -> None:
    with pytest.raises(codes.CodeMalformed):
        codes.format(agency, DAY, number)


@given(
    agency=st.sampled_from(["H41", "H41.12", "H15.50.05.13", "G09.20", "000.00.12.H62"]),
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    number=st.integers(1, codes.LARGEST),
)
def test_every_code_written_reads_back(agency: str, day: date, number: int) -> None:
    code = codes.parse(codes.format(agency, day, number))
    assert (code.agency, code.day, code.number) == (agency, day, number)


@pytest.mark.parametrize(
    ("text", "agency", "day", "number"),
    [
        ("H15.50.05.13-261008-0975", "H15.50.05.13", date(2026, 10, 8), 975),
        ("000.00.12.H62-201105-0004", "000.00.12.H62", date(2020, 11, 5), 4),
        ("G09.20-20260609-0092637", "G09.20", date(2026, 6, 9), 92_637),
    ],
)
def test_codes_seen_in_use_are_read_and_kept_as_written(
    text: str, agency: str, day: date, number: int
) -> None:
    code = codes.parse(text)
    assert (code.agency, code.day, code.number) == (agency, day, number)
    assert str(code) == text


@pytest.mark.parametrize(
    "typed", [" h41.12-261123-0007 ", "H41.12–261123—0007", "H41.12 - 261123 - 0007"]
)
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert str(codes.parse(typed)) == "H41.12-261123-0007"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H41",
        "H41-261123",
        "H41-261123-007",
        "H41-261123-12345678",
        "H41-260231-0001",
        "H41-261323-0001",
        "H41-00000101-0001",
        "H41-261123-0001x",
        "H41-261123-٠٠٠١",
        "' OR 1=1 --",
        "H41-261123-0001\x00",
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(codes.CodeMalformed):
        codes.parse(text)


@given(st.text(alphabet=string.printable + "–٠ÀĐ", max_size=40))
def test_no_text_makes_parsing_fail_in_another_way(text: str) -> None:
    try:
        assert codes.PATTERN.fullmatch(str(codes.parse(text)))
    except codes.CodeMalformed as refusal:
        assert str(refusal) in {"pattern", "day"}
