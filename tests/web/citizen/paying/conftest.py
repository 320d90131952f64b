"""A portal that takes money, and the platform's sandbox behind it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from portal.models import Agency
from portal.runtime import Runtime
from portal.services.paying import payees
from portal.settings import Settings
from tests.furnished import lasting
from tests.furnished.fixtures import rt as empty
from tests.furnished.priced import ACCOUNT
from tests.sandbox.conftest import running
from tests.sandbox.payment.booth import PAYMENT, Booth
from tests.web.citizen.browsing import Browser
from tests.web.citizen.conftest import move_in
from tests.web.citizen.filling import submitted

__all__ = ["empty"]
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


@pytest.fixture(scope="module")
def furnished(store, process, tmp_path_factory) -> Iterator[Runtime]:
    """Make the runtime of a portal whose fees are paid at the sandbox."""
    told = {
        "payment_url": process.url,
        "payment_pages": (process.url,),
        "payment_client_id": "cong-mau",
        "partner_timeout": 2.0,
    }
    folder = tmp_path_factory.mktemp("house")
    secrets = Settings.load({"DATA_DIR": str(folder)}).secrets
    told["secrets"] = replace(secrets, partners={**secrets.partners, **KEYS})
    with lasting.portal(store, folder, move_in, **told) as runtime:
        yield runtime


@pytest.fixture
def rt(hands, booth, empty) -> Runtime:
    """Give it; nothing has happened yet."""
    return empty


@pytest.fixture
def code(rt: Runtime, agency: Agency, ha: Browser, draft: str) -> str:
    """Give a dossier for which Ms Hà owes 16,000 đồng, and an agency with an account."""
    with rt.db.write() as session:
        payees.keep(session, agency.id, ACCOUNT)
    return submitted(ha, draft)
