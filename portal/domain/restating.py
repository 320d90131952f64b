"""How two versions of a report differ, line by line: each line has to be explained."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""A row of a report as its JSON has it: ``path``, ``code``, ``label``, ``values``."""


@dataclass(frozen=True)
class Difference:
    """One line whose figures changed: by column what it was and what it is."""

    key: str
    label: str
    changed: Mapping[str, tuple[int, int]]

    def to_data(self) -> dict[str, Any]:
        """The difference as plain values."""
        return {
            "key": self.key,
            "label": self.label,
            "changed": {column: list(pair) for column, pair in self.changed.items()},
        }


def key(row: Row) -> str:
    """Name a row by what it counts, since its number moves when another comes or goes."""
    path = row["path"]
    if not path:
        return "total"
    return path[0] if len(path) == 1 else f"{path[0]}/{row['code'] or row['label']}"


def differences(before: Iterable[Row], now: Sequence[Row]) -> list[Difference]:
    """List the lines that differ; one that is in but one of the two counts as zeros in the other.

    In the order of the later report, lines that are gone from it last.
    """
    old = {key(row): row for row in before}
    new = {key(row): row for row in now}
    found = []
    for name in [*new, *(name for name in old if name not in new)]:
        was = old[name]["values"] if name in old else {}
        is_ = new[name]["values"] if name in new else {}
        changed = {
            column: (was.get(column, 0), is_.get(column, 0))
            for column in (is_ or was)
            if was.get(column, 0) != is_.get(column, 0)
        }
        if changed:
            found.append(Difference(name, (new.get(name) or old[name])["label"], changed))
    return found
