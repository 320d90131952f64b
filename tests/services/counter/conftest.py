"""A desk at which an officer enters what comes in on paper."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from portal import clock
from portal.domain.states import Channel
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import drafts
from portal.services.counter import taking
from portal.services.counter.taking import Handed
from portal.services.desk.dealing import Desk
from portal.services.operations.staff import Member
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.fixtures import citizen, furnished, hands, rt
from tests.furnished.house import Paper

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
def at(agency: Agency, officer: Member) -> Desk:
    """Give the officer at the desk."""
    return Desk(agency, officer)


@pytest.fixture
def take(rt: Runtime, at: Desk) -> Callable[..., Paper]:
    """Let the officer begin with what somebody has handed over."""

    def taken(
        channel: Channel = Channel.DIRECT, received_at: datetime | None = None, **more: Any
    ) -> Paper:
        handed = Handed(
            house.PROCEDURE,
            "usual",
            channel,
            received_at or clock.now(),
            person={k: house.PROFILE[k] for k in ("full_name", "citizen_number", "phone")},
            **more,
        )
        with rt.db.write() as session:
            draft = taking.begin(session, rt, at, handed)
            who = taking.stand_in(session, rt, at.agency, draft.id)
        return Paper(rt, who, draft.id)

    return taken


@pytest.fixture
def whole(rt: Runtime, at: Desk, take: Callable[..., Paper]) -> Callable[..., Paper]:
    """Let the officer enter everything, a paper in hand for the only document."""

    def entered(**more: Any) -> Paper:
        paper = take(**more)
        with rt.db.write() as session:
            opened = drafts.load(session, rt, paper.citizen, paper.id, lock=True)
            drafts.save(session, opened, {"for_whom": "me"}, opened.draft.row_version)
            taking.state_papers(
                session, at, paper.id, {"proof": {"originals": 1, "photocopies": 2}}
            )
        return paper

    return entered
