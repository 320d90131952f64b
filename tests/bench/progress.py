"""How fast the pages of progress come over a million dossiers' worth of facts, and are kept fresh.

``python -m tests.bench.progress`` measures this alone. The facts are those of ``portal demo``, a
year of 566 units. Pages read sums, which are as many whether a thousand dossiers stand behind
them or a million; how many it is, is told too. ``python -m tests.bench.progress 1000000`` builds
reports over so many dossiers besides (see ``tests.bench.reports``).
"""

import sys
import tempfile
import time
from functools import partial
from itertools import repeat
from pathlib import Path

from flask.testing import FlaskClient

from portal import clock, log
from portal.app import create_app
from portal.domain.progress.periods import Period
from portal.domain.states import State
from portal.runtime import Runtime
from portal.services.progress import keeping, reading
from portal.services.progress.demo import showing
from portal.services.progress.units import COUNTRY
from tests.bench import reports
from tests.bench.figures import Figure, run, table
from tests.bench.stores import furnished
from tests.furnished import counted, house
from tests.furnished.counted import Past, vn

PAGES = {
    "GET /progress": "/progress",
    "GET of a province": "/progress/tinh/40",
    "GET of an indicator": "/progress/chi-so/on_time",
    "GET of all data as JSON": "/progress/so-lieu.json",
}
_TURNS, _DOSSIERS = 60, 2_000


def measure(store: str, rt: Runtime) -> list[Figure]:
    """Put a year of facts in, ask for pages one after the other; then count fresh dossiers."""
    with rt.db.write() as session:
        showing.show(session)
    with rt.db.read() as session:
        kept = reading.history(session, COUNTRY)
    behind = sum(
        kept.totals(month)["submitted"] for month in Period(clock.today().year).trend(clock.today())
    )
    figures = [Figure("Dossiers behind the figures of progress", behind, "", store)]
    client = create_app(runtime=rt).test_client()
    # An application says how each request went; here nobody reads it.
    log.configure(level="CRITICAL")
    for name, path in PAGES.items():
        client.get(path)
        timed = run(partial(_ask, client), list(repeat(path, _TURNS)), 1)
        for share in (50, 95):
            figures.append(Figure(f"{name}, p{share}", timed.percentile(share), "ms", store))
    with rt.db.write() as session:
        showing.remove(session)
    return [*figures, _counting(store, rt)]


def _ask(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")


def _counting(store: str, rt: Runtime) -> Figure:
    agency = house.add_agency(rt, "H41.90.99")
    past = Past(
        vn("2026-01-14 09:00"), vn("2026-01-16 17:00"), vn("2026-01-15 10:00"), State.DECIDED
    )
    with rt.db.write() as session:
        counted.put(session, agency, [past] * _DOSSIERS)
    began = time.perf_counter()
    done = keeping.keep_up(rt)
    if done != _DOSSIERS:
        raise RuntimeError(f"{done} of {_DOSSIERS} dossiers were counted")
    return Figure(
        "Dossiers counted for progress", done / (time.perf_counter() - began), "/s", store
    )


def main(count: int) -> None:
    """Measure on each store this machine has, and print one table."""
    log.configure(level="CRITICAL")
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="lienthong-bench-") as name:
        with furnished(Path(name)) as portals:
            for store, rt in portals.items():
                found += measure(store, rt)
                if count:
                    reports.fill(rt, count)
                    found += reports.measure(store, rt)
    print(table(found))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
