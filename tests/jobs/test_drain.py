"""The drain: side by side, fairly, and without losing hold of what takes long."""

import threading
import time
from collections import Counter
from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.domain.states import Delivery
from portal.exchanges import dispatch
from portal.jobs.drain import PER_DESTINATION, Drain, forever
from portal.models import Attempt, Promise, PromiseState
from tests.furnished import house
from tests.furnished.partners import drain
from tests.servers.waiting import until


@pytest.fixture
def odd(rt, monkeypatch):
    """Let promises be of a kind of this test's own; give what sets how that is kept."""

    def set_up(handler, of="deliver"):
        with rt.db.write() as session:
            session.execute(sa.update(Promise).where(Promise.kind == of).values(kind="odd"))
        monkeypatch.setitem(dispatch.HANDLERS, "odd", handler)

    return set_up


@pytest.fixture
def draining(rt):
    """Give a drain that is closed when the test is over."""
    made = Drain(rt, "test")
    yield made
    made.close()


def states(rt):
    with rt.db.read() as session:
        return Counter(session.scalars(sa.select(Promise.state)))


def submit_many(rt, citizen, agency, count):
    return [house.submit_new(rt, citizen, agency) for _ in range(count)]


def test_everything_due_is_kept_and_then_nothing_is_due(rt, office, centre, citizen, agency):
    dossiers = submit_many(rt, citizen, agency, 5)
    assert drain(rt) == 10
    assert drain(rt) == 0
    assert all(house.again(rt, one).delivery == Delivery.DELIVERED for one in dossiers)
    assert [office.taken(one.code) for one in dossiers] == [1] * 5


def test_drains_at_once_keep_every_promise_once(rt, office, citizen, agency):
    dossiers = submit_many(rt, citizen, agency, 8)
    kept, start = [], threading.Barrier(3)

    def work(name):
        start.wait()
        kept.append(drain(rt, name))

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(kept) == 16
    # Whether an agency that said yes does as it said is asked later.
    assert states(rt) == {PromiseState.DONE: 16, PromiseState.WAITING: 8}
    assert [office.taken(one.code) for one in dossiers] == [1] * 8
    with rt.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Attempt)) == 16


def test_a_destination_that_hangs_holds_up_nobody_elses(rt, citizen, agency, odd, draining):
    submit_many(rt, citizen, agency, PER_DESTINATION + 2)
    let_go, busy, most = threading.Event(), [], []

    def hangs(rt, leased):
        busy.append(leased)
        most.append(len(busy))
        let_go.wait(20)
        busy.remove(leased)
        return lambda session: None

    odd(hangs)
    working = threading.Thread(target=draining.run)
    working.start()
    try:
        told = PER_DESTINATION + 2
        until(lambda: states(rt)[PromiseState.DONE] == told)
    finally:
        let_go.set()
        working.join()
    assert max(most) == PER_DESTINATION
    assert states(rt) == {PromiseState.DONE: 2 * told}


def test_a_call_that_takes_longer_than_its_lease_is_not_taken_over(rt, submitted, odd):
    short = replace(rt, settings=replace(rt.settings, lease_seconds=1))
    calls = []

    def slow(rt, leased):
        calls.append(leased.worker)
        began = time.monotonic()
        until(lambda: time.monotonic() - began > 2.2)
        return lambda session: None

    odd(slow)
    first = threading.Thread(target=drain, args=(short, "first"))
    first.start()
    until(lambda: calls)
    while first.is_alive():
        drain(short, "second")
        first.join(0.1)
    assert calls == ["first"]
    (promise,) = house.promised(rt, submitted, "agency:")
    assert (promise.state, promise.attempts) == (PromiseState.DONE, 1)


def test_told_to_stop_it_finishes_what_it_holds_and_takes_nothing_new(rt, submitted, odd, draining):
    begun, let_go = threading.Event(), threading.Event()

    def slow(rt, leased):
        begun.set()
        let_go.wait(20)
        return lambda session: None

    odd(slow)
    working = threading.Thread(target=draining.run)
    working.start()
    assert begun.wait(20)
    draining.stop()
    late = house.submit_new(rt, house.sign_in(rt), house.add_agency(rt, "H41.90.02"))
    let_go.set()
    working.join()
    assert house.promised(rt, submitted, "agency:")[0].state == PromiseState.DONE
    assert {promise.attempts for promise in house.promised(rt, late)} == {0}


def test_an_errand_that_explodes_brings_no_drain_down(rt, office, citizen, agency, odd):
    def explodes(rt, leased):
        raise KeyError("nobody thought of this")

    submit_many(rt, citizen, agency, 3)
    odd(explodes, of="notify")
    assert drain(rt) == 3
    done = {PromiseState.DONE: 3, PromiseState.PARKED: 3}
    assert states(rt) == done | {PromiseState.WAITING: 3}  # to ask what the agency holds


def test_the_sweep_goes_on_after_the_database_was_away(rt, submitted, office):
    broken = Drain(replace(rt, db=Away(rt.db)), "test")
    pauses = []

    def wait_for(seconds):
        pauses.append(seconds)
        return len(pauses) > 4

    forever(broken.run, wait_for, 0.01)
    broken.close()
    # It took a longer breath after it had failed, and then kept what was due.
    assert pauses[:2] == [0.01, 0.05]
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED


class Away:
    """A database that is away the first time it is asked."""

    def __init__(self, db):
        self.db, self.asked = db, 0

    def __getattr__(self, name):
        self.asked += 1
        if self.asked == 1:
            raise ConnectionError("the database is away")
        return getattr(self.db, name)
