"""Due dates, worked by hand from the rules; docs/rules.md names their sources."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal import clock
from portal.domain.calendar_seed import seed
from portal.domain.deadlines import (
    Course,
    Extension,
    Pause,
    Standing,
    Term,
    TermInvalid,
    Unit,
    answer_by,
    current_due,
    due,
    standing,
)

CALENDAR = seed(2025, 2028)
MORNING = replace(CALENDAR, weekly=(*CALENDAR.weekly[:5], ((time(7), time(11, 30)),), ()))


def at(text: str) -> datetime:
    """A moment on the clock on the wall in Viet Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.VN).astimezone(UTC)


def wall(moment: datetime) -> str:
    """The same, the other way."""
    assert moment.tzinfo is UTC
    return clock.local(moment).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("quantity", "received", "expected"),
    [
        # Day 1 is the day after the event (Civil Code, Điều 147): Monday + 3 working days.
        (3, "2026-11-16 09:00", "2026-11-19 17:00"),
        (1, "2026-11-16 07:00", "2026-11-17 17:00"),
        # Over a weekend, and over 24/11 (Ngày Văn hóa Việt Nam), a Tuesday.
        (7, "2026-11-19 10:00", "2026-12-01 17:00"),
        # After closing on Friday it counts as come on Monday morning.
        (1, "2026-11-13 17:30", "2026-11-17 17:00"),
        # Over Tết 2026 (16–20/2).
        (1, "2026-02-13 09:00", "2026-02-23 17:00"),
        # Saturday 22/08/2026 is worked in place of Monday 31/08: it is day 1.
        (1, "2026-08-21 09:00", "2026-08-22 17:00"),
        (5, "2026-08-27 09:00", "2026-09-08 17:00"),
        # Half a day ends with the morning.
        ("0.5", "2026-11-16 09:00", "2026-11-17 11:30"),
        ("7.5", "2026-11-02 09:00", "2026-11-12 11:30"),
    ],
)
def test_working_days(quantity: int | str, received: str, expected: str) -> None:
    assert wall(due(CALENDAR, Term.of(quantity, "working_day"), at(received))) == expected


@pytest.mark.parametrize(
    ("hours", "received", "expected"),
    [
        ("8", "2026-11-16 09:00", "2026-11-17 09:00"),
        # Before opening it starts at 07:00; at lunch, at 13:30; after closing, the next morning.
        ("2", "2026-11-16 05:15", "2026-11-16 09:00"),
        ("2", "2026-11-16 12:00", "2026-11-16 15:30"),
        ("2", "2026-11-16 17:00", "2026-11-17 09:00"),
        ("2", "2026-11-14 10:00", "2026-11-16 09:00"),
        # Lunch is not worked; a term that fills the morning ends with it.
        ("4.5", "2026-11-16 07:00", "2026-11-16 11:30"),
        ("5", "2026-11-16 07:00", "2026-11-16 14:00"),
        ("7.5", "2026-11-16 07:00", "2026-11-16 16:30"),
    ],
)
def test_working_hours(hours: str, received: str, expected: str) -> None:
    assert wall(due(CALENDAR, Term.of(hours, "working_hour"), at(received))) == expected


