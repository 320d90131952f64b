"""Days as people type them at a prompt: 2026-12-05, or 05/12/2026 as in Viet Nam."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

import click

_SHAPES = ("%Y-%m-%d", "%d/%m/%Y")


class Day(click.ParamType[date]):
    """A day of the calendar; what is none is said so, and how one is written."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day.

        :raises click.BadParameter: if it is none.
        """
        if isinstance(value, date):
            return value
        for shape in _SHAPES:
            with suppress(ValueError):
                return datetime.strptime(str(value).strip(), shape).date()
        self.fail(f"there is no day {value!r}; write one as 2026-12-05 or 05/12/2026", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Say how a day is written."""
        return "YYYY-MM-DD"
