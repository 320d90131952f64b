"""A portal, its real partners, a citizen with a browser: for the ways dossiers get lost."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from portal.app import create_app
from portal.models import Citizen, Dossier
from portal.runtime import Runtime
from portal.services import sessions
from portal.services.citizens import Signed
from portal.services.sessions import SignIn
from portal.web.context import SESSION_COOKIE
from tests.exchanges.conftest import agency, rt
from tests.furnished.fixtures import citizen, furnished, paper
from tests.furnished.fixtures import rt as alone
from tests.furnished.fixtures import submitted
from tests.furnished.house import Paper
from tests.furnished.partners import agency_sandbox, ahead, centre, office, sms_sandbox
from tests.web.citizen.browsing import Browser, Page

__all__ = [
    "agency",
    "agency_sandbox",
    "ahead",
    "alone",
    "centre",
    "citizen",
    "furnished",
    "office",
    "paper",
    "rt",
    "sms_sandbox",
    "submitted",
]
# A day's number has more than four digits after the 9,999th: agencies of tests begin ever higher.
DONE = re.compile(r"/ho-so/([A-Z0-9.]+-\d{6}-\d{4,7})/da-nop")
PAPERS = ("xac-nhan.pdf", "to-khai.pdf")


@dataclass(frozen=True)
class Visit:
    """A citizen's visit over HTTP, at the last page before their dossier is handed in."""

    rt: Runtime
    browser: Browser
    review: Page

    def hand_in(self) -> Dossier:
        """Press the button; give the dossier by the code the citizen was given."""
        sent = self.browser.send(self.review, {})
        found = DONE.fullmatch(sent.leads_to)
        assert sent.status == 303 and found is not None
        assert found[1] in self.browser.follow(sent).text
        with self.rt.db.read() as session:
            return session.scalars(sa.select(Dossier).where(Dossier.code == found[1])).one()

    def papers(self, dossier: Dossier) -> list[tuple[int, bool]]:
        """Ask for every paper of a dossier; give each answer's status, and whether it is a PDF."""
        asked = [self.browser.open(f"/ho-so/{dossier.code}/{name}").answer for name in PAPERS]
        return [(answer.status_code, answer.data[:4] == b"%PDF") for answer in asked]


def token_of(rt: Runtime, citizen: Signed) -> str:
    """Begin a session of somebody."""
    with rt.db.write() as session:
        known = session.get_one(Citizen, citizen.id)
        return sessions.start(session, rt, known, SignIn("national", None, "2", "id-token"))


def enter(app: Flask, citizen: Signed) -> Browser:
    """Open a browser in which somebody is signed in."""
    rt: Runtime = app.extensions["lienthong"]
    client = app.test_client()
    client.set_cookie(SESSION_COOKIE, token_of(rt, citizen))
    return Browser(client)


@pytest.fixture
def browser(rt: Runtime, citizen: Signed) -> Browser:
    """Give the browser of the citizen whose draft is ready."""
    return enter(create_app(runtime=rt), citizen)


@pytest.fixture
def review(browser: Browser, paper: Paper) -> Page:
    """Give the last page before a dossier is handed in."""
    return browser.open(f"/nhap/{paper.id}/kiem-tra")


@pytest.fixture
def visit(rt: Runtime, browser: Browser, review: Page) -> Visit:
    """Give the visit of the citizen whose draft is ready."""
    return Visit(rt, browser, review)


@pytest.fixture
def no_press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let the press find none of its templates, as where half an update was laid out."""
    monkeypatch.setattr("portal.papers.press.TEMPLATES", tmp_path)
    return monkeypatch
