"""Judges every page: ``python -m tests.lighthouse`` (``make lighthouse``) starts a portal of its
own, writes ``var/lighthouse.json`` and the table in ``docs/lighthouse.md``, and fails below 95."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from portal import clock
from tests.lighthouse.measure import ENOUGH, PUBLIC, scores
from tests.lighthouse.pages import OPEN, personal
from tests.servers.whole_system import whole_system

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "lighthouse.md"
_BEGIN, _END = "<!-- begin -->", "<!-- end -->"


def main() -> int:
    """Judge them all, one after the other."""
    found: dict[str, dict[str, int]] = {}
    with TemporaryDirectory(prefix="lienthong-lighthouse-") as folder:
        with whole_system(Path(folder)) as (_, base):
            for page in (*OPEN, *personal(base)):
                found[page.name] = scores(base, page)
                print(page.name, found[page.name], flush=True)
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var" / "lighthouse.json").write_text(json.dumps(found, indent=2) + "\n")
    before, _, rest = TABLE.read_text().partition(_BEGIN)
    TABLE.write_text(f"{before}{_BEGIN}\n{_table(found)}\n{_END}{rest.partition(_END)[2]}")
    return int(any(score < ENOUGH for its in found.values() for score in its.values()))


def _table(found: dict[str, dict[str, int]]) -> str:
    rows = [f"Measured on {clock.today():%d/%m/%Y}.", "", f"| Page | {' | '.join(PUBLIC)} |"]
    rows.append("|---" * (len(PUBLIC) + 1) + "|")
    for name, its in found.items():
        rows.append(f"| {name} | {' | '.join(str(its.get(each, '–')) for each in PUBLIC)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
