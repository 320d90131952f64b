"""A furnished portal with an agency that works at a desk, and a dossier that lies on it."""

from collections.abc import Callable

import pytest

from connectors.messages import NewsKind
from portal.models import Agency, Dossier
from portal.runtime import Runtime
from portal.services import events
from portal.services.citizens import Signed
from portal.services.desk import dealing
from portal.services.desk.dealing import Desk
from portal.services.desk.rules import Deed
from portal.services.operations.staff import Member
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.fixtures import citizen, furnished, hands, rt
from tests.furnished.partners import drain

__all__ = ["citizen", "furnished", "hands", "rt"]


@pytest.fixture
def agency(rt: Runtime) -> Agency:
    """Give a commune without a system."""
    return add_desk(rt)


@pytest.fixture
def officer(rt: Runtime, agency: Agency) -> Member:
    """Give somebody who works at its desk."""
    return hire(rt, agency)


@pytest.fixture
def submitted(rt: Runtime, citizen: Signed, agency: Agency) -> Dossier:
    """Give a dossier that was handed in there."""
    return house.submit_new(rt, citizen, agency)


@pytest.fixture
def lying(rt: Runtime, submitted: Dossier) -> Dossier:
    """Give a dossier that lies on the desk."""
    drain(rt)
    return house.again(rt, submitted)


@pytest.fixture
def do(rt: Runtime, agency: Agency, officer: Member) -> Callable[..., Dossier]:
    """Let the officer do something, having seen all there is."""

    def done(dossier: Dossier, kind: str, **more: object) -> Dossier:
        given = {"seen": house.again(rt, dossier).seq, **more}
        deed = Deed(kind=NewsKind(kind), **given)
        with rt.db.write() as session:
            dealing.do(session, rt, Desk(agency, officer), dossier.code, (deed, ()))
        with rt.db.read() as session:
            assert events.check_chain(house.chain(session, dossier)) is None
        return house.again(rt, dossier)

    return done
