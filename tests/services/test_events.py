"""Events: one chain a dossier, and whoever touches it is found out."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.domain import evidence
from portal.domain.errors import NotFound
from portal.models import Dossier, Event
from portal.services import events, vault
from portal.services.events import Occurrence
from tests.furnished import house

NOTE = "Bà Mẫu đã đến quầy"


def record(rt, dossier, note=NOTE):
    with rt.db.write() as session:
        locked = events.lock(session, dossier.home_agency_id, dossier.id)
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        what = Occurrence("note", clock.now(), facts={"n": 1}, private={"note": note})
        return events.record(session, safe, locked, what)


@pytest.fixture
def chained(rt, submitted):
    """Give a dossier with three events."""
    record(rt, submitted)
    record(rt, submitted)
    return submitted


def checked(rt, dossier):
    with rt.db.read() as session:
        return events.check_chain(house.chain(session, dossier))


def test_an_untouched_chain_holds(rt, chained):
    assert checked(rt, chained) is None
    with rt.db.read() as session:
        chain = house.chain(session, chained)
    assert [event.seq for event in chain] == [1, 2, 3]
    assert [event.previous for event in chain] == [evidence.GENESIS, chain[0].hash, chain[1].hash]
    assert house.again(rt, chained).head == chain[-1].hash


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "decided"},
        {"after": "decided"},
        {"before": "decided"},
        {"facts": {"n": 2}},
        {"commitments": {}},
        {"occurred_at": clock.now() - timedelta(days=1)},
        {"recorded_at": clock.now() - timedelta(days=1)},
        {"hash": "0" * 64},
        {"previous": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_event_that_was_changed_is_found(rt, chained, change):
    with rt.db.write() as session:
        session.execute(sa.update(Event).where(Event.seq == 2).values(**change))
    assert checked(rt, chained) == 2


def test_an_event_that_was_taken_out_is_found(rt, chained):
    with rt.db.write() as session:
        session.execute(sa.delete(Event).where(Event.seq == 2))
    assert checked(rt, chained) == 2


def test_an_event_forged_with_a_hash_of_its_own_is_found_at_the_next(rt, chained):
    with rt.db.write() as session:
        forged = session.get_one(Event, (chained.home_agency_id, chained.id, 2))
        link = evidence.Link(
            str(chained.id), 2, "note", forged.before, None, forged.occurred_at,
            forged.recorded_at, {"n": 9}, forged.commitments, forged.previous,
        )  # fmt: skip
        forged.facts, forged.hash = {"n": 9}, link.digest()
    assert checked(rt, chained) == 3


def test_an_event_of_another_dossier_fits_nowhere(rt, chained, citizen, agency):
    other = house.submit_new(rt, citizen, agency)
    with rt.db.read() as session:
        strange = house.chain(session, other)
        assert events.check_chain([*strange, *house.chain(session, chained)[1:]]) == 2


def test_what_is_private_is_sealed_and_committed_to(rt, chained):
    with rt.db.read() as session:
        event = house.chain(session, chained)[1]
        safe = vault.unlock(session, rt, chained.home_agency_id, chained.id)
    assert events.private(safe, event) == {"note": NOTE}
    assert event.commitments == {"note": evidence.commit(safe.salt, "note", NOTE)}
    assert NOTE.encode() not in event.sealed


def test_threads_recording_at_once_make_one_chain(rt, submitted):
    start = threading.Barrier(5)

    def write():
        start.wait()
        for _ in range(3):
            record(rt, submitted)

    threads = [threading.Thread(target=write) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert checked(rt, submitted) is None
    assert house.again(rt, submitted).seq == 16


def test_an_event_whose_transaction_fails_leaves_no_gap(rt, submitted):
    with pytest.raises(RuntimeError), rt.db.write() as session:
        locked = events.lock(session, submitted.home_agency_id, submitted.id)
        safe = vault.unlock(session, rt, submitted.home_agency_id, submitted.id)
        events.record(session, safe, locked, Occurrence("note", clock.now()))
        session.flush()
        raise RuntimeError("the disk is full")
    assert record(rt, submitted).seq == 2
    assert checked(rt, submitted) is None


def test_a_dossier_of_another_agency_cannot_be_locked(rt, submitted):
    other = house.add_agency(rt, "H41.90.02")
    with rt.db.write() as session, pytest.raises(NotFound):
        events.lock(session, other.id, submitted.id)
    with rt.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Dossier)) == 1
