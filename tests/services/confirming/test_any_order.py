"""Whatever people do, in whatever order: one promise to deliver at most, and none too early."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.domain.errors import DomainError
from portal.domain.states import State
from portal.jobs.scheduler import remind
from portal.models import Tally
from portal.services import events, withdrawals
from portal.services.confirming import requests, steering
from portal.services.confirming.answering import Answer
from tests.furnished import house
from tests.furnished.waiting import answer, rows, steer, submit, token

NO = Answer(False, "Không đồng ý")
DEEDS = (
    *[("yes", n) for n in (1, 2)],
    *[("no", n) for n in (1, 2)],
    *[("stranger", n) for n in (1, 2)],
    *[("again", n) for n in (1, 2)],
    ("waive", 2),
    ("waive", 1),
    ("phone", 1),
    ("withdraw", 0),
    ("remind", 0),
)


@pytest.fixture
def play(rt, hands, citizen, people, agency):
    """Give what does a deed of the list to a dossier."""
    who = {1: people.head, 2: people.owner}

    def do(dossier, keys, deed, number):
        hands.turn(hours=5)
        if deed in ("yes", "no"):
            answer(rt, who[number], keys[number], Answer(True) if deed == "yes" else NO)
        elif deed == "stranger":
            answer(rt, citizen, keys[number])
        elif deed == "again":
            steer(rt, citizen, dossier, steering.remind, number)
        elif deed == "waive":
            steer(rt, citizen, dossier, steering.waive, number)
        elif deed == "phone":
            steer(rt, citizen, dossier, steering.correct, number, f"+8491{dossier.seq:07d}")
            keys[number] = token(rt, dossier, number)
        elif deed == "withdraw":
            with rt.db.write() as session:
                withdrawals.ask(session, rt, citizen, dossier.code, "")
        else:
            remind(rt)

    return do


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(DEEDS), max_size=12))
def test_at_most_one_promise_and_none_before_all_have_said_yes(rt, citizen, agency, play, deeds):
    dossier = submit(rt, citizen, agency)
    keys = {number: token(rt, dossier, number) for number in (1, 2)}
    for deed, number in deeds:
        with suppress(DomainError):
            play(dossier, keys, deed, number)
        told = house.again(rt, dossier)
        made = [p for p in house.promised(rt, dossier, "agency:") if p.kind == "deliver"]
        settled = all(row.state in requests.SETTLED for row in rows(rt, dossier))
        assert len(made) <= 1
        assert not made or settled
        assert bool(made) == (told.released_at is not None)
        if told.state == State.AWAITING_CONFIRMATION:
            assert not made and not settled
    with rt.db.read() as session:
        assert events.check_chain(house.chain(session, dossier)) is None
        assert all(tally.count >= 0 for tally in session.query(Tally))
