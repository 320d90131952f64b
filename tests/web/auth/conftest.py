"""A portal whose citizens sign in at a real OpenID provider, and a browser without a screen."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.runtime import Runtime
from portal.settings import Provider, Settings
from tests.servers.openid_provider import OpenID, openid_provider

BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def openid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenID]:
    """Run the provider once for all tests; it vouches at level 2."""
    log = tmp_path_factory.mktemp("openid") / "log"
    with openid_provider(BASE, log) as provider:
        yield provider


@dataclass
class Portal:
    """An app, its runtime and a browser's cookies at the portal and at the provider."""

    app: Flask
    rt: Runtime
    client: FlaskClient
    elsewhere: requests.Session

    def to_provider(self, path: str = "/dang-nhap") -> str:
        """Begin to sign in; give the address the browser is sent to."""
        answer = self.client.get(path)
        assert answer.status_code == 302, answer.text
        return answer.location

    def at_provider(self, address: str, hint: str = "sample-1") -> str:
        """Sign in at the provider; give the address it sends the browser back to, as a path."""
        answer = self.elsewhere.get(f"{address}&login_hint={hint}", allow_redirects=False)
        while not answer.headers["Location"].startswith(BASE):
            there = requests.compat.urljoin(answer.url, answer.headers["Location"])
            answer = self.elsewhere.get(there, allow_redirects=False)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"

    def sign_in(self, path: str = "/dang-nhap", hint: str = "sample-1") -> TestResponse:
        """Go the whole way, and give the portal's answer to the way back."""
        return self.client.get(self.at_provider(self.to_provider(path), hint))


@pytest.fixture
def portal_for(settings: Settings, tmp_path: Path) -> Iterator[object]:
    """Make portals for providers."""
    with ExitStack() as open_now:

        def make(*providers: Provider) -> Portal:
            rt = Runtime.make(replace(settings, base_url=BASE, providers=providers))
            open_now.callback(rt.db.close)
            app = create_app(runtime=rt)
            elsewhere = open_now.enter_context(requests.Session())
            return Portal(app, rt, app.test_client(), elsewhere)

        yield make


@pytest.fixture
def portal(portal_for: object, openid: OpenID) -> Portal:
    """Give a portal that trusts the real provider and asks for level 2."""
    assert callable(portal_for)
    made = portal_for(as_provider(openid))
    assert isinstance(made, Portal)
    return made


def as_provider(openid: OpenID, **changes: object) -> Provider:
    """Describe the provider in a portal's settings."""
    told = {
        "name": "national",
        "issuer": openid.issuer,
        "client_id": openid.client_id,
        "client_secret": openid.client_secret,
        "acr": "LoA2",
    }
    return Provider(**{**told, **changes})  # type: ignore[arg-type]
