"""Asking for a dossier back: an event and a promise, and no move until the agency says so."""

import pytest

from portal.domain.errors import IllegalMove, NotFound, Unacceptable
from portal.domain.states import State
from portal.services import events, vault, withdrawals
from tests.furnished import house
from tests.services.test_supplements import hear


def ask(rt, citizen, dossier, reason="Nộp nhầm"):
    with rt.db.write() as session:
        return withdrawals.ask(session, rt, citizen, dossier.code, reason)


def test_a_wish_is_an_event_and_a_promise_and_moves_nothing(rt, hands, citizen, submitted):
    hands.turn(hours=1)
    asked = ask(rt, citizen, submitted)
    assert (asked.state, asked.withdrawal_asked_at) == (State.SUBMITTED, hands.now)
    with rt.db.read() as session:
        event = house.chain(session, submitted)[-1]
        safe = vault.unlock(session, rt, *house.key(submitted))
    assert (event.kind, event.after) == ("withdrawal_asked", None)
    assert events.private(safe, event) == {"text": "Nộp nhầm"}
    made = house.promised(rt, submitted, "agency:")
    assert [one.kind for one in made] == ["deliver", "withdrawal"]


def test_asked_twice_it_is_asked_once(rt, citizen, submitted):
    first, second = ask(rt, citizen, submitted), ask(rt, citizen, submitted, "Lý do khác")
    assert first.seq == second.seq
    assert len(house.promised(rt, submitted, "agency:")) == 2


def test_the_agencys_word_withdraws_it(rt, citizen, agency, submitted):
    ask(rt, citizen, submitted)
    ended = hear(rt, agency, submitted, "withdrawn")
    assert ended.state == State.WITHDRAWN and ended.finished_at is not None


def test_what_is_decided_cannot_be_asked_back(rt, citizen, agency, submitted):
    hear(rt, agency, submitted, "accepted")
    hear(rt, agency, submitted, "decided")
    with pytest.raises(IllegalMove):
        ask(rt, citizen, submitted)


def test_a_reason_may_be_left_out_and_is_no_novel(rt, citizen, submitted):
    with pytest.raises(Unacceptable):
        ask(rt, citizen, submitted, "x" * 1_001)
    assert ask(rt, citizen, submitted, "").withdrawal_asked_at is not None


def test_somebody_elses_dossier_cannot_be_asked_back(rt, submitted):
    with pytest.raises(NotFound):
        ask(rt, house.sign_in(rt, "khac"), submitted)
