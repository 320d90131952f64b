"""``portal reports``, as it is typed."""

import json

import pytest
import rfc8785
from click.testing import CliRunner, Result

from forms import regimes
from portal.cli import main
from portal.db import Database
from portal.runtime import Runtime
from portal.settings import Settings
from tests.furnished import counted, house
from tests.furnished.counted import Past, vn


def told(*words: str) -> Result:
    """Type a command where there is no database and no setting."""
    return CliRunner().invoke(main, ["reports", *words], env={"DATABASE_URL": "nonsense"})


def test_a_period_is_printed_with_its_deadline():
    result = told("period", "Q", "2020", "1")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {
        "from": "2019-12-15",
        "to": "2020-03-14",
        "due": "2020-03-25",
    }


@pytest.mark.parametrize("words", ["H1 2020", "H2 2020", "N9 2020", "Y 2099", "M 2000 1"])
def test_every_type_has_periods(words):
    assert list(json.loads(told("period", *words.split()).stdout)) == ["from", "to", "due"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Q 2020", "needs a number from 1 to 4, none was given"),
        ("M 2020 13", "needs a number from 1 to 12, not 13"),
        ("Q 2020 -1", "needs a number from 1 to 4, not -1"),
        ("Y 2020 1", "takes no number; leave 1 out"),
        ("Y 1999", "from 2000 to 2099"),
        ("W 2020 1", "'W' is not one of"),
        ("Y this", "is not a valid integer"),
    ],
)
def test_a_period_that_does_not_exist_is_an_error(words, reason):
    result = told("period", *words.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr


def test_a_type_may_be_typed_small():
    assert told("period", "q", "2020", "4").stdout == told("period", "Q", "2020", "4").stdout


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("M 2020 1", "2019-12-15", "2020-01-14"),
        ("Q 2020 1", "2019-12-15", "2020-03-14"),
        ("Q 2020 4", "2020-09-15", "2020-12-14"),
        ("H1 2020", "2019-12-15", "2020-06-14"),
        ("H2 2020", "2020-06-15", "2020-12-14"),
        ("N9 2020", "2019-12-15", "2020-09-14"),
        ("Y 2020", "2019-12-15", "2020-12-14"),
    ],
)
def test_periods_have_the_days_the_decree_lays_down(words, first, last):
    printed = json.loads(told("period", *words.split()).stdout)
    assert (printed["from"], printed["to"]) == (first, last)


@pytest.fixture
def communes(settings: Settings, database: Database) -> None:
    """Furnish this test's portal with a commune and two dossiers of 2025."""
    rt = Runtime.make(settings)
    house.furnish(rt)
    agency = house.add_agency(rt)
    with database.write() as session:
        counted.put(session, agency, [Past(vn("2025-03-20 08:00")), Past(vn("2025-04-20 08:00"))])
    rt.close()


QUARTER = ("--from", "2025-03-15", "--to", "2025-06-14")


def test_a_report_is_printed_as_canonical_json(portal, communes):
    result = portal("reports", "build", "II.06a", *QUARTER, "--agency", "H41.90.01")
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    line = result.stdout.rstrip("\n")
    told = json.loads(line)
    assert line.encode() == rfc8785.dumps(told)
    assert (told["period"]["type"], told["period"]["no"]) == ("Q", 2)
    assert [row["values"]["c3"] for row in told["rows"] if row["path"] == ["C", "01"]] == [2]


