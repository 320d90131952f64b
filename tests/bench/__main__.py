"""Measures the portal on the machine at hand: ``make bench``.

Prints one table and writes ``var/bench.json``; ``docs/benchmarks.md`` explains every figure.
Nothing is asserted: how fast a machine is, is no rule.
"""

import json
import logging
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

from portal import log
from tests.bench import checks, delays, dossiers, packages, progress, system
from tests.bench.figures import Figure, table
from tests.bench.stores import furnished

_WRITTEN = Path("var/bench.json")


def main() -> None:
    """Measure everything, tell people and machines."""
    began = time.monotonic()
    log.configure(level="CRITICAL")
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="lienthong-bench-") as name:
        figures = _all(Path(name))
    about = machine()
    took = round(time.monotonic() - began)
    print(f"{about} · measured in {took} s\n\n{table(figures)}")
    _WRITTEN.parent.mkdir(exist_ok=True)
    report = {"machine": about, "seconds": took, "figures": [one.as_json() for one in figures]}
    _WRITTEN.write_text(json.dumps(report, ensure_ascii=False, indent=1))


def _all(folder: Path) -> list[Figure]:
    figures: list[Figure] = []
    with dossiers.one_stop(folder) as partner, furnished(folder) as portals:
        for store, rt in portals.items():
            # Before any dossier is there: a demo goes nowhere else.
            _say(f"the pages of progress on {store}")
            figures += progress.measure(store, rt)
            _say(f"submissions and deliveries on {store}")
            figures += dossiers.measure(store, rt, partner)
            _say(f"the way to the agency on {store}")
            figures += delays.measure(store, rt, partner)
    _say("the whole system")
    figures += system.measure(folder / "system")
    _say("the forms")
    figures += checks.measure()
    _say("packages of the document axis")
    return figures + packages.measure(folder)


def _say(what: str) -> None:
    print(f"measuring {what}", file=sys.stderr)


def machine() -> str:
    """Describe the machine in a line."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    load = os.getloadavg()[0]
    return " · ".join(
        word
        for word in (
            platform.system(),
            model or platform.machine(),
            f"{os.cpu_count()} cores",
            f"Python {platform.python_version()}",
            f"load {load:.1f} at the end",
        )
        if word
    )


if __name__ == "__main__":
    main()
