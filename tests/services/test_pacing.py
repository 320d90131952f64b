"""What a destination bears: so many calls at once, so many a minute, over all machines."""

import threading

import pytest
import sqlalchemy as sa

from portal.models import Destination, Promise, PromiseState
from portal.services import outbox, promises
from portal.services.promises import Room
from tests.furnished import house

AMPLE = Room(100, 100)


@pytest.fixture
def to(agency):
    return f"agency:{agency.code}"


@pytest.fixture
def many(rt, citizen, agency):
    """Eight dossiers wait to be delivered."""
    return [house.submit_new(rt, citizen, agency) for _ in range(8)]


def limit(rt, to, at_once=None, per_minute=None):
    with rt.db.write() as session:
        outbox.limit(session, to, at_once, per_minute)


def taken(rt, to, worker="w"):
    with rt.db.write() as session:
        leased = promises.lease(session, worker, 60, AMPLE)
    return [one for one in leased if one.destination == to]


def settle(rt, leased):
    with rt.db.write() as session:
        for one in leased:
            promises.held(session, one).state = PromiseState.DONE


def due(rt):
    with rt.db.read() as session:
        return promises.anything_due(session)


def test_without_a_limit_everything_due_is_taken(rt, many, to):
    assert len(taken(rt, to)) == 8


def test_so_many_at_once_and_no_more_whoever_asks(rt, many, to):
    limit(rt, to, at_once=3)
    first = taken(rt, to, "one machine")
    assert len(first) == 3
    assert taken(rt, to, "another machine") == []
    settle(rt, first[:2])
    assert len(taken(rt, to, "another machine")) == 2


def test_whoever_died_with_a_call_in_hand_holds_no_place_for_ever(rt, many, to, hands):
    limit(rt, to, at_once=2)
    assert len(taken(rt, to)) == 2
    hands.turn(seconds=61)
    assert len(taken(rt, to)) == 2


def test_so_many_a_minute_and_no_more(rt, many, to, hands):
    limit(rt, to, per_minute=2)
    settled = 0
    for _second in range(4 * 60):
        leased = taken(rt, to)
        settle(rt, leased)
        settled += len(leased)
        hands.turn(seconds=1)
    assert settled == 8


def test_the_pace_is_not_made_up_for_after_a_rest(rt, many, to, hands):
    limit(rt, to, per_minute=60)
    taken(rt, to)
    hands.turn(hours=1)
    # As much as gathers between two looks, and the call whose time it is.
    assert 1 <= len(taken(rt, to)) <= 3


def test_other_destinations_do_not_wait(rt, many, to):
    limit(rt, to, at_once=1, per_minute=1)
    with rt.db.write() as session:
        leased = promises.lease(session, "w", 60, AMPLE)
    assert sum(one.destination == "sms" for one in leased) == 8
    assert sum(one.destination == to for one in leased) == 1


def test_nothing_is_due_before_the_pace_allows_it(rt, many, to, hands):
    limit(rt, to, per_minute=1)
    with rt.db.write() as session:
        session.execute(sa.delete(Promise).where(Promise.destination == "sms"))
    settle(rt, taken(rt, to))
    settle(rt, taken(rt, to))
    assert not due(rt)
    hands.turn(minutes=1)
    assert due(rt)


def test_machines_that_ask_at_the_same_moment_keep_the_limit_together(rt, many, to):
    limit(rt, to, at_once=3)
    start, found = threading.Barrier(4), []

    def ask(worker):
        start.wait()
        found.extend(taken(rt, to, worker))

    threads = [threading.Thread(target=ask, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len({one.row for one in found}) == 3


def test_a_limit_is_taken_away_again(rt, many, to):
    limit(rt, to, at_once=1)
    limit(rt, to)
    with rt.db.read() as session:
        row = session.get(Destination, to)
        assert (row.at_once, row.per_minute) == (None, None)
    assert len(taken(rt, to)) == 8
