"""Batches: each dossier once, whoever dies on the way; nothing over a newer word, or unentitled."""

import math
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from connectors.messages import NewsKind
from portal import clock, crypto
from portal.domain.errors import Unacceptable
from portal.domain.states import State
from portal.exchanges import batching
from portal.jobs import relay
from portal.models import DeskBatch, StaffDeed
from portal.services import outbox, retention
from portal.services.batches import asking, working
from portal.services.batches.asking import Chosen, Wish
from portal.services.batches.working import Lease
from portal.services.desk import dealing
from portal.services.desk.dealing import Desk
from portal.services.desk.rules import Deed
from portal.services.operations import health, staff
from portal.services.operations.staff import OFFICER, Role
from tests.furnished import house
from tests.furnished.desks import ADMIN, BINH
from tests.servers.waiting import until

# However slow the machine is, time is not what these tests are about.
LONG = timedelta(minutes=10)


@pytest.fixture
def at(agency, officer):
    return Desk(agency, officer)


@pytest.fixture
def begin(rt, at, lying):
    """Ask for a batch of all that lies there, in the hands of somebody who never comes back."""

    def begun(kind=NewsKind.ACCEPTED, seconds=-1, **more):
        chosen = [Chosen(one.code, house.again(rt, one).seq) for one in lying]
        wish = Wish(crypto.uuid7(), kind, chosen, **more)
        with rt.db.write() as session:
            lease = Lease((at.agency.id, wish.id), "gone", seconds)
            assert asking.begin(session, at, wish, lease)
            assert not asking.begin(session, at, wish, lease)
        return lease

    return begun


def look(rt, at, lease):
    with rt.db.read() as session:
        return asking.look(session, at, lease.key[1])


def outcomes(rt, at, lease):
    return [item.outcome for item in look(rt, at, lease).items]


def deeds(rt):
    with rt.db.read() as session:
        query = sa.select(sa.func.count()).where(StaffDeed.deed == "desk_deed")
        return session.scalar(query)


def problems(rt):
    with rt.db.read() as session:
        found = health.problems(session, outbox.health(session))
        return [(one.about, one.count) for one in found if one.kind == "batch"]


def test_whoever_takes_over_goes_on_where_the_other_was_and_the_other_does_nothing_more(
    rt, at, begin, lying
):
    lease = begin(seconds=60)
    with rt.db.write() as session:
        assert working.work(session, rt, replace(lease, seconds=-1))
    other = replace(lease, worker="other", seconds=60)
    with rt.db.write() as session:
        assert working.take(session, "other", 60) == other
    with rt.db.write() as session:
        # It was asleep, not dead: what it holds is not its own any more.
        assert not working.work(session, rt, lease) and not working.leave(session, lease, "x")
        working.give_back(session, lease)
        assert working.take(session, "third", 60) is None
    batching.go_on(rt, other, math.inf)
    standing = look(rt, at, lease)
    assert [item.outcome for item in standing.items] == ["done"] * 4
    assert standing.batch.ended_at is not None and deeds(rt) == 4
    assert {house.again(rt, one).state for one in lying} == {State.ACCEPTED}


def test_a_process_that_dies_between_deed_and_word_has_done_neither(rt, at, begin, lying):
    lease = begin()
    with pytest.raises(KeyboardInterrupt), rt.db.write() as session:
        working.work(session, rt, lease)
        raise KeyboardInterrupt
    assert house.again(rt, lying[0]).state == State.SUBMITTED and deeds(rt) == 0
    assert not batching.work(rt, LONG)
    assert outcomes(rt, at, lease) == ["done"] * 4 and deeds(rt) == 4


def test_each_that_is_left_alone_says_why_and_keeps_no_other_waiting(
    rt, at, begin, lying, monkeypatch
):
    lease = begin()
    with rt.db.write() as session:
        deed = Deed(NewsKind.ACCEPTED, lying[0].seq)
        dealing.do(session, rt, at, lying[0].code, (deed, ()))
    real = dealing.do

    def one_explodes(session, rt, desk, code, what):
        if code == lying[2].code:
            raise KeyError("nobody thought of this")
        return real(session, rt, desk, code, what)

    monkeypatch.setattr(dealing, "do", one_explodes)
    assert not batching.work(rt, LONG)
    assert outcomes(rt, at, lease) == ["changed", "done", "broken", "done"]
    late = begin(NewsKind.IN_PROCESS)
    monkeypatch.undo()
    batching.work(rt, LONG)
    assert outcomes(rt, at, late) == ["done", "done", "not_now", "done"]


def test_whoever_is_relieved_meanwhile_does_nothing_more(rt, at, begin, lying):
    lease = begin()
    with rt.db.write() as session:
        staff.take(session, BINH.issuer, BINH.subject, Role(OFFICER, at.agency.id), ADMIN)
    batching.work(rt, LONG)
    assert outcomes(rt, at, lease) == ["rights"] * 4
    assert {house.again(rt, one).state for one in lying} == {State.SUBMITTED}


def test_a_database_that_goes_away_costs_nothing_but_time(rt, at, begin, monkeypatch):
    lease, real = begin(), working.work

    def away(*given):
        raise OperationalError("", None, Exception("gone"))

    monkeypatch.setattr(working, "work", away)
    batching.at_once(rt, lease)
    assert outcomes(rt, at, lease) == [None] * 4
    monkeypatch.setattr(working, "work", real)
    assert not batching.work(rt, LONG) and outcomes(rt, at, lease) == ["done"] * 4


def test_one_that_stands_still_is_told_and_the_relay_works_it_without_a_hint(rt, at, begin):
    lease = begin()
    assert problems(rt) == []
    with rt.db.write() as session:
        row = session.get_one(DeskBatch, lease.key)
        row.moved_at = clock.now() - timedelta(minutes=6)
    assert problems(rt) == [(at.agency.code, 1)]
    ended = threading.Event()
    process = threading.Thread(target=relay.relay, args=(rt, ended.wait))
    process.start()
    try:
        until(lambda: look(rt, at, lease).batch.ended_at)
    finally:
        ended.set()
        process.join()
    assert problems(rt) == []
    with rt.db.write() as session:
        session.get_one(DeskBatch, lease.key).ended_at -= timedelta(days=91)
        gone = retention.forget(session)
    assert (gone["batches"], gone["batch_items"]) == (1, 4)


def test_a_batch_is_neither_empty_nor_endless_and_needs_no_words(rt, at):
    some = [Chosen("x", 1)]
    for wish in (
        Wish(crypto.uuid7(), NewsKind.ACCEPTED, []),
        Wish(crypto.uuid7(), NewsKind.ACCEPTED, [Chosen(f"x{n}", 1) for n in range(501)]),
        Wish(crypto.uuid7(), NewsKind.REFUSED, some),
        Wish(crypto.uuid7(), NewsKind.ASSIGNED, some, officer=" "),
    ):
        with pytest.raises(Unacceptable), rt.db.write() as session:
            asking.begin(session, at, wish, Lease((at.agency.id, wish.id), "x", 1))
