"""``portal reports``, as it is typed."""

import json

import pytest
from click.testing import CliRunner, Result

from portal.cli import main


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
        ("Q 2020", "needs a number from 1 to 4"),
        ("M 2020 13", "needs a number from 1 to 12"),
        ("Y 2020 1", "takes no number"),
        ("Y 1999", "from 2000 to 2099"),
        ("W 2020 1", "'W' is not one of"),
        ("Y this", "is not a valid integer"),
    ],
)
def test_a_period_that_does_not_exist_is_an_error(words, reason):
    result = told("period", *words.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
