"""Code lists (danh mục dùng chung) that operators keep: their entries, and how a table is read."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal, NamedTuple

from portal.domain.catalogues import Entry

COLUMNS = ("code", "name", "name_en", "parent", "valid_from", "valid_to")
"""The columns of a list as a table, in this order; the first two have to be there."""
MOST_ENTRIES = 20_000
LONGEST = {"code": 80, "name": 300, "name_en": 300, "parent": 80}
_CODE = re.compile(r"[^\s,;\"'<>&][^,;\"'<>&\x00-\x1f]*")
_LIST = re.compile(r"[a-z][a-z0-9_]{1,39}")
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y")
# What spreadsheets take for the beginning of a formula when the list is opened in one.
_ACTIVE = ("=", "+", "-", "@")
_TITLES = {
    "mã": "code",
    "tên": "name",
    "tên tiếng anh": "name_en",
    "mã cha": "parent",
    "hiệu lực từ": "valid_from",
    "hiệu lực đến": "valid_to",
}
Wrong = Literal["code", "name", "long", "day", "order", "doubled", "parent", "columns", "active"]


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a code list; days are ISO, "" where it counts as long as its version does."""

    code: str
    name: str
    name_en: str = ""
    parent: str = ""
    valid_from: str = ""
    valid_to: str = ""

    def cells(self) -> tuple[str, ...]:
        """Its values in the order of ``COLUMNS``."""
        return tuple(getattr(self, each.name) for each in fields(self))

    @property
    def ends(self) -> date | None:
        """The last day it counts, if it says one."""
        return date.fromisoformat(self.valid_to) if self.valid_to else None

    def to_entry(self) -> Entry:
        """Write it as catalogues keep entries: all it says is compared with what stands."""
        body = {name: text for name, text in zip(COLUMNS, self.cells(), strict=True) if text}
        body.pop("code")
        return Entry(self.code, self.name, body, self.valid_from, self.valid_to)

    @classmethod
    def from_entry(cls, entry: Entry) -> "Listed":
        """Read what a catalogue keeps."""
        return cls(entry.code, **{name: entry.body.get(name, "") for name in COLUMNS[1:]})


class Fault(NamedTuple):
    """A line that cannot be taken: its number in what was given, what is wrong, what stands there.

    ``doubled`` says the line that has the code already, ``parent`` and ``day`` the words.
    """

    line: int
    wrong: Wrong
    said: str = ""


def is_list_code(text: str) -> bool:
    """Whether a list may be called so: small letters, digits and underscores, 40 at most."""
    return bool(_LIST.fullmatch(text))


def read_table(text: str) -> tuple[list[Listed], list[Fault]]:
    """Read a CSV (commas, semicolons or tabs; with a heading): its entries, and each wrong line."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text))
    heading = [_column(cell) for cell in next(reader, [])]
    if not {"code", "name"} <= set(heading) or len(set(heading)) < len(heading):
        return [], [Fault(1, "columns", ", ".join(heading))]
    rows: list[tuple[int, Listed]] = []
    faults: list[Fault] = []
    for cells in reader:
        if any(cell.strip() for cell in cells):
            told = dict(zip(heading, (" ".join(cell.split()) for cell in cells), strict=False))
            found, wrong = read_entry(told, reader.line_num)
            rows.append((reader.line_num, found))
            faults += wrong
    return [row for _, row in rows], sorted([*faults, *_between(rows)])


def read_entry(told: Mapping[str, str], line: int = 0) -> tuple[Listed, list[Fault]]:
    """Read one entry from its cells by column, and what is wrong with them."""
    read = {name: told.get(name, "") for name in COLUMNS}
    faults = [
        Fault(line, "long", read[name]) for name, most in LONGEST.items() if len(read[name]) > most
    ]
    if not _CODE.fullmatch(read["code"]):
        faults.append(Fault(line, "code", read["code"]))
    if not read["name"]:
        faults.append(Fault(line, "name", read["code"]))
    faults += [Fault(line, "active", said) for said in read.values() if said.startswith(_ACTIVE)]
    for name in ("valid_from", "valid_to"):
        day = _day(read[name])
        if day is None and read[name]:
            faults.append(Fault(line, "day", read[name]))
        read[name] = day.isoformat() if day else ""
    if read["valid_to"] and read["valid_to"] < read["valid_from"]:
        faults.append(Fault(line, "order", f"{read['valid_from']} – {read['valid_to']}"))
    return Listed(**read), faults


def write_table(rows: Iterable[Listed]) -> str:
    """Write entries as the CSV that ``read_table`` reads."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in rows)
    return out.getvalue()


def _between(rows: Sequence[tuple[int, Listed]]) -> Iterator[Fault]:
    """Codes that come twice, and parents nobody is."""
    first: dict[str, int] = {}
    for line, row in rows:
        if row.code and first.setdefault(row.code, line) != line:
            yield Fault(line, "doubled", str(first[row.code]))
    for line, row in rows:
        if row.parent and (row.parent == row.code or row.parent not in first):
            yield Fault(line, "parent", row.parent)


def _delimiter(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return max(",;\t", key=heading.count)


def _column(cell: str) -> str:
    name = " ".join(cell.split()).lower()
    return _TITLES.get(name, name)


def _day(text: str) -> date | None:
    for shape in _DAYS:
        with suppress(ValueError):
            return datetime.strptime(text, shape).date()
    return None