@pytest.mark.parametrize(
    ("term", "received", "expected"),
    [
        # Calendar days, but not ending on a Sunday, a holiday, or a whole Tết.
        (("10", "day"), "2026-11-02 09:00", "2026-11-12 17:00"),
        (("6", "day"), "2026-11-16 09:00", "2026-11-23 17:00"),
        (("7", "day"), "2026-11-17 09:00", "2026-11-25 17:00"),
        (("10", "day"), "2026-02-06 09:00", "2026-02-23 17:00"),
        (("7.5", "day"), "2026-11-02 09:00", "2026-11-10 17:00"),
        # The same day of the month, or the month's last day (Civil Code, Điều 148).
        (("1", "month"), "2026-03-16 09:00", "2026-04-16 17:00"),
        (("1", "month"), "2026-03-31 09:00", "2026-05-04 17:00"),
        (("1", "month"), "2027-01-29 09:00", "2027-03-01 17:00"),
        (("13", "month"), "2026-11-30 09:00", "2027-12-30 17:00"),
        (("1.5", "month"), "2026-06-01 09:00", "2026-07-16 17:00"),
    ],
)
def test_calendar_days_and_months(term: tuple[str, str], received: str, expected: str) -> None:
    assert wall(due(CALENDAR, Term.of(*term), at(received))) == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        # Civil status: the same day; after 15:00 the next working day, never "+24 h".
        ("2026-11-16 08:00", "2026-11-16 17:00"),
        ("2026-11-16 15:00", "2026-11-16 17:00"),
        ("2026-11-16 15:01", "2026-11-17 17:00"),
        ("2026-11-20 15:01", "2026-11-23 17:00"),
        ("2026-11-20 20:00", "2026-11-23 17:00"),
        ("2026-11-21 09:00", "2026-11-23 17:00"),
        ("2026-11-23 15:01", "2026-11-25 17:00"),
    ],
)
def test_a_same_day_duty_has_a_cut_off(received: str, expected: str) -> None:
    term = Term.of(1, "working_day", cut_off="15:00")
    assert wall(due(CALENDAR, term, at(received))) == expected


def test_the_cut_off_is_data() -> None:
    late = at("2026-11-16 15:30")
    assert wall(due(CALENDAR, Term.of(1, "working_day", "16:00"), late)) == "2026-11-16 17:00"


def test_a_saturday_morning_closes_at_noon() -> None:
    term = Term.of(1, "working_day")
    assert wall(due(MORNING, term, at("2026-11-20 09:00"))) == "2026-11-21 11:30"


@pytest.mark.parametrize(
    ("submitted", "expected"),
    [
        ("2026-11-16 09:30", "2026-11-17 09:30"),
        ("2026-11-20 21:00", "2026-11-23 17:00"),
        ("2026-11-23 16:00", "2026-11-25 16:00"),
    ],
)
def test_an_online_dossier_is_answered_within_eight_working_hours(
    submitted: str, expected: str
) -> None:
    assert wall(answer_by(CALENDAR, at(submitted))) == expected


@pytest.mark.parametrize(
    ("quantity", "unit", "cut_off", "rule"),
    [
        (0, "working_day", None, "quantity"),
        (-1, "day", None, "quantity"),
        ("NaN", "day", None, "quantity"),
        ("Infinity", "day", None, "quantity"),
        (3_001, "day", None, "quantity"),
        ("0.25", "working_day", None, "halves"),
        ("1.5", "working_day", "15:00", "cut_off"),
        (1, "day", "15:00", "cut_off"),
        ("ba", "day", None, "unreadable"),
        (1, "ngày", None, "unreadable"),
        (1, "working_day", "3 giờ chiều", "unreadable"),
    ],
)
def test_a_term_nobody_could_count_is_refused(
    quantity: int | str, unit: str, cut_off: str | None, rule: str
) -> None:
    with pytest.raises(TermInvalid) as caught:
        Term.of(quantity, unit, cut_off)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    "term", [Term.of("7.5", "day"), Term.of(1, "working_day", "15:00"), Term.of(8, "working_hour")]
)
def test_a_term_survives_being_stored(term: Term) -> None:
    assert Term.of(**term.to_data()) == term


def course(*pauses: Pause, extensions: tuple[Extension, ...] = ()) -> Course:
    """What happened to a term in working days."""
    return Course(Unit.WORKING_DAY, pauses, extensions)


ORIGINAL = at("2026-11-19 17:00")
NOW = at("2026-12-18 09:00")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # Two whole working days lost.
        ("2026-11-17 09:00", "2026-11-19 09:00", "2026-11-23 17:00"),
        # Some hours lost: the day on which they are made up closes.
        ("2026-11-17 09:00", "2026-11-17 10:00", "2026-11-20 17:00"),
        # A weekend is no working time.
        ("2026-11-17 17:00", "2026-11-18 06:00", "2026-11-19 17:00"),
        # Late stays late: the clock was not running any more.
        ("2026-11-20 09:00", "2026-11-25 09:00", "2026-11-19 17:00"),
    ],
)
def test_the_due_date_moves_by_the_working_time_a_supplement_took(
    start: str, end: str, expected: str
) -> None:
    happened = course(Pause(at(start), at(end)))
    assert wall(current_due(CALENDAR, ORIGINAL, happened, NOW)) == expected


