"""A working calendar as an administrator writes it: one line a day, and back."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import time
from typing import TypeVar

from flask_babel import gettext as _

from portal.domain.calendar import Calendar, CalendarInvalid, DayOff, Hours, MakeUpDay, Year
from portal.domain.calendar_differences import spans
from portal.web import dates

WEEK = tuple(f"day{number}" for number in range(7))
FIELDS = ("name", *WEEK, "off", "made_up", "years")
_DAY = r"(\d{1,2}[/-]\d{1,2}[/-]\d{4})"
_OFF = re.compile(rf"{_DAY}\s*(.*)")
_MADE_UP = re.compile(rf"{_DAY}(?:\s+thay\s+{_DAY})?\s*(.*)")
_YEAR = re.compile(r"(\d{4})\s+(đã công bố|dự kiến)\s*:?\s*(.*)")
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")
_NAME = re.compile(r"[a-z][a-z0-9-]{1,29}")
T = TypeVar("T")


class NotACalendar(Exception):
    """What cannot be read: a sentence by field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(errors)
        self.errors = dict(errors)


def written(calendar: Calendar) -> dict[str, str]:
    """Write a calendar out, field by field."""
    return {
        "name": calendar.name,
        **{name: spans(hours) for name, hours in zip(WEEK, calendar.weekly, strict=True)},
        "off": "\n".join(f"{one.day:%d/%m/%Y} {one.note}".rstrip() for one in calendar.days_off),
        "made_up": "\n".join(_made_up(one) for one in calendar.make_up_days),
        "years": "\n".join(_year(one) for one in calendar.years),
    }


def read(values: Mapping[str, str], version: int) -> Calendar:
    """Read a calendar that was made from ``version`` of its name.

    :raises NotACalendar: naming the first wrong line of each field.
    """
    errors: dict[str, str] = {}
    weekly = tuple(_hours(values, name, errors) for name in WEEK)
    off = tuple(_lines(values, "off", _off_of, errors))
    made_up = tuple(_lines(values, "made_up", _made_up_of, errors))
    years = tuple(_lines(values, "years", _year_of, errors))
    if not _NAME.fullmatch(values.get("name", "")):
        errors["name"] = _("Tên lịch gồm chữ thường không dấu, số và gạch nối, ví dụ vn-thu-bay")
    if errors:
        raise NotACalendar(errors)
    try:
        return Calendar(values["name"], version, weekly, off, made_up, years)
    except CalendarInvalid as error:
        raise NotACalendar(dict([_invalid(error)])) from error


def _invalid(error: CalendarInvalid) -> tuple[str, str]:
    said = {
        "week": ("day0", _("Tuần phải có ít nhất một ngày làm việc")),
        "hours": ("day0", _("Giờ làm việc phải nối tiếp nhau: %(at)s", at=error.detail)),
        "day_twice": ("off", _("Một ngày được ghi hai lần: %(at)s", at=error.detail)),
        "off_and_working": ("off", _("Ngày vừa nghỉ vừa làm bù: %(at)s", at=error.detail)),
    }
    without = _("Ngày làm bù không có giờ làm việc: %(at)s", at=error.detail)
    return said.get(error.rule, ("made_up", without))


def _made_up(one: MakeUpDay) -> str:
    instead = f" thay {one.instead_of:%d/%m/%Y}" if one.instead_of else ""
    return f"{one.day:%d/%m/%Y}{instead} {one.note}".rstrip()


def _year(one: Year) -> str:
    return f"{one.year} {'đã công bố' if one.approved else 'dự kiến'}: {one.source}".rstrip()


def _hours(values: Mapping[str, str], name: str, errors: dict[str, str]) -> Hours:
    found = []
    for part in filter(None, (each.strip() for each in values.get(name, "").split(","))):
        match = _SPAN.fullmatch(part)
        try:
            a, b, c, d = (int(each) for each in match.groups()) if match else (99, 0, 0, 0)
            found.append((time(a, b), time(c, d)))
        except ValueError:
            errors[name] = _("Ghi giờ như 07:00-11:30, 13:30-17:00; để trống nếu nghỉ")
    return tuple(found)


def _lines(
    values: Mapping[str, str], name: str, of: Callable[[str], T | None], errors: dict[str, str]
) -> Iterator[T]:
    for number, line in enumerate(values.get(name, "").splitlines(), start=1):
        if not line.strip():
            continue
        found = of(line.strip())
        if found is not None:
            yield found
            continue
        said = _("Dòng %(number)s chưa đọc được: %(line)s", number=number, line=line.strip())
        errors.setdefault(name, said)


def _off_of(line: str) -> DayOff | None:
    match = _OFF.fullmatch(line)
    day = dates.day(match[1]) if match else None
    return DayOff(day, match[2]) if match and day else None


def _made_up_of(line: str) -> MakeUpDay | None:
    match = _MADE_UP.fullmatch(line)
    day = dates.day(match[1]) if match else None
    if match is None or day is None:
        return None
    instead = dates.day(match[2]) if match[2] else None
    return None if match[2] and instead is None else MakeUpDay(day, instead, match[3])


def _year_of(line: str) -> Year | None:
    match = _YEAR.fullmatch(line)
    return Year(int(match[1]), match[2] == "đã công bố", match[3]) if match else None
