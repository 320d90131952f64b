"""``portal demo``: in and out again, and never in production."""

import pytest
import sqlalchemy as sa

from portal.models import ProgressDay, ProgressUnit
from portal.services.progress.units import DEMO


def test_it_is_put_in_and_taken_out_again(portal, database):
    assert portal("demo").output.startswith("Demo data of 566 units put in: http")
    with database.read() as session:
        origins = set(session.scalars(sa.select(ProgressUnit.origin)))
    assert origins == {DEMO}
    assert portal("demo", "--remove").output == "Demo data of 566 units taken out\n"
    with database.read() as session:
        assert session.scalars(sa.select(ProgressDay.value).limit(1)).all() == []


def test_it_has_no_place_in_production(portal, monkeypatch: pytest.MonkeyPatch, settings):
    secrets = settings.data_dir / "secrets.json"
    assert secrets.exists()
    monkeypatch.setenv("PORTAL_ENV", "production")
    result = portal("demo")
    assert result.exit_code == 2 and "Demo data" not in result.output
