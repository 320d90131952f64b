"""The layout of the database: brought to the newest one by Alembic's migrations."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from portal.db import Database
from portal.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


def migrations(url: str) -> Config:
    """Give Alembic's configuration for a database."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["url"] = url
    return config


def upgrade(settings: Settings, revision: str = "head") -> None:
    """Bring the database to the newest layout; safe when several machines start at once."""
    database = Database(settings.database_url)
    try:
        with database.queue():
            command.upgrade(migrations(settings.database_url), revision)
    finally:
        database.close()
