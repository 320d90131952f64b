"""Shared catalogues (danh mục dùng chung): what changes from one version to another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

KINDS = ("procedures", "agencies", "fields", "provinces", "communes", "fees")
"""The catalogues that are kept, in the order people read them."""
WAITING, APPLIED, REFUSED, REPLACED = "waiting", "applied", "refused", "replaced"
"""What becomes of a version: a person applies or refuses it, a newer one may take its place."""
Sort = Literal["added", "changed", "gone"]
Wrong = Literal["doubled", "wrong_day", "backwards"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it was pulled: ``since`` and ``until`` are ISO days, "" where it says none.

    Two are the same if they say the same; the days are read from what they say.
    """

    code: str
    name: str
    body: Mapping[str, Any]
    since: str = field(default="", compare=False)
    until: str = field(default="", compare=False)

    def to_data(self) -> dict[str, Any]:
        """Write it as it is kept."""
        return {
            "code": self.code,
            "name": self.name,
            "body": dict(self.body),
            "since": self.since,
            "until": self.until,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Entry":
        """Read what was kept."""
        return cls(data["code"], data["name"], data["body"], data["since"], data["until"])


@dataclass(frozen=True, slots=True)
class Field:
    """A field that changes: its path, and what stands there before and after, "" for nothing."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that is new, gone, or says something else."""

    sort: Sort
    code: str
    name: str
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """An entry that cannot be taken as it came; what stands of it stays until it is put right."""

    code: str
    wrong: Wrong
    said: str


Entries = Mapping[str, Entry]


def between(old: Entries, new: Entries, doubtful: frozenset[str] = frozenset()) -> list[Change]:
    """List what changes, entries that are gone first; a doubtful one changes nothing."""
    gone = [Change("gone", code, old[code].name) for code in old if code not in new]
    changed = [
        Change("changed", code, entry.name, tuple(_fields(old[code], entry)))
        for code, entry in new.items()
        if code in old and old[code] != entry
    ]
    added = [Change("added", code, entry.name) for code, entry in new.items() if code not in old]
    return [one for one in (*gone, *changed, *added) if one.code not in doubtful]


def sorted_out(pulled: list[tuple[Entry, str]]) -> tuple[dict[str, Entry], list[Doubt]]:
    """Sort what was pulled into entries that can be taken and doubts, by code.

    Each comes with what stands where a day should, "" for nothing. A code that comes twice with
    the same words is one entry; with other words nobody can say which of them is meant.
    """
    first: dict[str, Entry] = {}
    doubts: dict[str, Doubt] = {}
    for entry, wrong_day in pulled:
        before = first.setdefault(entry.code, entry)
        if before != entry:
            doubts[entry.code] = Doubt(entry.code, "doubled", f"{before.name} / {entry.name}")
        elif wrong_day:
            doubts.setdefault(entry.code, Doubt(entry.code, "wrong_day", wrong_day))
        elif entry.since and entry.until and entry.until < entry.since:
            said = f"{entry.since} – {entry.until}"
            doubts.setdefault(entry.code, Doubt(entry.code, "backwards", said))
    taken = {code: entry for code, entry in sorted(first.items()) if code not in doubts}
    return taken, [doubts[code] for code in sorted(doubts)]


def span(entry: Entry, applied: date) -> tuple[date, date | None]:
    """Give the days an entry counts: those it tells, else from the day it was applied on."""
    since = date.fromisoformat(entry.since) if entry.since else applied
    return since, date.fromisoformat(entry.until) if entry.until else None


def _fields(old: Entry, new: Entry) -> Iterator[Field]:
    before, after = dict(_flat(old.body)), dict(_flat(new.body))
    for path in sorted({*before, *after}):
        if before.get(path, "") != after.get(path, ""):
            yield Field(path, before.get(path, ""), after.get(path, ""))


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _flat(inner, f"{path}.{number}")
    elif value is not None:
        yield path, str(value)
