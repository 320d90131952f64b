"""The sum of several reports (báo cáo tổng hợp): line by line, numbered anew."""

from collections.abc import Iterable, Sequence
from typing import Any

from portal.domain.restating import Row, key


def add(reports: Iterable[Iterable[Row]]) -> list[dict[str, Any]]:
    """Add reports of one regime and period up: equal lines become one, by what they count.

    Lines stand in the order of their groups, and in a group by what they count; a line that only
    one report has is as it was there.
    """
    found: dict[str, dict[str, Any]] = {}
    for rows in reports:
        for row in rows:
            name = key(row)
            if name in found:
                _add(found[name]["values"], row["values"])
            else:
                found[name] = {**row, "path": list(row["path"]), "values": dict(row["values"])}
    return _numbered(list(found.values()))


def _add(into: dict[str, int], values: Any) -> None:
    for column, value in values.items():
        into[column] = into.get(column, 0) + value


def _numbered(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put lines in order: the total, each group, and under it its lines by code."""
    ordered = [row for row in rows if not row["path"]]
    for head in sorted((row for row in rows if len(row["path"]) == 1), key=lambda row: row["path"]):
        group = head["path"][0]
        beneath = [row for row in rows if len(row["path"]) > 1 and row["path"][0] == group]
        ordered.append(head)
        for number, row in enumerate(sorted(beneath, key=_by_code), start=1):
            ordered.append({**row, "path": [group, f"{number:02d}"]})
    return ordered


def _by_code(row: Row) -> tuple[str, str]:
    return row["code"] or "", row["label"]
