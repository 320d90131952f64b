"""How long a report takes over so many dossiers: ``python -m tests.bench.reports 1000000``.

A year of dossiers at a hundred communes, on each store this machine has. It is no part of
``make bench``, since putting a million rows in takes longer than all of that.
"""

import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

import sqlalchemy as sa

from forms import regimes
from portal.domain.states import Channel, State
from portal.models import Agency
from portal.runtime import Runtime
from portal.services.reports import building
from portal.services.reports.building import Asked
from tests.bench.figures import Figure, run, table
from tests.bench.stores import furnished
from tests.furnished import counted, house
from tests.furnished.counted import Past, vn

_AGENCIES, _BATCH, _TIMES, _WEIGHT = 100, 5000, 3, 600
_YEAR = vn("2024-12-15 00:00")
PERIODS = {
    "the year": (date(2024, 12, 15), date(2025, 12, 14)),
    "a quarter": (date(2025, 3, 15), date(2025, 6, 14)),
}


def main(count: int) -> None:
    """Fill each store, count, and print one table."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="lienthong-bench-") as name:
        with furnished(Path(name)) as portals:
            for store, rt in portals.items():
                print(f"putting {count} dossiers into {store}", file=sys.stderr)
                fill(rt, count)
                figures += measure(store, rt)
    print(table(figures))


def fill(rt: Runtime, count: int) -> None:
    """Put dossiers in, and let the store take stock of them as it does by itself at night."""
    agencies = [house.add_agency(rt, f"H41.{n // 10 + 10}.{n % 10 + 10}") for n in range(_AGENCIES)]
    made = _pasts(count, random.Random(9))
    for agency in cycle(agencies):
        pasts = list(islice(made, _BATCH))
        if not pasts:
            break
        with rt.db.write() as session:
            counted.put(session, agency, pasts)
    words = "VACUUM (ANALYZE)" if rt.db.engine.dialect.name == "postgresql" else "ANALYZE"
    with rt.db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text(words))


def _pasts(count: int, chance: random.Random) -> Iterator[Past]:
    for _ in range(count):
        received = _YEAR + timedelta(minutes=chance.randrange(365 * 24 * 60))
        due = received + timedelta(days=chance.choice((3, 5, 10)))
        yield Past(
            received=received,
            due=due,
            finished=_finished(due, chance),
            state=chance.choice((State.DECIDED, State.RETURNED, State.RETURNED, State.WITHDRAWN)),
            channel=chance.choice(list(Channel)),
            pause=(received, due) if chance.random() < 0.1 else None,
            rehearsal=chance.random() < 0.01,
            weight=_WEIGHT,
        )


def _finished(due: datetime, chance: random.Random) -> datetime | None:
    after = timedelta(hours=chance.randrange(-72, 24))
    return due + after if chance.random() < 0.95 else None


def measure(store: str, rt: Runtime) -> list[Figure]:
    """Build reports of the whole province and of one commune; the quickest of a few counts."""
    regime = regimes.load_regimes()["II.06a/VPCP/KSTT"]
    with rt.db.read() as session:
        one = session.scalars(sa.select(Agency.code).order_by(Agency.code)).first() or ""
    figures = []
    for whose, code in (("100 communes", "H41"), ("1 commune", one)):
        for name, (first, last) in PERIODS.items():
            asked = Asked(regime, code, first, last)
            timed = run(lambda wanted: _build(rt, wanted), list(islice(cycle([asked]), _TIMES)), 1)
            figures.append(Figure(f"II.06a, {whose}, {name}", min(timed.each), "s", store))
    return figures


def _build(rt: Runtime, asked: Asked) -> None:
    with rt.db.read() as session:
        report = building.build(session, rt, asked)
    if report.breaks:
        raise RuntimeError(str(report.breaks[0]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
