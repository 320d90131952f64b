"""The payment sandbox as the connector meets it: a real process that errs on command."""

import pytest

from connectors import registry
from tests.sandbox.conftest import running
from tests.sandbox.payment.booth import PAYMENT, Booth


@pytest.fixture(scope="package")
def process(tmp_path_factory):
    folder = tmp_path_factory.mktemp("payment")
    with running("payment", folder, **PAYMENT) as started:
        yield started


@pytest.fixture
def booth(process):
    """Give the platform with all faults off."""
    opened = Booth(process.url)
    yield opened
    opened.well()


@pytest.fixture
def platform(booth, around):
    """Make connectors to the platform; whatever is given changes their settings."""
    made = []

    def make(**settings):
        given = {
            "base_url": booth.url,
            "client_id": "cong-mau",
            "key_1": "khoa-mot",
            "key_2": "khoa-hai",
            "allow_private": True,
            "read_seconds": 1,
            **settings,
        }
        connector = registry.payment("payment_platform", given, around)
        made.append(connector)
        return connector

    yield make
    for connector in made:
        connector.close()
