"""Dates, times, money and sizes as people write them."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from portal import clock
from portal.web import formats
from tests.web.gallery.app import create_gallery

EVENING = datetime(2026, 12, 4, 18, 41, tzinfo=UTC)


@pytest.fixture(scope="module")
def app() -> Flask:
    """The gallery's app."""
    return create_gallery()


@pytest.fixture
def vietnamese(app: Flask) -> Iterator[None]:
    """A request for a Vietnamese page."""
    with app.test_request_context("/"):
        yield


@pytest.fixture
def english(app: Flask) -> Iterator[None]:
    """A request for an English page."""
    with app.test_request_context("/?lang=en"):
        yield


WRITTEN: list[tuple[Callable[..., str], object, str]] = [
    (formats.day, date(2026, 12, 5), "05/12/2026"),
    (formats.day, EVENING, "05/12/2026"),
    (formats.hour, EVENING, "01:41"),
    (formats.moment, EVENING, "01:41 ngày 05/12/2026"),
    (formats.dong, 8000, "8.000 đồng"),
    (formats.dong, 0, "0 đồng"),
    (formats.number, 1234.5, "1.234,5"),
    (formats.size, 62 * 1024**2, "62 MB"),
    (formats.size, int(1.4 * 1024**2), "1,4 MB"),
    (formats.size, 317_440, "310 KB"),
    (formats.size, 3, "1 KB"),
]


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(("write", "value", "text"), WRITTEN)
def test_values_are_written_as_vietnamese_people_write_them(
    write: Callable[..., str], value: object, text: str
) -> None:
    assert write(value) == text


@pytest.mark.usefixtures("english")
def test_an_english_page_names_the_month_so_that_nobody_takes_the_day_for_it() -> None:
    assert formats.moment(EVENING) == "01:41 on 5 December 2026"


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(
    ("days", "words"),
    [(2, "còn 2 ngày"), (1, "còn 1 ngày"), (0, "hôm nay"), (-1, "quá hạn 1 ngày")],
)
def test_a_due_date_is_said_in_days(days: int, words: str) -> None:
    assert formats.days_left(clock.today() + timedelta(days=days)) == words


@pytest.mark.usefixtures("vietnamese")
def test_something_of_today_is_told_by_its_time_alone() -> None:
    with clock.at(lambda: EVENING + timedelta(hours=2)):
        assert formats.when(EVENING) == "01:41"
    with clock.at(lambda: EVENING + timedelta(days=1)):
        assert formats.when(EVENING) == "01:41 ngày 05/12/2026"


def test_a_level_of_agencies_has_a_name_and_an_unforeseen_one_its_code(vietnamese: None) -> None:
    assert formats.level("commune") == "Ủy ban nhân dân xã, phường, đặc khu"
    assert formats.level("province_justice") == "Sở và tương đương"
    assert formats.level("house_of_wonders") == "house_of_wonders"


def test_a_level_of_agencies_is_named_in_english(english: None) -> None:
    assert formats.level("commune_police") == "Commune-level police"
