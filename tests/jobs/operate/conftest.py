"""The ``portal`` command as it is typed, told of this test's own store."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from portal.cli import main
from portal.settings import Settings

Command = Callable[..., Result]


@pytest.fixture
def portal(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Give the command."""
    told = {
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
    }
    for name, value in told.items():
        monkeypatch.setenv(name, value)

    def type_in(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return type_in
