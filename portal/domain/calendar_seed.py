"""A first working calendar for Viet Nam, for an administrator to check, correct and approve.

Source: Bộ luật Lao động 2019, Điều 112, as the `holidays` package computes it; 24/11 (Ngày Văn
hóa Việt Nam) is a holiday from 2026 on.
"""

from collections.abc import Mapping
from datetime import date

import holidays

from portal.domain.calendar import Calendar, DayOff, MakeUpDay, Year

# Years whose dates were checked against what the Government had announced. The package also
# answers for later years, but there it can only guess at swaps, so a person has to approve them.
ANNOUNCED = {
    2025: "Lịch nghỉ đã công bố cho năm 2025",
    2026: "Lịch nghỉ đã công bố cho năm 2026; hoán đổi 02/01 với 10/01 cần đối chiếu lại",
}
GUESS = "Dự kiến; chưa có thông báo của Chính phủ"
# Swaps the package does not carry: day off -> the Saturday worked instead.
SWAPS = {date(2026, 1, 2): date(2026, 1, 10)}


def seed(year_from: int, year_to: int, name: str = "vn", version: int = 1) -> Calendar:
    """A first calendar for an administrator to check: Viet Nam's holidays, both years included.

    Only years the Government had announced come out approved; for the rest the lunar dates are
    computed and the swaps are unknown, so they stay marked as guesses until a person approves.
    """
    years = range(year_from, year_to + 1)
    country = holidays.country_holidays("VN", years=years, language="vi")
    off = {day: str(note) for day, note in country.items() if day.year in years}
    worked = {day: _swapped(day, off) for day in country.weekend_workdays if day.year in years}
    for day, saturday in SWAPS.items():
        if day.year in years:
            off.setdefault(day, f"Ngày nghỉ (thay cho ngày {saturday:%d/%m/%Y})")
            worked.setdefault(saturday, day)
    return Calendar(
        name=name,
        version=version,
        days_off=tuple(DayOff(day, note) for day, note in sorted(off.items())),
        make_up_days=tuple(
            MakeUpDay(day, instead, f"Làm bù cho ngày {instead:%d/%m/%Y}" if instead else "Làm bù")
            for day, instead in sorted(worked.items())
        ),
        years=tuple(Year(year, year in ANNOUNCED, ANNOUNCED.get(year, GUESS)) for year in years),
    )


def _swapped(saturday: date, off: Mapping[date, str]) -> date | None:
    """The day off this Saturday pays for: the package says so only in the holiday's name."""
    mark = f"{saturday:%d/%m/%Y}"
    return next((day for day, note in off.items() if mark in note), None)
