"""The mapping tables of the ministry's dialect, both ways, and its three ways to write a moment."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.agencies.ministry import moments, tables
from connectors.agencies.ministry.tables import Format
from connectors.messages import NewsKind, State

FIELDS = sorted(tables.DATES)
MOMENTS = st.datetimes(
    datetime(1901, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC)
) | st.datetimes(
    datetime(1901, 1, 2),
    datetime(2199, 12, 30),
    timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)
AT = datetime(2026, 6, 8, 18, 30, 5, 250_999, UTC)
WRITTEN = {
    Format.COMPACT: "20260609013005",
    Format.SPACED: "2026-06-09 01:30:05",
    Format.ISO: "2026-06-08T18:30:05.250Z",
}


def test_every_state_has_one_code_and_every_code_one_state():
    assert set(tables.STATES.values()) == set(State)
    assert len(tables.CODES) == len(tables.STATES)
    assert all(tables.STATES[code] is state for state, code in tables.CODES.items())


def test_every_state_says_something_else():
    assert set(tables.KINDS) == set(State)
    assert len(set(tables.KINDS.values())) == len(tables.KINDS)
    wordless = {NewsKind.NOTE, NewsKind.MESSAGE, NewsKind.UNKNOWN}
    assert not set(tables.KINDS.values()) & wordless


@given(st.text(max_size=4))
def test_a_code_that_is_not_in_the_table_is_no_state(code):
    assert (code in tables.STATES) == (code in {str(number) for number in range(1, 11)})


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_written_in_its_own_way(field):
    assert moments.write(field, AT) == WRITTEN[tables.DATES[field]]


def test_the_fields_of_the_create_call_are_not_written_alike():
    assert tables.DATES["NgayNop"] is Format.SPACED
    assert tables.DATES["NgaySinh"] is Format.COMPACT
    assert tables.DATES["ThoiDiemXuLy"] is Format.ISO


@given(st.sampled_from(FIELDS), MOMENTS)
def test_what_is_written_is_read_again(field, moment):
    kept = timedelta(milliseconds=1) if tables.DATES[field] is Format.ISO else timedelta(seconds=1)
    read = moments.read(field, moments.write(field, moment))
    assert timedelta(0) <= moment - read < kept


@given(st.sampled_from(FIELDS), st.sampled_from(FIELDS), MOMENTS)
def test_a_moment_written_another_fields_way_means_the_same(field, other, moment):
    written = moments.write(other, moment)
    assert moments.read(field, written) == moments.read(other, written)


@given(st.dates(date(1901, 1, 2), date(2199, 12, 30)))
def test_a_birthday_is_the_moment_it_begins(day):
    assert moments.write_day("NgaySinh", day) == f"{day:%Y%m%d}000000"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-06-09T08:15:30.123", datetime(2026, 6, 9, 1, 15, 30, 123_000, UTC)),
        ("2026-06-09T08:15:30.123+07:00", datetime(2026, 6, 9, 1, 15, 30, 123_000, UTC)),
        ("2026-06-09T01:15:30Z", datetime(2026, 6, 9, 1, 15, 30, tzinfo=UTC)),
        (" 20260609081530 ", datetime(2026, 6, 9, 1, 15, 30, tzinfo=UTC)),
    ],
)
def test_iso_moments_are_read_with_their_offset_or_as_local_time(text, read):
    assert moments.read("ThoiDiemXuLy", text) == read


@pytest.mark.parametrize(
    "text",
    ["", "20260609", "2026-06-09", "09/06/2026 08:15:30", "20261309081530", "2026-02-30 00:00:00"]
    + ["202606090815300", "00010101000000", "２０２６０６０９０８１５３０", "20260609 81530"],
)
def test_anything_else_is_no_moment(text):
    with pytest.raises(ValueError):
        moments.read("NgayNop", text)


@given(st.text(max_size=30))
def test_whatever_comes_is_a_moment_or_is_refused(text):
    try:
        assert moments.read("ThoiDiemXuLy", text).tzinfo is UTC
    except ValueError:
        pass


def test_local_days_begin_at_midnight_in_viet_nam():
    assert moments.local_day(datetime(2026, 6, 8, 16, 59, 59, tzinfo=UTC)) == date(2026, 6, 8)
    assert moments.local_day(datetime(2026, 6, 8, 17, tzinfo=UTC)) == date(2026, 6, 9)
