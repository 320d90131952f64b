"""What became of a try: waits, breakers, and what is our own mistake."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from connectors.errors import (
    Misconfigured,
    Raw,
    Reason,
    Rejected,
    Unavailable,
    Unknown,
)
from portal import clock
from portal.exchanges import dispatch
from portal.exchanges.outcome import Tried, record
from portal.models import Destination, Promise, PromiseState
from portal.services import promises
from portal.services.promises import Room
from portal.settings import Settings
from tests.furnished import house

BREAKER = Settings.breaker_failures
ILL = [Unavailable("away"), Unknown("broke off"), Misconfigured("no key")]


@pytest.fixture
def to(agency):
    return f"agency:{agency.code}"


def lease(rt):
    with rt.db.write() as session:
        taken = promises.lease(session, "w", rt.settings.lease_seconds, Room(9, 9))
    return {one.kind: one for one in taken}


def tried(error=None, effect=None):
    return Tried(clock.now(), 5, error, effect)


def health(rt, name):
    with rt.db.read() as session:
        return session.get(Destination, name)


def fail(rt, hands, error, times):
    for _ in range(times):
        hands.turn(hours=1)
        leased = lease(rt)
        for kind in ("deliver", "notify"):
            if kind in leased:
                assert record(rt, leased[kind], tried(error if kind == "deliver" else None))


@pytest.mark.parametrize("error", ILL, ids=lambda error: type(error).__name__)
def test_five_failures_in_a_row_open_the_breaker_and_a_success_closes_it(
    rt, hands, submitted, to, error
):
    fail(rt, hands, error, BREAKER - 1)
    assert health(rt, to).retry_at is None
    fail(rt, hands, error, 1)
    broken = health(rt, to)
    assert broken.failures == BREAKER
    assert hands.now < broken.retry_at
    assert (broken.retry_at - hands.now).total_seconds() <= 60
    hands.turn(hours=1)
    record(rt, lease(rt)["deliver"], tried())
    closed = health(rt, to)
    assert (closed.failures, closed.broken_at, closed.retry_at) == (0, None, None)


def test_while_the_breaker_is_open_nobody_knocks(rt, hands, submitted, citizen, agency):
    fail(rt, hands, Unavailable("away"), BREAKER)
    house.submit_new(rt, citizen, agency)
    assert set(lease(rt)) == {"notify"}


def test_a_refusal_says_that_the_destination_is_well(rt, hands, submitted, to):
    fail(rt, hands, Unavailable("away"), 2)
    hands.turn(hours=1)
    record(rt, lease(rt)["deliver"], tried(Rejected("no")))
    assert health(rt, to).failures == 0
    assert house.promised(rt, submitted, "agency:")[0].state == PromiseState.PARKED


def test_our_own_mistake_parks_and_says_nothing_of_the_destination(rt, hands, submitted, to):
    fail(rt, hands, Unavailable("away"), 2)
    hands.turn(hours=1)
    record(rt, lease(rt)["deliver"], tried(KeyError("000190000011")))
    assert health(rt, to).failures == 2
    promise = house.promised(rt, submitted, "agency:")[0]
    assert (promise.state, promise.unsure) == (PromiseState.PARKED, True)
    assert promise.last_error == "KeyError: see the log"


@pytest.fixture
def odd(rt, submitted, monkeypatch):
    """Let the promise be of a kind of this test's own; give what sets how that is kept."""
    with rt.db.write() as session:
        query = sa.update(Promise).where(Promise.kind == "deliver")
        session.execute(query.values(kind="odd"))
    return lambda handler: monkeypatch.setitem(dispatch.HANDLERS, "odd", handler)


def test_an_effect_that_cannot_be_had_parks_instead_of_going_round(rt, submitted, odd):
    def broken(session):
        raise ZeroDivisionError

    odd(lambda rt, leased: broken)
    assert dispatch.fulfil(rt, lease(rt)["odd"]) is False
    promise = house.promised(rt, submitted, "agency:")[0]
    assert (promise.state, promise.unsure) == (PromiseState.PARKED, True)
    assert house.again(rt, submitted).seq == 1


def test_a_database_that_fails_us_leaves_the_lease_to_run_out(rt, hands, submitted, odd):
    def away(rt, leased):
        raise OperationalError("SELECT 1", {}, Exception("server closed the connection"))

    odd(away)
    with pytest.raises(OperationalError):
        dispatch.fulfil(rt, lease(rt)["odd"])
    promise = house.promised(rt, submitted, "agency:")[0]
    assert (promise.state, promise.leased_by) == (PromiseState.WAITING, "w")
    hands.turn(seconds=rt.settings.lease_seconds + 1)
    assert lease(rt)["odd"].unsure


def test_an_unknown_errand_parks(rt, submitted, odd):
    assert dispatch.fulfil(rt, lease(rt)["odd"]) is False
    assert house.promised(rt, submitted, "agency:")[0].state == PromiseState.PARKED


def test_what_went_wrong_is_told_in_our_words_and_without_the_partners():
    raw = Raw("POST http://agency/dossiers", 422, b'{"reasons": ["000190000011"]}')
    refused = tried(Rejected("refused", raw, [Reason("number", "000190000011")]))
    assert refused.said == "refused\nPOST http://agency/dossiers 422"
    assert refused.answer == raw.body
    ours = tried(Rejected("not fit to send", reasons=[Reason("to", "is no number")]))
    assert ours.said == "not fit to send\nto is no number"
    assert (tried().said, tried().answer, tried().outcome) == (None, b"", "done")
