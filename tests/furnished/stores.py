"""Stores of papers: a portal that knows the national one, or trusts one root; browsers at home."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from forms.loader import load
from portal import clock
from portal.models import Citizen
from portal.runtime import Runtime
from portal.services import publishing, sessions
from portal.services.citizens import Signed
from portal.services.sessions import SignIn
from portal.web.context import SESSION_COOKIE
from tests.connectors.national.conftest import There
from tests.furnished import house, signed
from tests.furnished.partners import with_national
from tests.sandbox.conftest import running
from tests.sandbox.national.hand import NATIONAL
from tests.services.store.conftest import ROOT, SOURCE, TYPE
from tests.web.citizen.browsing import Browser


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """Run a national portal."""
    with running("national", tmp_path_factory.mktemp("national"), **NATIONAL) as started:
        yield started


@pytest.fixture
def there(process) -> Iterator[There]:
    """A national portal whose store holds one paper of the known type."""
    found = There(process.url)
    found.anew()
    found.lay(TYPE)
    yield found
    found.anew()


def _publish(rt: Runtime) -> None:
    with clock.at(lambda: house.LONG_AGO), rt.db.write() as session:
        publishing.publish(session, load(SOURCE), SOURCE, "test")


@pytest.fixture(name="rt")
def asking(rt: Runtime, there: There) -> Iterator[Runtime]:
    """Give a portal that knows the national store, and a procedure with papers of known types."""
    _publish(rt)
    told = with_national(rt, there.url)
    yield told
    told.partners.close()


@pytest.fixture(name="rt")
def trusting(rt: Runtime, tmp_path: Path) -> Runtime:
    """Give a portal that trusts one root, and has a procedure with papers of known types."""
    _publish(rt)
    place = signed.trusted(tmp_path / "roots", ROOT.pem)
    return replace(rt, settings=replace(rt.settings, trust_roots=place))


@pytest.fixture
def at_home(app: Flask, rt: Runtime) -> Callable[..., Browser]:
    """Open browsers of citizens who are signed in."""

    def browser(citizen: Signed, assurance: str = "2") -> Browser:
        with rt.db.write() as session:
            row = session.get_one(Citizen, citizen.id)
            row.assurance = assurance
            made = SignIn("national", None, assurance, "id-token")
            token = sessions.start(session, rt, row, made)
        client = app.test_client()
        client.set_cookie(SESSION_COOKIE, token)
        return Browser(client)

    return browser
