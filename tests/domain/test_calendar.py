"""The working calendar: a value with a hash, seeded for Viet Nam."""

from dataclasses import replace
from datetime import date, time

import pytest

from portal.domain.calendar import Calendar, CalendarInvalid, DayOff, MakeUpDay, Year
from portal.domain.calendar_seed import seed

SEEDED = seed(2025, 2028)

# What the Government had announced for 2026 (weekends left out but for Giỗ Tổ, a Sunday).
OFF_IN_2026 = (
    "2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-26 "
    "2026-04-27 2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 2026-11-24"
).split()
OFF_IN_2027 = (
    "2027-01-01 2027-02-04 2027-02-05 2027-02-06 2027-02-07 2027-02-08 2027-02-09 2027-02-10 "
    "2027-04-16 2027-04-30 2027-05-01 2027-05-03 2027-09-02 2027-09-03 2027-11-24"
).split()


@pytest.mark.parametrize(("year", "days"), [(2026, OFF_IN_2026), (2027, OFF_IN_2027)])
def test_the_seed_has_the_known_days_off_and_no_others(year: int, days: list[str]) -> None:
    assert [str(d.day) for d in SEEDED.days_off if d.day.year == year] == days


@pytest.mark.parametrize(
    ("saturday", "instead_of"),
    [("2025-04-26", "2025-05-02"), ("2026-01-10", "2026-01-02"), ("2026-08-22", "2026-08-31")],
)
def test_a_swapped_saturday_is_worked_in_place_of_its_day_off(
    saturday: str, instead_of: str
) -> None:
    made_up = {entry.day: entry for entry in SEEDED.make_up_days}[date.fromisoformat(saturday)]
    assert made_up.instead_of == date.fromisoformat(instead_of)
    assert SEEDED.works(made_up.day)
    assert not SEEDED.works(made_up.instead_of)


def test_every_day_off_says_why() -> None:
    assert all(entry.note for entry in SEEDED.days_off)
    notes = {str(entry.day): entry.note for entry in SEEDED.days_off}
    assert notes["2026-11-24"] == "Ngày Văn hóa Việt Nam"


def test_a_year_nobody_has_announced_is_not_approved() -> None:
    assert {y.year: y.approved for y in SEEDED.years} == {
        2025: True,
        2026: True,
        2027: False,
        2028: False,
    }
    assert SEEDED.approved(date(2025, 1, 2), date(2026, 12, 31))
    assert not SEEDED.approved(date(2026, 12, 28), date(2027, 1, 4))


def test_a_year_outside_the_calendar_is_not_approved() -> None:
    assert not SEEDED.approved(date(2031, 1, 1), date(2031, 1, 2))


def test_a_make_up_saturday_has_the_hours_of_the_day_it_replaces() -> None:
    short = ((time(8), time(12)),)
    weekly = (*SEEDED.weekly[:4], short, (), ())
    calendar = replace(
        SEEDED,
        weekly=weekly,
        make_up_days=(MakeUpDay(date(2026, 1, 10), instead_of=date(2026, 1, 2)),),
    )
    assert calendar.hours(date(2026, 1, 10)) == short


def test_a_calendar_survives_its_json() -> None:
    assert Calendar.from_json(SEEDED.to_json()) == SEEDED
    assert Calendar.from_data(SEEDED.to_data()) == SEEDED


def test_the_hash_does_not_depend_on_the_order_of_entries() -> None:
    turned = replace(SEEDED, days_off=SEEDED.days_off[::-1], make_up_days=SEEDED.make_up_days[::-1])
    assert turned.hash == SEEDED.hash


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"name": "H41"},
        {"days_off": SEEDED.days_off[1:]},
        {"make_up_days": ()},
        {"weekly": (((time(7, 30), time(11, 30)),),) * 5 + ((), ())},
        {"years": (Year(2027, approved=True),)},
    ],
)
def test_any_change_changes_the_hash(change: dict[str, object]) -> None:
    assert replace(SEEDED, **change).hash != SEEDED.hash


def test_seeding_again_gives_the_same_calendar() -> None:
    assert seed(2025, 2028).hash == SEEDED.hash


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("week", {"weekly": ((),) * 7}),
        ("week", {"weekly": SEEDED.weekly[:5]}),
        ("hours", {"weekly": (((time(11), time(7)),),) + SEEDED.weekly[1:]}),
        ("hours", {"weekly": (((time(7), time(12)), (time(11), time(17))),) + SEEDED.weekly[1:]}),
        ("day_twice", {"days_off": (DayOff(date(2026, 1, 1)), DayOff(date(2026, 1, 1), "Tết"))}),
        ("off_and_working", {"make_up_days": (MakeUpDay(date(2026, 1, 1)),)}),
        (
            "make_up_without_hours",
            {"make_up_days": (MakeUpDay(date(2026, 3, 7), instead_of=date(2026, 3, 8)),)},
        ),
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(rule: str, parts: dict[str, object]) -> None:
    with pytest.raises(CalendarInvalid) as caught:
        replace(SEEDED, **parts)
    assert caught.value.rule == rule


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", b"\xff", SEEDED.to_json()[:-9]])
def test_json_that_is_no_calendar_is_refused(text: bytes | str) -> None:
    with pytest.raises(CalendarInvalid, match="unreadable"):
        Calendar.from_json(text)


def test_a_refusal_names_the_day() -> None:
    with pytest.raises(CalendarInvalid, match="off_and_working: 2026-01-01"):
        replace(SEEDED, make_up_days=(MakeUpDay(date(2026, 1, 1)),))
