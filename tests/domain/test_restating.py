"""How versions of a report differ, and how reports are summed up."""

from hypothesis import given
from hypothesis import strategies as st

from portal.domain.report_sums import add
from portal.domain.restating import differences


def row(path: list[str], code: str | None, **values: int) -> dict:
    return {"path": path, "code": code, "label": code or "Tổng cộng", "values": values}


def test_a_line_is_known_by_what_it_counts_not_by_its_number():
    before = [row([], None, c3=2), row(["C"], "C", c3=2), row(["C", "01"], "G15", c3=2)]
    now = [
        row([], None, c3=3),
        row(["C"], "C", c3=3),
        row(["C", "01"], "G01", c3=1),
        row(["C", "02"], "G15", c3=2),
    ]
    found = [(one.key, dict(one.changed)) for one in differences(before, now)]
    assert found == [
        ("total", {"c3": (2, 3)}),
        ("C", {"c3": (2, 3)}),
        ("C/G01", {"c3": (0, 1)}),
    ]
    assert [one.key for one in differences(now, before)] == ["total", "C", "C/G01"]


def test_equal_versions_do_not_differ():
    rows = [row([], None, c3=2)]
    assert differences(rows, rows) == []


FIELDS = st.dictionaries(st.sampled_from(["G01", "G02", "G15"]), st.integers(0, 9))
REPORTS = st.lists(FIELDS, min_size=1, max_size=4)


def report(fields: dict[str, int]) -> list[dict]:
    total = sum(fields.values())
    beneath = [row(["C", f"{n:02d}"], code, c3=fields[code]) for n, code in enumerate(fields, 1)]
    return [row([], None, c3=total), row(["C"], "C", c3=total), *beneath]


@given(REPORTS)
def test_a_sum_adds_every_line_up_once_and_numbers_them_anew(each):
    rows = add(map(report, each))
    told = {one["code"]: one["values"]["c3"] for one in rows if len(one["path"]) == 2}
    assert told == {code: sum(one.get(code, 0) for one in each) for code in told}
    assert set(told) == {code for one in each for code in one}
    assert rows[0]["values"]["c3"] == rows[1]["values"]["c3"] == sum(told.values())
    assert [one["path"] for one in rows[2:]] == [["C", f"{n:02d}"] for n in range(1, len(told) + 1)]
    assert [one["code"] for one in rows[2:]] == sorted(told)
