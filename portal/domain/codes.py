"""Dossier codes (mã hồ sơ): `{agency}-{yyMMdd}-{number of the day}`, such as H41.12-261123-0007.

The number restarts each day (Asia/Ho_Chi_Minh) for each agency and has four digits; a day with
more than 9,999 dossiers widens it rather than starting again. A code names a dossier, it never
opens one.

Source: Thông tư 03/2025/TT-VPCP (structure); width and pattern follow codes seen in use, because
the wording of the rule was not at hand. Ministries also write an eight-digit date.
"""

import re
from dataclasses import dataclass
from datetime import date

from portal.domain.errors import DomainError

AGENCY = r"(?:\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{2,3}){0,4})"
PATTERN = re.compile(rf"(?P<agency>{AGENCY})-(?P<day>\d{{8}}|\d{{6}})-(?P<number>\d{{4,7}})", re.A)
LARGEST = 9_999_999
# People copy codes out of papers and messages, where a hyphen may have become a dash.
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


class CodeMalformed(DomainError):
    """What was given is not a dossier code; it may still hold something personal, so no echo."""


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code taken apart. `text` is the code as its maker writes it."""

    agency: str
    day: date
    number: int
    text: str

    def __str__(self) -> str:
        """The code as its maker writes it."""
        return self.text


def format(agency: str, day: date, number: int) -> str:
    """Write the code of an agency's `number`-th dossier of a day (counted from 1).

    `day` is the day in Viet Nam: `clock.day(moment)`.

    :raises CodeMalformed: if the agency code or the number cannot stand in a code.
    """
    if not re.fullmatch(AGENCY, agency, re.A) or not 1 <= number <= LARGEST:
        raise CodeMalformed("agency or number")
    return f"{agency}-{day:%y%m%d}-{number:04d}"


def parse(text: str) -> DossierCode:
    """Read a code as people type it: any case, spaces around, a dash for a hyphen.

    :raises CodeMalformed: if it is no code, or its day is not in the calendar.
    """
    tidy = "".join(text.split()).translate(_DASHES).upper()
    found = PATTERN.fullmatch(tidy)
    if found is None:
        raise CodeMalformed("pattern")
    digits = found["day"]
    year = int(digits[:-4]) + (2000 if len(digits) == 6 else 0)
    try:
        day = date(year, int(digits[-4:-2]), int(digits[-2:]))
    except ValueError as error:
        raise CodeMalformed("day") from error
    return DossierCode(found["agency"], day, int(found["number"]), tidy)
