"""The outbox: in order, held by one at a time, and never dropped."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.domain.states import State
from portal.models import Destination, Promise, PromiseState
from portal.services import events, promises, vault
from portal.services.events import Occurrence
from portal.services.promises import Errand, Room
from tests.furnished import house

AMPLE = Room(100, 100)
SECONDS = 60


def lease(rt, worker="w1", room=AMPLE, seconds=SECONDS):
    with rt.db.write() as session:
        return promises.lease(session, worker, seconds, room)


def due(rt):
    with rt.db.read() as session:
        return promises.anything_due(session)


def promise_again(rt, dossier, destination, priority=promises.DELIVERY):
    """Promise a destination one thing more, of an event of its own."""
    with rt.db.write() as session:
        locked = events.lock(session, dossier.home_agency_id, dossier.id)
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        event = events.record(session, safe, locked, Occurrence("note", clock.now()))
        return promises.make(session, locked, event, Errand(destination, "deliver", priority))


def change(rt, dossier, destination, seq=1, **values):
    with rt.db.write() as session:
        session.execute(
            sa.update(Promise)
            .where(Promise.dossier_id == dossier.id, Promise.destination == destination)
            .where(Promise.seq == seq)
            .values(**values)
        )


def named(leased):
    return {(one.dossier_id, one.destination, one.seq) for one in leased}


@pytest.fixture
def to(agency):
    """Name the destination of the agency's dossiers."""
    return f"agency:{agency.code}"


def test_the_second_promise_of_a_dossier_waits_for_the_first(rt, submitted, to):
    promise_again(rt, submitted, to)
    assert named(lease(rt)) == {(submitted.id, to, 1), (submitted.id, "sms", 1)}
    assert lease(rt) == []
    change(rt, submitted, to, state=PromiseState.DONE)
    assert named(lease(rt)) == {(submitted.id, to, 2)}


def test_a_waiting_first_promise_holds_up_the_second_even_when_it_is_not_due(rt, submitted, to):
    promise_again(rt, submitted, to)
    change(rt, submitted, to, next_at=clock.now().replace(year=2099))
    assert named(lease(rt)) == {(submitted.id, "sms", 1)}


def test_a_parked_promise_holds_up_its_own_dossier_and_destination_alone(
    rt, submitted, citizen, agency, to
):
    promise_again(rt, submitted, to)
    change(rt, submitted, to, state=PromiseState.PARKED)
    other = house.submit_new(rt, citizen, agency)
    assert named(lease(rt)) == {
        (submitted.id, "sms", 1),
        (other.id, to, 1),
        (other.id, "sms", 1),
    }


def test_nobody_gets_what_somebody_holds(rt, submitted):
    assert len(lease(rt, "w1")) == 2
    assert lease(rt, "w2") == []
    assert not due(rt)


def test_threads_leasing_at_once_never_hold_the_same_promise(rt, citizen, agency):
    for _ in range(6):
        house.submit_new(rt, citizen, agency)
    start, taken = threading.Barrier(4), []

    def work(worker):
        start.wait()
        for _ in range(4):
            taken.extend(named(lease(rt, worker, Room(2, 2))))

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(Counter(taken).values()) == 1
    assert len(taken) + len(lease(rt)) == 12


def test_a_lease_that_ran_out_is_taken_over_and_asked_about(rt, hands, submitted):
    first = lease(rt, "w1")
    assert [one.unsure for one in first] == [False, False]
    hands.turn(seconds=SECONDS - 1)
    assert lease(rt, "w2") == []
    hands.turn(seconds=2)
    second = lease(rt, "w2")
    assert [(one.unsure, one.attempts) for one in second] == [(True, 2), (True, 2)]


def test_whoever_lost_a_lease_writes_nothing_down(rt, hands, submitted):
    late = lease(rt, "w1")[0]
    hands.turn(seconds=SECONDS + 1)
    # A process may take over from a thread of its own that was held up.
    again = {one.row: one for one in lease(rt, "w1")}[late.row]
    with rt.db.write() as session:
        assert promises.held(session, late) is None
        assert promises.held(session, again) is not None


def test_a_renewed_lease_does_not_run_out(rt, hands, submitted):
    held = lease(rt, "w1")
    hands.turn(seconds=SECONDS - 1)
    with rt.db.write() as session:
        renewed = [promises.renew(session, one, SECONDS) for one in held]
    hands.turn(seconds=SECONDS - 1)
    assert lease(rt, "w2") == []
    with rt.db.write() as session:
        assert promises.held(session, held[0]) is not None
    assert renewed[0].until > held[0].until


def test_a_lost_lease_cannot_be_renewed(rt, hands, submitted):
    late = lease(rt, "w1")[0]
    hands.turn(seconds=SECONDS + 1)
    lease(rt, "w2")
    with rt.db.write() as session:
        assert promises.renew(session, late, SECONDS) == late
        assert promises.held(session, late) is None


