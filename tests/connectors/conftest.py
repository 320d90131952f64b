"""What every test of a connector starts from."""

from datetime import UTC, datetime

import pytest

from connectors.base import Surroundings
from connectors.http import Client, Destination


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
