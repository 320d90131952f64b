"""A furnished portal's API, as a browser with a session and as an app with nothing calls it."""

import base64
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.models import Agency
from portal.runtime import Runtime
from portal.services import citizens, sessions
from portal.services.citizens import Identity
from portal.services.sessions import SignIn
from portal.web.context import SESSION_COOKIE
from tests.furnished import lasting
from tests.furnished.fixtures import agency, furnished, hands, rt  # noqa: F401
from tests.furnished.house import PROCEDURE, PROFILE
from tests.furnished.papers import pdf

PDF = pdf(size=3000)
BASE = "/api/v1"


class Caller:
    """Somebody's program at the API; it carries what a browser of theirs would."""

    def __init__(self, client: FlaskClient, token: str = "") -> None:
        self.client, self.headers = client, {}
        if token:
            client.set_cookie(SESSION_COOKIE, token)
            self.headers["X-CSRFToken"] = self.get("/me").json["csrf"]

    def call(self, method: str, path: str, **more: Any) -> TestResponse:
        """Send a request."""
        headers = {**self.headers, **more.pop("headers", {})}
        return self.client.open(f"{BASE}{path}", method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        """Read something."""
        return self.call("GET", path, **more)

    def post(self, path: str, **more: Any) -> TestResponse:
        """Send something."""
        return self.call("POST", path, **more)

    def begin(self, to: Agency) -> str:
        """Begin a draft; give its path."""
        chosen = {"procedure": PROCEDURE, "case": "usual", "agency": str(to.id)}
        answer = self.post("/drafts", json=chosen)
        assert answer.status_code == 201, answer.text
        return f"/drafts/{answer.json['id']}"

    def patch(self, draft: str, answers: Any, *, lenient: bool = False) -> TestResponse:
        """Save answers to the draft as it stands."""
        headers = {"If-Match": self.get(draft).headers["ETag"]}
        if lenient:
            headers["Prefer"] = "handling=lenient"
        return self.call("PATCH", draft, json={"answers": answers}, headers=headers)

    def upload(self, draft: str, data: bytes = PDF, name: str = "nha.pdf", **more: Any) -> Any:
        """Bring a file for the one document of the small form."""
        headers = {"Content-Digest": digest(data), **more.pop("headers", {})}
        path = f"{draft}/documents/{more.pop('document', 'proof')}/files"
        return self.post(path, query_string={"name": name}, data=data, headers=headers)

    def filled(self, to: Agency) -> str:
        """Begin a draft and fill it in whole; give its path."""
        draft = self.begin(to)
        assert self.patch(draft, {"for_whom": "me"}).status_code == 200
        assert self.upload(draft).status_code == 201
        return draft


def digest(data: bytes) -> str:
    """Write the fingerprint of a body as its header wants it."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"


@pytest.fixture
def app(rt: Runtime, hands: object) -> Flask:  # noqa: F811
    """The web application."""
    return lasting.app_of(rt)


@pytest.fixture
def enter(app: Flask, rt: Runtime) -> Callable[..., Caller]:  # noqa: F811
    """Let somebody sign in; by another subject it is somebody else."""

    def browser(subject: str = "mau", **profile: str) -> Caller:
        identity = Identity("https://issuer.example", subject, "2", False, {**PROFILE, **profile})
        with rt.db.write() as session:
            citizen = citizens.recognise(session, rt, identity)
            token = sessions.start(session, rt, citizen, SignIn("national", None, "2", "id-token"))
        return Caller(app.test_client(), token)

    return browser


@pytest.fixture
def mau(enter: Callable[..., Caller]) -> Caller:
    """Ms Mẫu, signed in."""
    return enter()


@pytest.fixture
def nobody(app: Flask) -> Caller:
    """A program nobody signed in at."""
    return Caller(app.test_client())


def faults(answer: TestResponse) -> dict[str, str]:
    """Give an answer's faults: code by field."""
    assert answer.content_type == "application/problem+json", answer.text[:300]
    told = answer.json
    assert told["status"] == answer.status_code
    assert all(each["message"] for each in told["errors"])
    return {each["field"]: each["code"] for each in told["errors"]}