def test_while_the_clock_stands_the_due_date_moves_with_the_day() -> None:
    happened = course(Pause(at("2026-11-17 09:00")))
    first = current_due(CALENDAR, ORIGINAL, happened, at("2026-11-18 09:00"))
    second = current_due(CALENDAR, ORIGINAL, happened, at("2026-11-19 09:00"))
    assert (wall(first), wall(second)) == ("2026-11-20 17:00", "2026-11-23 17:00")


def test_two_pauses_are_added_and_an_overlap_is_counted_once() -> None:
    one = Pause(at("2026-11-16 07:00"), at("2026-11-17 07:00"))
    two = Pause(at("2026-11-18 07:00"), at("2026-11-19 07:00"))
    within = Pause(at("2026-11-16 08:00"), at("2026-11-16 17:00"))
    assert wall(current_due(CALENDAR, ORIGINAL, course(two, one), NOW)) == "2026-11-23 17:00"
    assert wall(current_due(CALENDAR, ORIGINAL, course(one, within), NOW)) == "2026-11-20 17:00"


def test_a_term_in_hours_moves_to_the_minute() -> None:
    happened = Course(Unit.WORKING_HOUR, (Pause(at("2026-11-16 10:00"), at("2026-11-16 11:00")),))
    original = at("2026-11-17 09:00")
    assert wall(current_due(CALENDAR, original, happened, NOW)) == "2026-11-17 10:00"


def test_an_extension_sets_a_new_date_and_later_pauses_move_that() -> None:
    promised = Extension(at("2026-11-19 09:00"), due=at("2026-11-25 17:00"))
    asked = Pause(at("2026-11-20 07:00"), at("2026-11-20 17:00"))
    extended = course(extensions=(promised,))
    assert wall(current_due(CALENDAR, ORIGINAL, extended, NOW)) == "2026-11-25 17:00"
    both = course(asked, extensions=(promised,))
    assert wall(current_due(CALENDAR, ORIGINAL, both, NOW)) == "2026-11-26 17:00"


def test_an_extension_never_makes_the_date_earlier() -> None:
    earlier = Extension(at("2026-11-17 09:00"), due=at("2026-11-18 17:00"))
    assert current_due(CALENDAR, ORIGINAL, course(extensions=(earlier,)), NOW) == ORIGINAL


def test_what_begins_later_than_now_has_not_happened() -> None:
    happened = course(Pause(at("2026-11-18 07:00")))
    assert current_due(CALENDAR, ORIGINAL, happened, at("2026-11-17 09:00")) == ORIGINAL


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-16 09:00", Standing(overdue=False, days=3)),
        ("2026-11-14 09:00", Standing(overdue=False, days=4)),
        ("2026-11-19 16:59", Standing(overdue=False, days=0)),
        ("2026-11-19 18:00", Standing(overdue=True, days=0)),
        ("2026-11-20 08:00", Standing(overdue=True, days=1)),
        ("2026-11-22 08:00", Standing(overdue=True, days=1)),
        ("2026-11-25 08:00", Standing(overdue=True, days=3)),
    ],
)
def test_days_left_and_overdue_are_working_days(now: str, expected: Standing) -> None:
    assert standing(CALENDAR, ORIGINAL, at(now)) == expected


def test_a_dossier_taken_on_new_years_eve_crosses_into_a_year_still_a_guess() -> None:
    received = at("2026-12-31 16:00")
    promised = due(CALENDAR, Term.of(1, "working_day"), received)
    assert wall(promised) == "2027-01-04 17:00"
    assert not CALENDAR.approved(clock.day(received), clock.day(promised))
    assert date(2027, 1, 1) + timedelta(days=3) == clock.day(promised)
