"""Report regimes: those that come with the program, and what is said of a file that is wrong."""

from datetime import date

import pytest

from forms import regimes
from forms.loader import FormError

SOURCE = (regimes.FOLDER / "ii-06a.yaml").read_text(encoding="utf-8")
REGIMES = regimes.load_regimes()
DIRECT_UNIT = REGIMES["II.06a/VPCP/KSTT"]
LINES = SOURCE.splitlines()


def problems(text: str) -> list[str]:
    with pytest.raises(FormError) as error:
        regimes.load_regime(text, "r.yaml")
    return [str(problem) for problem in error.value.problems]


def test_the_form_of_the_direct_unit_has_its_columns_and_four_sums():
    assert [column.number for column in DIRECT_UNIT.columns] == list(range(3, 14))
    assert {(each.total, each.parts) for each in DIRECT_UNIT.invariants} == {
        ("c3", ("c4", "c5", "c6")),
        ("c7", ("c8", "c9", "c10")),
        ("c11", ("c12", "c13")),
        ("c3", ("c7", "c11")),
    }
    assert DIRECT_UNIT.legal[0].number == "09/2019/NĐ-CP"


@pytest.mark.parametrize(
    ("first", "last", "groups"),
    [
        (date(2025, 5, 15), date(2025, 6, 14), "ABC"),
        (date(2025, 6, 15), date(2025, 7, 14), "ABC"),
        (date(2025, 7, 1), date(2025, 8, 14), "AC"),
    ],
)
def test_districts_are_a_group_until_they_were_no_more(first, last, groups):
    rows = DIRECT_UNIT.rows.groups
    assert "".join(group.id for group in rows if group.valid_in(first, last)) == groups


@pytest.mark.parametrize("name", ["II.06a/VPCP/KSTT", "II.06a", "ii.06A"])
def test_a_regime_is_found_by_its_code_or_what_stands_before_the_slash(name):
    assert regimes.find(REGIMES, name) is DIRECT_UNIT


def test_no_other_name_finds_a_regime():
    assert regimes.find(REGIMES, "II.06") is None


def test_a_regime_is_named_by_its_text():
    assert regimes.load_regime(SOURCE) == DIRECT_UNIT
    assert regimes.load_regime(f"{SOURCE}\n# changed").hash != DIRECT_UNIT.hash


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: periodic", "kind: daily", "“kind” cannot be “daily”; it can be: periodic, "),
        ("frequency: [Q, Y]", "frequency: [Q, W]", "“frequency” cannot be “W”"),
        ("frequency: [Q, Y]", "often: yes", "Nobody knows the key “often” here"),
        ("frequency: [Q, Y]", "", "“report” lacks “frequency”"),
        ("first_day: 15", "first_day: 31", "Data begin on a day from 2 to 28"),
        ("due_day: 25", "due_day: 14", "are due after that"),
        ("id: c4", "id: c3", "“c3” is there already (line"),
        ("id: C", "id: A", "“A” is there already (line"),
        ("channel: [online]", "channel: [fax]", "“channel” cannot be “fax”"),
        ("timing: [early]", "timing: [soon]", "“timing” cannot be “soon”"),
        ("is: [c12, c13]", "is: [c12, c14]", "There is no column “c14”"),
        ("{total: c7,", "{total: c70,", "There is no column “c70”"),
        ("[commune, ", "[province, ", "The level “province” belongs to the group “A” already"),
        ("by: field", "by: weather", "“by” cannot be “weather”"),
        ("report: II.06a/VPCP/KSTT", "report:", "“report” is empty"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old, new, said):
    assert old in SOURCE
    found = problems(SOURCE.replace(old, new, 1))
    assert any(said in problem for problem in found), found
    assert all(problem.startswith("r.yaml:") for problem in found)


def test_a_problem_stands_at_its_line():
    line = next(n for n, text in enumerate(LINES, 1) if "is: [c12, c13]" in text)
    found = problems(SOURCE.replace("is: [c12, c13]", "is: [c12, c14]"))
    assert found == [f"r.yaml:{line}: There is no column “c14”"]


def test_a_level_may_move_to_another_group_with_time():
    moved = SOURCE.replace("levels: [commune, ", "levels: [district, commune, ")
    assert "belongs to the group “B” already" in problems(moved)[0]
    later = moved.replace("    - id: C\n", "    - id: C\n      from: 2025-07-01\n")
    assert regimes.load_regime(later).rows.groups[2].valid_from == date(2025, 7, 1)


@pytest.mark.parametrize("text", ["", "- a list", "report: ["])
def test_what_is_no_regime_is_refused(text):
    assert problems(text)


def test_two_files_of_one_report_are_told(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(SOURCE, encoding="utf-8")
    (tmp_path / "c.yaml").write_text("report: x", encoding="utf-8")
    with pytest.raises(FormError) as error:
        regimes.load_regimes(tmp_path)
    said = str(error.value)
    assert "b.yaml:1: The report II.06a/VPCP/KSTT is in a.yaml already" in said
    assert "c.yaml:1: “report” lacks “columns”" in said
