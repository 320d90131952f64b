"""Periods of progress: months and years, in Viet Nam's days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from portal.domain.errors import DomainError

_WRITTEN = re.compile(r"(20[0-9]{2})(?:-(0[1-9]|1[0-2]))?", re.ASCII)
TREND_MONTHS = 12


class NoSuchPeriod(DomainError):
    """That is no month and no year."""


@dataclass(frozen=True, order=True)
class Period:
    """A month, or a whole year (``month`` 0)."""

    year: int
    month: int = 0

    @property
    def number(self) -> int:
        """As it is kept: YYYYMM, a year as YYYY00."""
        return self.year * 100 + self.month

    @property
    def months(self) -> tuple["Period", ...]:
        """The months in it."""
        return (self,) if self.month else tuple(Period(self.year, n) for n in range(1, 13))

    @property
    def last_day(self) -> date:
        """Its last day."""
        month = self.month or 12
        after = date(self.year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=1)

    def trend(self, today: date) -> tuple["Period", ...]:
        """List the twelve months that end with it, or with today's if it is not over."""
        last = min(self.last_day, today)
        counted = last.year * 12 + last.month - 1
        return tuple(
            Period(n // 12, n % 12 + 1) for n in range(counted - TREND_MONTHS + 1, counted + 1)
        )

    def __str__(self) -> str:
        """Write it as addresses do: 2026-11, or 2026."""
        return f"{self.year}-{self.month:02d}" if self.month else str(self.year)


def parse(text: str) -> Period:
    """Read a period as ``str`` writes it.

    :raises NoSuchPeriod: if it is none.
    """
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise NoSuchPeriod(text[:20])
    return Period(int(found[1]), int(found[2] or 0))


def of(day: date) -> tuple[Period, Period]:
    """Give the month and the year of a day."""
    return Period(day.year, day.month), Period(day.year)
