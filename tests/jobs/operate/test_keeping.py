"""``portal backup`` and ``portal restore``, as they are typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal import layout
from portal.cli import main
from portal.settings import Settings
from tests.servers.ports import free_ports


@pytest.fixture
def told(tmp_path: Path) -> dict[str, str]:
    """Say where a portal of the default store is, and lay its tables out."""
    told = {
        "DATA_DIR": str(tmp_path / "var"),
        "DATABASE_URL": "",
        "REDIS_URL": f"unix://{tmp_path}/none.sock",
        "PORT": str(free_ports(7)[0]),
    }
    layout.upgrade(Settings.load(told))
    return told


def type_in(told: dict[str, str], *words: str) -> Result:
    return CliRunner().invoke(main, words, env=told)


def test_a_backup_is_made_and_put_back_where_nothing_is(told, tmp_path):
    file = str(tmp_path / "backup.tar")
    made = type_in(told, "backup", file)
    assert (made.exit_code, made.output) == (0, f"{file}: 0 dossiers, 0 files\n")
    refused = type_in(told, "restore", file)
    assert refused.exit_code == 2
    assert "move it away first" in refused.output
    (tmp_path / "var" / "portal.db").rename(tmp_path / "old.db")
    put = type_in(told, "restore", file)
    assert put.exit_code == 0
    assert "All destinations paused" in put.output


def test_a_file_that_is_there_is_never_overwritten(told, tmp_path):
    (tmp_path / "letter.txt").write_text("Kính gửi")
    for words in (("backup", str(tmp_path / "letter.txt")), ("restore", str(tmp_path / "none"))):
        assert type_in(told, *words).exit_code == 2
    assert (tmp_path / "letter.txt").read_text() == "Kính gửi"


def test_a_restore_of_nothing_says_what_it_wants(told):
    refused = type_in(told, "restore")
    assert (refused.exit_code, "name the backup" in refused.output) == (2, True)
    held = type_in(told, "restore", "--held")
    assert (held.exit_code, "All destinations paused" in held.output) == (0, True)


def test_another_database_is_told_what_to_do_instead(told, tmp_path):
    elsewhere = told | {"DATABASE_URL": "postgresql://portal@127.0.0.1:1/portal"}
    refused = type_in(elsewhere, "backup", str(tmp_path / "backup.tar"))
    assert refused.exit_code == 2
    assert "docs/operations.md" in refused.output
