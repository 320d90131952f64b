"""A house that costs something, its agency's sandbox, and the platform's."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from portal.runtime import Partners, Runtime
from tests.exchanges.conftest import rt as with_partners
from tests.furnished import priced
from tests.sandbox.conftest import running
from tests.sandbox.payment.booth import PAYMENT, Booth

__all__ = ["with_partners"]
KEYS = {"payment.key_1": "khoa-mot", "payment.key_2": "khoa-hai"}


@pytest.fixture(scope="package")
def process(tmp_path_factory):
    """Run the platform."""
    with running("payment", tmp_path_factory.mktemp("payment"), **PAYMENT) as started:
        yield started


@pytest.fixture
def booth(process) -> Iterator[Booth]:
    """Give the platform with all faults off."""
    opened = Booth(process.url)
    yield opened
    opened.well()


@pytest.fixture
def rt(with_partners: Runtime, booth: Booth) -> Iterator[Runtime]:
    """Give a runtime that knows agency, SMS centre and platform."""
    before = with_partners.settings
    secrets = replace(before.secrets, partners={**before.secrets.partners, **KEYS})
    told = replace(before, secrets=secrets, payment_url=booth.url, payment_client_id="cong-mau")
    partners = Partners(told, with_partners.keyring, with_partners.db)
    yield replace(with_partners, settings=told, partners=partners)
    partners.close()


@pytest.fixture
def dossier(rt, citizen, agency):
    """Give a dossier for which 15,000 đồng are owed."""
    return priced.submit(rt, citizen, agency)
