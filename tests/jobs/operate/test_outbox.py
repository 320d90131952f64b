"""``portal outbox``, as it is typed, of a document nobody can ask an axis about."""

import pytest
import sqlalchemy as sa

from portal.models import PromiseState, StaffDeed
from tests.furnished.axis import OURS
from tests.furnished.desks import add_desk
from tests.furnished.stuck import owed, stick

TO = f"axis:{OURS}"
WHY = ("--by", "an", "--reason", "Sở báo chưa nhận được")


@pytest.fixture
def settings(alone):
    """Let the command work on the furnished portal."""
    return alone.settings


@pytest.fixture
def stuck(alone, hands):
    return stick(alone, add_desk(alone))


def test_a_document_that_did_not_arrive_is_sent_without_asking(portal, alone, stuck):
    listed = portal("outbox", "list", "--parked").output
    assert listed.startswith(f"{stuck.docid}\t{TO}\t") and "notoffered" in listed
    done = portal("outbox", "replay", TO, "--code", stuck.docid, "--not-arrived", *WHY)
    assert (done.exit_code, done.output) == (0, "1 to be tried again\n")
    assert (owed(alone, stuck).state, owed(alone, stuck).unsure) == (PromiseState.WAITING, False)
    with alone.db.read() as session:
        (row,) = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "promises_replayed"))
    assert (row.by, row.reason, row.detail["not_arrived"]) == ("an", WHY[-1], True)


def test_it_is_said_of_one_document_alone(portal, alone, stuck):
    done = portal("outbox", "replay", TO, "--not-arrived", *WHY)
    assert (done.exit_code, "--code" in done.stderr) == (2, True)
    unknown = portal("outbox", "replay", TO, "--code", f"{stuck.docid}x", "--not-arrived", *WHY)
    assert (unknown.exit_code, "there is no dossier or document" in unknown.stderr) == (2, True)
    assert owed(alone, stuck).state == PromiseState.PARKED


def test_what_is_only_tried_again_is_asked_for_first(portal, alone, stuck):
    assert portal("outbox", "replay", TO, "--code", stuck.docid, *WHY).exit_code == 0
    assert (owed(alone, stuck).state, owed(alone, stuck).unsure) == (PromiseState.WAITING, True)
