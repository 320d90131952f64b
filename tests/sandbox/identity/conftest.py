"""An identity provider that is up, and a relying party that walks the code flow by hand."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote_plus, urljoin, urlsplit

import pytest
import requests
from lxml import html

from tests.sandbox.conftest import CLIENT, running

REDIRECT = CLIENT["redirect_uris"][0]


def text_of(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Visit:
    """One browser on its way through a sign-in."""

    issuer: str
    state: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    def question(self, **changed: str | None) -> dict[str, str]:
        """What a relying party asks; None leaves something out."""
        asked = {
            "client_id": CLIENT["client_id"],
            "redirect_uri": REDIRECT,
            "response_type": "code",
            "scope": "openid",
            "state": self.state,
            "nonce": self.nonce,
            "code_challenge": text_of(hashlib.sha256(self.verifier.encode()).digest()),
            "code_challenge_method": "S256",
        }
        return {key: value for key, value in (asked | changed).items() if value is not None}

    def ask(self, **changed: str | None) -> requests.Response:
        """Go to the sign-in page."""
        return requests.get(
            f"{self.issuer}/authorize",
            params=self.question(**changed),
            allow_redirects=False,
            timeout=10,
        )

    def choose(self, page: requests.Response, button: dict[str, str]) -> dict[str, str]:
        """Press a button of the page and give what comes back with the browser."""
        form = html.fromstring(page.content).forms[0]
        answer = requests.post(
            urljoin(page.url, form.action),
            data=dict(form.form_values()) | button,
            allow_redirects=False,
            timeout=10,
        )
        assert answer.status_code == 303, answer.text
        return returned(answer)

    def code(self, person: str = "mau") -> str:
        """Sign in and give the code."""
        back = self.choose(self.ask(), {"person": person})
        assert back["state"] == self.state
        return back["code"]

    def redeem(self, code: str, **changed: str) -> requests.Response:
        """Change a code for tokens, by client_secret_basic."""
        pair = (quote_plus(CLIENT["client_id"]), quote_plus(CLIENT["client_secret"]))
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
        form |= {"code_verifier": self.verifier} | changed
        return requests.post(f"{self.issuer}/token", data=form, auth=pair, timeout=10)


def returned(answer: requests.Response) -> dict[str, str]:
    """Read what a redirect to the relying party carries."""
    address = answer.headers["Location"]
    assert address.startswith(REDIRECT + "?")
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()}


@pytest.fixture(scope="package")
def provider(tmp_path_factory):
    """Run the provider with a client in each realm."""
    clients = json.dumps([CLIENT, CLIENT | {"realm": "rehearsal"}, CLIENT | {"realm": "staff"}])
    folder = tmp_path_factory.mktemp("identity")
    with running("identity", folder, SANDBOX_CLIENTS=clients) as process:
        yield process


@pytest.fixture
def visit(provider):
    """Start a visit at the national realm, all faults off."""
    requests.delete(f"{provider.url}/faults", timeout=10)
    yield Visit(f"{provider.url}/national")
    requests.delete(f"{provider.url}/faults", timeout=10)
