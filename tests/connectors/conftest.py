"""What every test of a connector starts from."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from connectors import registry
from connectors.base import Surroundings
from connectors.contract.numbers import RunNumbers
from connectors.http import Client, Destination
from tests.connectors.agency_server import KEY_ID, SECRET, running_agency
from tests.connectors.ministry_server import CLIENT_ID, CLIENT_SECRET, running_adapter


def _never_seen():
    nonces = set()

    def seen(key_id, nonce):
        before = (key_id, nonce) in nonces
        nonces.add((key_id, nonce))
        return before

    return seen


@pytest.fixture
def around():
    return Surroundings(clock=lambda: datetime.now(UTC), seen=_never_seen())


@pytest.fixture
def client_of(around):
    """Make clients of a test server, closed at the end of the test."""
    made = []

    def make(url, surroundings=around, **options):
        settings = {"allow_private": True, "read_seconds": 2, "total_seconds": 4, **options}
        client = Client(Destination(base_url=url, **settings), surroundings)
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture
def agency():
    """An agency's system, fresh and well behaved until a test says otherwise."""
    with running_agency() as running:
        yield running


@pytest.fixture
def one_stop(agency, around):
    """Make connectors to the agency; whatever is given changes their settings."""
    made = []

    def make(surroundings=around, **settings):
        given = {
            "base_url": agency.url,
            "key_id": KEY_ID,
            "secret": SECRET,
            "allow_private": True,
            "read_seconds": 1,
            **settings,
        }
        connector = registry.agency("one_stop", given, surroundings)
        made.append(connector)
        return connector

    yield make
    for connector in made:
        connector.close()


@pytest.fixture
def adapter():
    """A ministry's adapter, fresh and well behaved until a test says otherwise."""
    with running_adapter() as running:
        yield running


@pytest.fixture
def numbers():
    """What is remembered of the ministry's numbers, outliving any one connector."""
    return RunNumbers()


@pytest.fixture
def ministry(adapter, around, numbers):
    """Make connectors to the adapter; whatever is given changes their settings."""
    made = []

    def make(surroundings=around, **settings):
        given = {
            "base_url": adapter.url,
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "news_tokens": {"bo": "tin-cua-bo-0123456789abcdefghijklmn"},
            "allow_private": True,
            "read_seconds": 1,
            "test_system": True,
            **settings,
        }
        known = replace(surroundings, numbers=surroundings.numbers or numbers)
        connector = registry.agency("ministry_adapter", given, known)
        made.append(connector)
        return connector

    yield make
    for connector in made:
        connector.close()
