"""Rows and sums: what does not add up is told, cell by cell."""

from dataclasses import replace

import pytest

from forms import regimes
from forms.spec.reports import Selection
from portal.services.reports import figures
from portal.services.reports.counting import Sort
from portal.services.reports.figures import ReportUnbuildable, Subject

REGIME = regimes.load_regimes()["II.06a/VPCP/KSTT"]
SUBJECTS = {"1.001193": Subject("G15-TP07", "Hộ tịch"), "1.004222": Subject("G01-CA05", "Cư trú")}


def sort(count: int, **changes: str) -> Sort:
    given = {
        "level": "commune",
        "subject": "1.001193",
        "received": "in_period",
        "channel": "online",
        "standing": "settled",
        "timing": "early",
    }
    return Sort(**given | changes, count=count)


def test_subjects_stand_under_their_group_by_code_and_are_numbered():
    rows = figures.lay_out(
        REGIME,
        REGIME.rows.groups,
        [sort(3), sort(2, subject="1.004222"), sort(1, level="province", subject="1.004222")],
        SUBJECTS,
    )
    assert [(row.path, row.subject.label, row.values["c3"]) for row in rows] == [
        ((), "Tổng cộng", 6),
        (("A",), "Lĩnh vực giải quyết cấp tỉnh", 1),
        (("A", "01"), "Cư trú", 1),
        (("B",), "Lĩnh vực giải quyết cấp huyện", 0),
        (("C",), "Lĩnh vực giải quyết cấp xã", 5),
        (("C", "01"), "Cư trú", 2),
        (("C", "02"), "Hộ tịch", 3),
    ]


def test_two_procedures_of_a_field_share_a_row():
    subjects = dict.fromkeys(SUBJECTS, Subject("G15-TP07", "Hộ tịch"))
    counted = [sort(3), sort(2, subject="1.004222")]
    rows = figures.lay_out(REGIME, REGIME.rows.groups, counted, subjects)
    assert [row.values["c3"] for row in rows if len(row.path) == 2] == [5]


def test_a_level_without_a_group_is_named():
    with pytest.raises(ReportUnbuildable, match="level district"):
        figures.lay_out(REGIME, REGIME.rows.groups[::2], [sort(1, level="district")], SUBJECTS)


def test_sums_that_do_not_add_up_are_told_with_their_cells_and_by_how_much():
    # A column that forgets the post: the dossier that came by post is in no cell of its own.
    columns = [
        (
            replace(column, counts=Selection(received=("in_period",), channel=("direct",)))
            if column.id == "c5"
            else column
        )
        for column in REGIME.columns
    ]
    careless = replace(REGIME, columns=tuple(columns))
    counted = [sort(4), sort(2, channel="postal")]
    rows = figures.lay_out(careless, careless.rows.groups[2:], counted, SUBJECTS)
    found = figures.breaks(careless, rows)
    assert [(each.row.path, each.invariant.total, each.excess) for each in found] == [
        ((), "c3", 2),
        (("C",), "c3", 2),
        (("C", "01"), "c3", 2),
    ]
    assert str(found[2]) == (
        "row C.01 Hộ tịch: c3 (6) is not c4 (4) + c5 (0) + c6 (0); the difference is +2"
    )
