"""The table of moves between the states of a dossier."""

import itertools

import pytest

from portal.domain import states
from portal.domain.errors import IllegalMove
from portal.domain.states import MOVES, NATIONAL_CODES, State


def test_every_state_has_its_row_and_its_national_code():
    assert set(MOVES) == set(State)
    told = [state for state in State if state != State.AWAITING_CONFIRMATION]
    assert [NATIONAL_CODES[state] for state in told] == list(range(1, 11))


def test_what_only_the_portal_knows_has_no_national_code():
    assert State.AWAITING_CONFIRMATION not in NATIONAL_CODES


@pytest.mark.parametrize("before, after", list(itertools.product(State, State)))
def test_a_move_passes_if_the_table_has_it_and_only_then(before, after):
    if after in MOVES[before]:
        states.check(before, after)
    else:
        with pytest.raises(IllegalMove, match=f"no move from {before} to {after}"):
            states.check(before, after)


def reachable(start):
    found, open_ones = set(), {start}
    while open_ones:
        found |= open_ones
        open_ones = {after for before in open_ones for after in MOVES[before]} - found
    return found


def test_every_state_can_be_reached_from_submission():
    assert reachable(State.SUBMITTED) == set(State) - {State.AWAITING_CONFIRMATION}


def test_every_open_state_leads_to_an_end():
    assert all(reachable(state) & states.FINAL for state in states.OPEN)


def test_nothing_comes_after_an_end():
    assert states.FINAL == {State.REFUSED, State.WITHDRAWN, State.STOPPED, State.RETURNED}
    assert states.OPEN | states.FINAL == set(State)


def test_a_decided_dossier_can_only_be_returned():
    assert MOVES[State.DECIDED] == {State.RETURNED}


def test_only_whoever_waited_for_others_becomes_submitted():
    before = {state for state, after in MOVES.items() if State.SUBMITTED in after}
    assert before == {State.AWAITING_CONFIRMATION}


def test_nobody_goes_back_to_waiting_for_others():
    assert all(State.AWAITING_CONFIRMATION not in after for after in MOVES.values())


def test_every_waiting_state_can_be_left():
    for waiting in (State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT):
        assert {State.IN_PROCESS, State.WITHDRAWN, State.STOPPED} <= MOVES[waiting]
