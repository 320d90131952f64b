"""``portal operator``, as it is typed."""

import pytest
from click.testing import CliRunner, Result

from portal.cli import main
from portal.db import Database
from portal.services.operations import deeds
from portal.settings import Settings


@pytest.fixture
def portal(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> object:
    """Give the command, told of this test's own store."""
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("REDIS_URL", settings.redis_url)

    def type_in(*words: str) -> Result:
        return CliRunner().invoke(main, ["operator", *words])

    return type_in


def test_an_operator_is_added_listed_and_relieved(portal, database: Database) -> None:
    why = ("--by", "admin", "--reason", "trực")
    assert "from now on" in portal("add", "701", "--name", "An", *why).output
    assert "already" in portal("add", "701", "--name", "An", *why).output
    assert portal("list").output == "701\toperator\tAn\n"
    assert portal("remove", "701", *why).exit_code == 0
    assert portal("list").output == "701\t-\tAn\n"
    with database.read() as session:
        told = [(row.deed, row.by, row.reason, row.staff_id) for row in deeds.recent(session)]
    assert sorted(told) == [
        ("role_given", "admin", "trực", None),
        ("role_taken", "admin", "trực", None),
    ]


def test_whoever_has_no_role_cannot_be_relieved_of_it(portal) -> None:
    result = portal("remove", "nobody", "--by", "admin")
    assert result.exit_code == 2
    assert "nobody" in result.output
