"""Dates, times, money and sizes as people write them: Vietnamese first, the page's language else.

Days are days in Viet Nam; money is whole đồng. Every function is a Jinja filter of that name.
"""

from datetime import date, datetime, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import get_locale, gettext, ngettext

from portal import clock
from portal.domain.progress.catalogue import shipped

_DAY = {"vi": "dd/MM/yyyy", "en": "d MMMM y"}


def _language() -> str:
    return str(get_locale() or "vi")


def day(value: date | datetime) -> str:
    """Write a day: 05/12/2026 (5 December 2026 in English)."""
    on = clock.day(value) if isinstance(value, datetime) else value
    return format_date(on, _DAY.get(_language(), "long"), locale=_language())


def hour(value: datetime) -> str:
    """Write a time on the clock on the wall in Viet Nam: 09:41."""
    return f"{clock.local(value):%H:%M}"


def moment(value: datetime) -> str:
    """Write a moment: 09:41 ngày 05/12/2026."""
    return str(gettext("%(hour)s ngày %(day)s", hour=hour(value), day=day(value)))


def when(value: datetime) -> str:
    """Write a moment shortly: its time alone if it was today, else day and time."""
    return hour(value) if clock.day(value) == clock.today() else moment(value)


def dong(value: int) -> str:
    """Write an amount of money: 8.000 đồng."""
    return str(gettext("%(amount)s đồng", amount=number(value)))


def number(value: int | float) -> str:
    """Write a number: 1.234,5."""
    return format_decimal(value, locale=_language())


def size(value: int) -> str:
    """Write how big a file is, from its bytes: 62 MB, 1,4 MB, 310 KB."""
    megabytes = value / 1024**2
    if megabytes >= 10:
        return f"{number(round(megabytes))} MB"
    if megabytes >= 1:
        return f"{number(round(megabytes, 1))} MB"
    return f"{number(max(1, round(value / 1024)))} KB"


def days_left(value: date) -> str:
    """Say in words how far a due date is: còn 2 ngày, hôm nay, quá hạn 1 ngày."""
    left = (value - clock.today()) // timedelta(days=1)
    if left == 0:
        return str(gettext("hôm nay"))
    if left < 0:
        return str(ngettext("quá hạn %(num)s ngày", "quá hạn %(num)s ngày", -left))
    return str(ngettext("còn %(num)s ngày", "còn %(num)s ngày", left))


def level(code: str) -> str:
    """Say what a level of agencies (cấp) is called; one nobody foresaw goes by its code."""
    known = shipped()
    found = known.level_of(code)
    return code if found == "other" else known.levels[found].name.in_(_language())


_ALL = (day, hour, moment, when, dong, number, size, days_left, level)
FILTERS = {filter.__name__: filter for filter in _ALL}
