"""Moments and money as papers write them."""

from datetime import UTC, datetime

import pytest

from portal.papers import wording


@pytest.mark.parametrize(
    ("dong", "written"),
    [
        (0, "0 đồng"),
        (8_000, "8.000 đồng"),
        (1_234_567, "1.234.567 đồng"),
    ],
)
def test_money_has_dots_between_thousands(dong: int, written: str) -> None:
    assert wording.money(dong) == written


def test_a_moment_is_written_as_on_the_wall_in_viet_nam() -> None:
    assert wording.moment(datetime(2026, 11, 28, 17, 30, tzinfo=UTC)) == {
        "full": "00 giờ 30 phút, Chủ nhật, ngày 29 tháng 11 năm 2026",
        "short": "00:30 ngày 29/11/2026",
        "day": "ngày 29 tháng 11 năm 2026",
    }


def test_a_moment_in_english_has_its_month_in_words() -> None:
    assert wording.moment(datetime(2026, 12, 5, 2, 41, tzinfo=UTC), "en") == {
        "full": "09:41, Saturday 5 December 2026",
        "short": "09:41 on 5 December 2026",
        "day": "5 December 2026",
    }
