"""An SMS centre that is up."""

from itertools import count

import pytest
import requests

from tests.sandbox.conftest import TOKEN, running

_NUMBERS = count(1)


class Centre:
    """The portal's side of the gateway."""

    def __init__(self, url: str) -> None:
        self.url = url

    def send(self, timeout: float = 10, token: str = TOKEN, **changed: object) -> requests.Response:
        """Hand a message in."""
        message = {
            "reference": f"r-{next(_NUMBERS)}",
            "to": "84900000011",
            "from": "LienThong",
            "text": "Ho so da nhan.",
        }
        return requests.post(
            f"{self.url}/messages",
            json=message | changed,
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout,
        )

    def status(self, reference: str) -> requests.Response:
        """Ask what became of a message."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        return requests.get(f"{self.url}/messages/{reference}", headers=headers, timeout=10)

    def inbox(self, to: str = "") -> list[dict]:
        """Look at a telephone."""
        return requests.get(f"{self.url}/inbox", params={"to": to}, timeout=10).json()

    def faults(self, **wanted: object) -> None:
        """Switch faults."""
        requests.post(f"{self.url}/faults", json=wanted, timeout=10).raise_for_status()


@pytest.fixture(scope="package")
def process(tmp_path_factory):
    """Run the centre."""
    folder = tmp_path_factory.mktemp("sms")
    with running("sms", folder, SANDBOX_SMS_TOKEN=TOKEN) as started:
        yield started


@pytest.fixture
def centre(process):
    """Give the centre with all faults off."""
    requests.delete(f"{process.url}/faults", timeout=10)
    yield Centre(process.url)
    requests.delete(f"{process.url}/faults", timeout=10)