def test_a_promise_given_back_was_not_tried(rt, submitted):
    for one in lease(rt, "w1"):
        with rt.db.write() as session:
            promises.give_back(session, one)
    assert [(one.attempts, one.unsure) for one in lease(rt, "w2")] == [(1, False), (1, False)]


def test_no_destination_gets_more_than_its_share(rt, citizen, agency, to):
    for _ in range(3):
        house.submit_new(rt, citizen, agency)
    taken = lease(rt, room=Room(8, 2))
    assert Counter(one.destination for one in taken) == {to: 2, "sms": 2}
    assert lease(rt, room=Room(8, 2, Counter({to: 2, "sms": 2}))) == []
    rest = lease(rt, room=Room(8, 2, Counter({to: 2})))
    assert [one.destination for one in rest] == ["sms"]


def test_a_paused_destination_gets_nothing_and_loses_nothing(rt, hands, submitted, to):
    with rt.db.write() as session:
        session.add(Destination(name=to, failures=0, paused_at=hands.now, paused_by="test"))
    hands.turn(days=30)
    assert named(lease(rt)) == {(submitted.id, "sms", 1)}
    with rt.db.write() as session:
        session.get_one(Destination, to).paused_at = None
    assert named(lease(rt)) == {(submitted.id, to, 1)}


def test_a_broken_destination_is_tried_again_after_a_while(rt, hands, submitted, to):
    with rt.db.write() as session:
        retry_at = clock.now() + timedelta(seconds=10)
        session.add(Destination(name=to, failures=5, broken_at=clock.now(), retry_at=retry_at))
    assert named(lease(rt)) == {(submitted.id, "sms", 1)}
    hands.turn(seconds=10)
    assert named(lease(rt)) == {(submitted.id, to, 1)}


def test_what_is_urgent_goes_first(rt, submitted, to):
    # News to citizens, then dossiers, then the SMS that repeats what the page has said.
    promise_again(rt, submitted, "report", promises.BULK)
    promise_again(rt, submitted, "news", promises.NEWS)
    assert [one.destination for one in lease(rt)] == ["news", to, "sms", "report"]


def test_a_parked_promise_can_be_tried_again_for_as_long_as_a_new_one(rt, hands, submitted, to):
    change(rt, submitted, to, state=PromiseState.PARKED, tried_since=hands.now)
    hands.turn(days=9)
    with rt.db.write() as session:
        promises.retry(session, session.get_one(Promise, (*house.key(submitted), to, 1)))
    assert (submitted.id, to, 1) in named(lease(rt))
    row = next(one for one in house.promised(rt, submitted, to))
    assert (row.state, row.tried_since) == (PromiseState.WAITING, hands.now)


def test_a_promise_that_was_kept_is_not_tried_again(rt, submitted, to):
    change(rt, submitted, to, state=PromiseState.DONE)
    with rt.db.write() as session:
        promises.retry(session, session.get_one(Promise, (*house.key(submitted), to, 1)))
    assert (submitted.id, to, 1) not in named(lease(rt))


def test_a_promise_stands_only_if_its_event_does(rt, submitted, to):
    with pytest.raises(RuntimeError), rt.db.write() as session:
        locked = events.lock(session, *house.key(submitted))
        safe = vault.unlock(session, rt, *house.key(submitted))
        what = Occurrence("accepted", clock.now(), State.ACCEPTED)
        event = events.record(session, safe, locked, what)
        promises.make(session, locked, event, Errand(to, "deliver", 1))
        session.flush()
        raise RuntimeError("the disk is full")
    assert [promise.seq for promise in house.promised(rt, submitted, to)] == [1]


def test_a_promise_names_its_event_by_number_and_hash_and_has_a_key_of_its_own(rt, submitted, to):
    promise_again(rt, submitted, to)
    with rt.db.read() as session:
        hashes = {event.seq: event.hash for event in house.chain(session, submitted)}
    told = house.promised(rt, submitted)
    assert all(hashes[promise.event_seq] == promise.event_hash for promise in told)
    assert len({promise.key for promise in told}) == len(told) == 3


def test_leasing_reads_the_small_index_of_what_waits(rt, submitted, store):
    query = promises._due(clock.now(), ["agency:H41.90.09"]).limit(8)
    text = str(
        query.compile(
            rt.db.engine, compile_kwargs={"literal_binds": True, "render_postcompile": True}
        )
    )
    with rt.db.read() as session:
        if store.name == "postgresql":
            # So few rows are read faster without any index: it is asked which one it would take.
            session.execute(sa.text("SET LOCAL enable_seqscan = off"))
            plan = "\n".join(session.scalars(sa.text(f"EXPLAIN {text}")))
        else:
            rows = session.execute(sa.text(f"EXPLAIN QUERY PLAN {text}"))
            plan = "\n".join(row.detail for row in rows)
    assert "ix_promises_due" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
