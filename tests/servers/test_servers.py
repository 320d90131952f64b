"""What the tests stand on: real servers, nothing shared between tests, no silent skip."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from redis import Redis

from portal.db import Database

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_starts_with_an_empty_store(database, broker_url, turn):
    with database.write() as session:
        assert session.execute(sa.text("SELECT count(*) FROM seen_nonces")).scalar() == 0
        session.execute(
            sa.text("INSERT INTO seen_nonces (key_id, nonce, expires_at) VALUES ('k', 'n', :at)"),
            {"at": "2026-01-01 00:00:00"},
        )
    with Redis.from_url(broker_url) as broker:
        assert broker.dbsize() == 0
        broker.set("left", turn)


def test_each_store_is_the_kind_it_says(store, settings):
    database = Database(settings.database_url)
    assert database.engine.dialect.name == store.name
    database.close()
    assert settings.redis_url.startswith(
        {"sqlite": "unix://", "postgresql": "redis://"}[store.name]
    )


def test_servers_are_reachable_from_this_machine_alone(store):
    if store.name == "sqlite":
        assert store.broker_url.startswith("unix://")
    else:
        addresses = {store.broker_url, store.template.url("postgres")}
        assert all("127.0.0.1" in address for address in addresses)


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_skipped_test_is_a_failure_only_where_ci_is_true(tmp_path, ci, code):
    (tmp_path / "test_one.py").write_text(
        "import pytest\ndef test_it(): pytest.skip('no browser')\n"
    )
    argv = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-c",
        "setup.cfg",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*argv, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
    )
    assert done.returncode == code
    assert "no browser" in done.stdout
    assert ("skipped tests are failures" in done.stdout) is (ci == "true")
