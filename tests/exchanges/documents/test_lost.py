"""What an axis said it took, and lost: nobody speaks of it, and a person has it sent again."""

from datetime import timedelta

import pytest

from portal import clock
from portal.exchanges.documents import fetching
from portal.services import outbox
from portal.services.documents import parked
from tests.exchanges.documents.test_sending import told
from tests.furnished.axis import OURS
from tests.furnished.documents import lay_line, one, send, trace
from tests.furnished.partners import drain


@pytest.fixture
def lost(rt, axis, at):
    """Give a document a provincial axis said it took."""
    lay_line(rt, axis, at[0], "provincial_axis")
    axis.faults(yes_without_effect={"value": True, "times": 1})
    document = send(rt, at)
    drain(rt)
    assert (one(rt).standing, axis.packages()) == ("sent", [])
    return document


def silent(rt, days=9):
    """List what nobody has spoken of some days later."""
    then = clock.now() + timedelta(days=days)
    with clock.at(lambda: then), rt.db.read() as session:
        return [(one.document.docid, one.destination) for one in parked.unheard(session)]


def not_arrived(rt, document):
    """Let a person say that it did not arrive."""
    key = (document.home_agency_id, document.id)
    with rt.db.write() as session:
        count = outbox.replay(session, f"axis:{OURS}", key, not_arrived=True)
    drain(rt)
    return count


def test_it_is_named_once_its_recipients_had_their_time_and_sent_again_by_a_person(rt, axis, lost):
    assert (silent(rt, days=0), silent(rt)) == ([], [(lost.docid, f"axis:{OURS}")])
    assert not_arrived(rt, lost) == 1
    assert [each["document_id"] for each in axis.packages()] == [lost.docid]
    assert trace(rt, lost) == ["written", "sent", "sent_again"]


def test_what_a_recipient_has_spoken_of_is_not_sent_again(rt, axis, lost):
    axis.put(told(lost, "01"))
    fetching.poll_all(rt)
    assert (silent(rt), not_arrived(rt, lost)) == ([], 0)


def test_without_a_person_who_says_so_what_left_is_left(rt, axis, lost):
    with rt.db.write() as session:
        assert outbox.replay(session, f"axis:{OURS}", None, not_arrived=True) == 0
        key = (lost.home_agency_id, lost.id)
        assert outbox.replay(session, f"axis:{OURS}", key) == 0