def test_an_open_period_is_refused_unless_that_is_said(portal, communes):
    words = ("II.06a", "--from", "2025-12-15", "--to", "2099-12-14", "--agency", "H41")
    refused = portal("reports", "build", *words)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "is open until the end of 2099-12-14" in refused.stderr
    assert "--open" in refused.stderr
    assert portal("reports", "build", *words, "--open").exit_code == 0


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("II.99", *QUARTER, "--agency", "H41"), "there is no report II.99; there are: 07a, II."),
        (("II.06a", *QUARTER, "--agency", "H99"), "there is no agency H99"),
        (("none.yaml", *QUARTER, "--agency", "H41"), "none.yaml cannot be read: No such file"),
        (("07a", "--from", "1990-01-01", "--to", "1990-02-01", "--agency", "H41"), "2000 to 2099"),
        (("II.06a", *QUARTER), "Missing option '--agency'"),
        (("07a", "--from", "2025-06-15", "--to", "2025-06-14", "--agency", "H41"), "before it"),
        (("07a", "--from", "31/02/2025", "--to", "14/06/2025", "--agency", "H41"), "no day '31/02"),
    ],
)
def test_what_cannot_be_built_is_an_error(portal, communes, words, reason):
    result = portal("reports", "build", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr


def test_a_report_whose_sums_do_not_add_up_is_printed_and_fails(portal, communes, tmp_path):
    careless = (regimes.FOLDER / "07a.yaml").read_text().replace("[in_period]", "[before_period]")
    file = tmp_path / "07a.yaml"
    file.write_text(careless)
    result = portal("reports", "build", file, *QUARTER, "--agency", "H41.90.01")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["rows"][0]["values"]["c3"] == 2
    assert "row total Tổng cộng: c3 (2) is not c4 (0) + c5 (0); the difference is +2" in (
        result.stderr
    )
    assert "3 sums of this report do not add up" in result.stderr


def test_everything_wrong_with_a_file_is_told(portal, communes, tmp_path):
    file = tmp_path / "new.yaml"
    file.write_text("report: new\ncolour: red\n")
    result = portal("reports", "build", file, *QUARTER, "--agency", "H41.90.01")
    assert result.exit_code == 2
    assert f"{file}:2: Nobody knows the key “colour”" in result.stderr
    assert "“report” lacks “columns”" in result.stderr


def test_files_of_regimes_are_checked(tmp_path):
    file = tmp_path / "new.yaml"
    file.write_text("report: new\ncolour: red\n")
    good = regimes.FOLDER / "07a.yaml"
    result, fine = told("check", str(good), str(file)), told("check", str(good))
    assert (result.exit_code, fine.exit_code) == (1, 0)
    assert f"{file}:2: Nobody knows the key “colour”" in result.stdout
    assert "07a Tình hình, kết quả giải quyết thủ tục hành chính theo lĩnh vực" in fine.stdout


def test_the_regimes_are_listed(portal):
    lines = portal("reports", "list").stdout.splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        ["07a", "periodic", "M Q H1 H2 N9 Y"],
        ["II.06a/VPCP/KSTT", "periodic", "Q Y"],
        ["II.07b/VPCP/KSTT", "periodic", "Q Y"],
        ["LT-01/TRUC", "periodic", "M Q Y"],
        ["LT-02/CHI-TIEU", "periodic", "M Q Y"],
    ]


def test_an_agency_owes_a_report_and_it_is_frozen_at_a_word(portal, communes):
    why = ("--by", "Nguyễn Thị Mẫu")
    owed = portal("reports", "owe", "II.06a", "--at", "H41.90.01", "--since", "2025-12-14", *why)
    assert (owed.exit_code, owed.output.split(":")[0]) == (0, "H41.90.01"), owed.output
    frozen = portal("reports", "freeze")
    assert frozen.exit_code == 0, frozen.output
    assert int(frozen.output.split()[0]) >= 2
    assert portal("reports", "freeze").output == "0 reports frozen\n"
    given = ("--at", "H41.90.01", "--as", "approver")
    allowed = portal("reports", "allow", "801", *given, "--name", "Bình", *why)
    assert allowed.output == "801: approver at H41.90.01\n"
    assert portal("reports", "forbid", "801", *given, *why).exit_code == 0
    released = portal("reports", "release", "II.06a", "--at", "H41.90.01", *why)
    assert released.exit_code == 0
    unknown = portal("reports", "owe", "II.99", "--at", "H41.90.01", *why)
    assert (unknown.exit_code, "II.06a" in unknown.output) == (2, True)


def test_days_are_read_both_ways_and_said_to_be_no_period_it_is_owed_for(portal, communes):
    typed = ("--from", "15/03/2025", "--to", "14/05/2025", "--agency", "H41.90.01")
    result = portal("reports", "build", "II.06a", *typed)
    assert result.exit_code == 0 and json.loads(result.stdout)["period"]["type"] == "CUSTOM"
    assert "II.06a/VPCP/KSTT is owed for Q, Y; these days are CUSTOM" in result.stderr
