"""One-stop coverage (II.07b) of agencies made at random, counted by hand."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from forms.loader import load
from portal.models import Agency
from portal.services import publishing
from portal.services.reports import building, shelf
from portal.services.reports.building import Asked
from portal.services.reports.facts import registering
from portal.services.reports.facts.registering import Covered
from tests.furnished import house, lives
from tests.furnished.desks import ADMIN
from tests.furnished.reporting import AFTER_Q1

FIRST, LAST = date(2025, 12, 15), date(2026, 3, 14)
OFFERED = {"commune": {house.PROCEDURE}, "province_justice": {lives.JUSTICE}}
OTHERS = [f"9.99990{number}" for number in range(5)]
# Columns of a level: all, by the one-stop mechanism, with an internal process.
COLUMNS = {
    "province_justice": ("c4", "c8", "c12"),
    "district": ("c5", "c9", "c13"),
    "commune": ("c6", "c10", "c14"),
}
TOTALS = ("c3", "c7", "c11")


def somewhen(random):
    """Choose a day at or near the ends of the period, or none."""
    near = [LAST + timedelta(days=by) for by in (-1, 0, 1)]
    return random.choice([None, FIRST, *near])


def add(rt, random, number):
    """Add an agency of some level, there for some time, with a system or without."""
    agency = house.add_agency(rt, f"H41.{number:02d}")
    with rt.db.write() as session:
        row = session.get_one(Agency, agency.id)
        row.level = random.choice(["commune", "commune", "province_justice"])
        row.connector = random.choice(["one_stop", ""])
        row.rehearsal = random.random() < 0.1
        row.valid_from = random.choice([None, FIRST, LAST, LAST + timedelta(days=1)])
        row.valid_until = somewhen(random)
    return row


def register(rt, random, agency):
    """Write some procedures down for it, those the portal offers among them."""
    known = [house.PROCEDURE, lives.JUSTICE, *OTHERS]
    lines = [
        Covered(
            agency.code,
            code,
            "Thủ tục (mẫu)",
            random.random() < 0.5,
            random.choice(["", "1/QĐ"]),
            random.choice([FIRST, LAST, LAST + timedelta(days=1)]),
            somewhen(random),
        )
        for code in random.sample(known, random.randint(0, 5))
    ]
    with rt.db.write() as session:
        registering.register(session, lines, ADMIN)
    return lines


def there(since, until):
    return (since is None or since <= LAST) and (until is None or until >= LAST)


def row_of(agency, lines):
    """Count the procedures of one agency by hand; None: it has no row."""
    if agency.rehearsal or not there(agency.valid_from, agency.valid_until):
        return None
    found = Counter()
    offered = OFFERED[agency.level] if agency.connector else set()
    told = {line.procedure: line for line in lines if there(line.since, line.until)}
    for code in offered | told.keys():
        line = told.get(code)
        counts = (
            True,
            code in offered or (line is not None and line.one_stop),
            line is not None and line.process != "",
        )
        for holds, total, column in zip(counts, TOTALS, COLUMNS[agency.level], strict=True):
            found.update({total: holds, column: holds})
    return found if found else None


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_is_what_somebody_counts_by_hand(rt, hands, seed):
    hands.now, random = AFTER_Q1, Random(seed)
    with rt.db.write() as session:
        publishing.publish(session, load(lives.SOURCE), lives.SOURCE, "test")
    agencies = [add(rt, random, number) for number in range(1, 13)]
    rows = {each.code: row_of(each, register(rt, random, each)) for each in agencies}
    wanted = {code: +row for code, row in rows.items() if row is not None}
    with rt.db.read() as session:
        asked = Asked(shelf.regime("II.07b"), "H41", FIRST, LAST)
        report = building.build(session, rt, asked)
    assert report.breaks == []
    found = {row.subject.code: +Counter(row.values) for row in report.rows if len(row.path) == 2}
    assert found == wanted
    assert +Counter(report.rows[0].values) == sum(wanted.values(), Counter())
