"""A portal whose progress there is something to see of."""

import pytest
from flask.testing import FlaskClient

from portal import clock
from portal.runtime import Runtime
from portal.services.progress.demo import invented, showing
from tests.furnished import lasting
from tests.web.citizen.conftest import empty, furnished, hands, rt

__all__ = ["empty", "furnished", "hands", "rt"]
FEW = [u for u in invented.invented_units() if u.code[:3] in ("Y01", "X40")]


@pytest.fixture
def shown(rt: Runtime) -> None:
    """Put demo data of a ministry and a province in."""
    with rt.db.write() as session:
        showing.show(session, of=FEW)
    assert clock.today().year == 2026


@pytest.fixture
def client(rt: Runtime) -> FlaskClient:
    """Give a browser in which nobody is signed in."""
    return lasting.app_of(rt).test_client()
