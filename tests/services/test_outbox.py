"""The outbox in an operator's hands."""

import pytest
import sqlalchemy as sa

from portal.domain.errors import NotFound
from portal.models import Promise, PromiseState
from portal.services import outbox, promises
from portal.services.promises import Room
from tests.furnished import house


@pytest.fixture
def to(agency):
    """Name the destination of the agency's dossiers."""
    return f"agency:{agency.code}"


def park(rt, dossier, destination):
    with rt.db.write() as session:
        session.execute(
            sa.update(Promise)
            .where(Promise.dossier_id == dossier.id, Promise.destination == destination)
            .values(state=PromiseState.PARKED, last_outcome="rejected", last_error="no such form")
        )


def leased(rt):
    with rt.db.write() as session:
        taken = promises.lease(session, "w", 60, Room(100, 100))
    return {one.destination: one for one in taken}


def fares(rt, destination):
    with rt.db.read() as session:
        return next(each for each in outbox.health(session) if each.name == destination)


def test_a_destination_tells_what_waits_and_what_is_parked(rt, submitted, to):
    park(rt, submitted, to)
    assert (fares(rt, to).waiting, fares(rt, to).parked) == (0, 1)
    assert (fares(rt, "sms").waiting, fares(rt, "sms").parked) == (1, 0)
    assert fares(rt, "sms").oldest >= submitted.submitted_at


def test_what_is_parked_says_which_dossier_and_why(rt, submitted, to):
    park(rt, submitted, to)
    with rt.db.read() as session:
        (one,) = outbox.parked(session, to)
        assert outbox.parked(session, "sms") == []
    assert (one.code, one.outcome, one.error) == (submitted.code, "rejected", "no such form")


def test_what_is_replayed_asks_before_it_sends(rt, submitted, to):
    park(rt, submitted, to)
    assert to not in leased(rt)
    with rt.db.write() as session:
        assert outbox.replay(session, to, house.key(submitted)) == 1
    assert leased(rt)[to].unsure


def test_a_replay_of_one_dossier_leaves_the_others_parked(rt, citizen, agency, submitted, to):
    other = house.submit_new(rt, citizen, agency)
    park(rt, submitted, to)
    park(rt, other, to)
    with rt.db.write() as session:
        assert outbox.replay(session, to, house.key(other)) == 1
    assert (fares(rt, to).waiting, fares(rt, to).parked) == (1, 1)


def test_a_paused_destination_holds_its_promises_until_it_is_resumed(rt, submitted, to):
    with rt.db.write() as session:
        outbox.pause(session, to, "trực ban")
    assert (fares(rt, to).state, fares(rt, to).paused_by) == ("paused", "trực ban")
    assert to not in leased(rt)
    with rt.db.write() as session:
        outbox.resume(session, to)
    assert fares(rt, to).state == "open"
    assert to in leased(rt)


def test_a_destination_nobody_knows_cannot_be_resumed(rt):
    with pytest.raises(NotFound), rt.db.write() as session:
        outbox.resume(session, "agency:H99")
