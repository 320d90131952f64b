"""A portal that takes money, and the platform's sandbox behind it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from forms.loader import load
from portal.domain.calendar_seed import seed
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import calendars, publishing
from portal.services.paying import payees
from tests.furnished.priced import ACCOUNT
from tests.sandbox.conftest import running
from tests.sandbox.payment.booth import PAYMENT, Booth
from tests.web.citizen.browsing import Browser
from tests.web.citizen.filling import submitted

MOVING = Path(__file__).parent.parent / "moving.yaml"
KEYS = {"payment.key_1": "khoa-mot", "payment.key_2": "khoa-hai"}


@pytest.fixture(scope="package")
def process(tmp_path_factory):
    """Run the platform; its calls back reach nobody, each test carries them itself."""
    with running("payment", tmp_path_factory.mktemp("payment"), **PAYMENT) as started:
        yield started


@pytest.fixture
def booth(process) -> Iterator[Booth]:
    """Give the platform with all faults off."""
    opened = Booth(process.url)
    yield opened
    opened.well()


@pytest.fixture
def rt(settings, hands, booth) -> Iterator[Runtime]:
    """Give the runtime of a portal whose fees are paid at the sandbox."""
    secrets = replace(settings.secrets, partners={**settings.secrets.partners, **KEYS})
    told = replace(
        settings,
        secrets=secrets,
        payment_url=booth.url,
        payment_pages=(booth.url,),
        payment_client_id="cong-mau",
        partner_timeout=2.0,
    )
    runtime = Runtime.make(told)
    source = MOVING.read_text()
    with runtime.db.write() as session:
        publishing.publish(session, load(source), source, "test")
        calendars.publish(session, seed(2025, 2027), "test")
    yield runtime
    runtime.close()


@pytest.fixture
def code(rt: Runtime, agency: Agency, ha: Browser, draft: str) -> str:
    """Give a dossier for which Ms Hà owes 16,000 đồng, and an agency with an account."""
    with rt.db.write() as session:
        payees.keep(session, agency.id, ACCOUNT)
    return submitted(ha, draft)
