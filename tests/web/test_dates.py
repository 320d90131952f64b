"""Days as people type them; what no calendar has, or nobody means, is no day."""

from datetime import UTC, date, datetime

import pytest

from portal.web import dates


@pytest.mark.parametrize("text", ["29/02/2028", " 29-02-2028 ", "2028-02-29"])
def test_a_day_is_read_in_each_way_people_write_it(text: str) -> None:
    assert dates.day(text) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    ["", "29/02/2027", "30/02/2026", "0000-00-00", "0001-01-01", "01/01/0001", "31/12/9999"]
    + ["9999-12-31", "99999-01-01", "31/12/1900", "01/01/2200", "05/12/26", "9" * 5000, "a\ufffd"],
)
def test_what_is_no_day_anybody_means_is_none(text: str) -> None:
    assert dates.day(text) is None
    assert dates.minute(f"{text} 00:00") is None


def test_midnight_in_viet_nam_is_five_in_the_afternoon_before() -> None:
    before = datetime(2026, 12, 31, 17, tzinfo=UTC)
    for text in ("01/01/2027 00:00", "2027-01-01T00:00", "01-01-2027 00:00"):
        assert dates.minute(text) == before
    assert dates.minute("01/01/2027 24:00") is None


def test_a_month_is_its_first_day() -> None:
    assert dates.month("2026-12") == date(2026, 12, 1)
    for text in ("9999-12", "0001-01", "2026-13", "12/2026", ""):
        assert dates.month(text) is None
