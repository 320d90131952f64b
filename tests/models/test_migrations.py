"""Migrations: each has a way back, and together they make what the models say."""

import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal import layout
from portal.models import Base

VERSIONS = Path(layout.ROOT / "migrations" / "versions")


@pytest.fixture
def engine(database) -> Iterator[sa.Engine]:
    """Give the engine of a database laid out by all migrations."""
    yield database.engine


@pytest.fixture
def config(settings) -> Config:
    """Give Alembic's configuration for that database."""
    return layout.migrations(settings.database_url)


def tables(engine):
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def laid_out(engine):
    """Give tables, columns and indexes as they are."""
    seen = sa.inspect(engine)
    columns, indexes = seen.get_multi_columns(), seen.get_multi_indexes()
    return {
        key[1]: (
            {column["name"]: (str(column["type"]), column["nullable"]) for column in columns[key]},
            {index["name"]: tuple(index["column_names"]) for index in indexes[key]},
            tuple(primary["constrained_columns"]),
        )
        for key, primary in seen.get_multi_pk_constraint().items()
        if key[1] != "alembic_version"
    }


def test_migrations_and_models_agree(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        with warnings.catch_warnings():
            # SQLite cannot tell what an index over an expression is over.
            warnings.filterwarnings("ignore", "Skipped unsupported reflection")
            assert compare_metadata(context, Base.metadata) == []


def test_all_the_way_down_and_up_again_is_the_same(engine, config):
    before = laid_out(engine)
    assert before.keys() == Base.metadata.tables.keys()
    command.downgrade(config, "base")
    assert tables(engine) == set()
    command.upgrade(config, "head")
    assert laid_out(engine) == before


def test_every_single_step_goes_down_and_up(engine, config):
    steps = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    here = laid_out(engine)
    for _ in steps:
        command.downgrade(config, "-1")
        below = laid_out(engine)
        assert below != here
        command.upgrade(config, "+1")
        assert laid_out(engine) == here
        command.downgrade(config, "-1")
        here = below
    assert tables(engine) == set()


def test_migrations_follow_one_another_without_a_fork(config):
    scripts = ScriptDirectory.from_config(config)
    assert len(scripts.get_heads()) == 1
    names = sorted(path.name for path in VERSIONS.glob("*.py"))
    assert [name[:4] for name in names] == [f"{n:04d}" for n in range(1, len(names) + 1)]


@pytest.mark.parametrize("path", sorted(VERSIONS.glob("*.py")), ids=lambda path: path.stem)
def test_a_migration_says_what_it_does_in_a_sentence(path):
    said = re.match(r'"""([A-Z][^"]+\.)', path.read_text())
    assert said


def test_every_table_of_a_dossier_begins_with_its_home_agency_and_knows_its_month():
    of_dossiers = [
        table for table in Base.metadata.tables.values() if "birth_month" in table.columns
    ]
    assert len(of_dossiers) >= 10
    for table in of_dossiers:
        assert list(table.primary_key.columns)[0].name == "home_agency_id", table.name


def test_two_machines_may_lay_the_tables_out_at_once(settings, config, engine):
    command.downgrade(config, "base")
    code = "from portal import layout, settings; layout.upgrade(settings.Settings.load())"
    told = {"DATA_DIR": str(settings.data_dir), "DATABASE_URL": settings.database_url}
    machines = [
        subprocess.Popen([sys.executable, "-c", code], env={**os.environ, **told}, cwd=layout.ROOT)
        for _ in range(2)
    ]
    assert [machine.wait(30) for machine in machines] == [0, 0]
    assert tables(engine) == Base.metadata.tables.keys()
