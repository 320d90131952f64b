"""Moves from state to state, the dates that follow from them, and the counts that are kept."""

import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from portal import clock
from portal.domain.errors import IllegalMove
from portal.domain.states import Delivery, State
from portal.models import Attachment, DossierPause, Promise, Tally
from portal.services import events, retention, tracking, vault
from portal.services.events import Occurrence
from tests.furnished import house
from tests.furnished.meeting import meeting

KINDS = {State.AWAITING_SUPPLEMENT: "supplement_requested", State.AWAITING_PAYMENT: "fee_requested"}


def at(day, hour, minute=0):
    """Give a moment of November 2026, as clocks in Viet Nam show it."""
    return clock.moment(
        datetime(2026, 11, day, tzinfo=UTC).date(), clock.MIDNIGHT.replace(hour, minute)
    )


def move(rt, dossier, after, due_at=None):
    facts = {"due_at": due_at.isoformat()} if due_at else {}
    with rt.db.write() as session:
        locked = events.lock(session, dossier.home_agency_id, dossier.id)
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        what = Occurrence(KINDS.get(after, str(after)), clock.now(), after, facts)
        tracking.move(session, safe, locked, what)
    return house.again(rt, dossier)


def tallies(rt):
    with rt.db.read() as session:
        rows = session.execute(sa.select(Tally.state, Tally.count)).all()
    return {state: count for state, count in rows if count}


@pytest.fixture
def dossier(hands, submitted):
    """Give a dossier submitted on Monday 23 November at 9:41."""
    return submitted


def test_the_due_date_counts_from_acceptance(rt, hands, dossier):
    hands.turn(hours=2)
    accepted = move(rt, dossier, State.ACCEPTED)
    assert accepted.received_at == hands.now
    # Three working days; 24 November is Ngày Văn hóa Việt Nam.
    assert accepted.due_original == accepted.due_current == at(27, 17)


def test_whoever_works_on_a_dossier_has_accepted_it_even_if_they_never_said_so(rt, hands, dossier):
    hands.turn(hours=1)
    move(rt, dossier, State.AWAITING_SUPPLEMENT)
    hands.turn(hours=1)
    worked_on = move(rt, dossier, State.IN_PROCESS)
    assert worked_on.received_at == hands.now
    assert worked_on.due_original == worked_on.due_current == at(27, 17)
    hands.turn(hours=1)
    decided = move(rt, dossier, State.DECIDED)
    assert decided.received_at == worked_on.received_at


def test_the_agencys_own_due_date_goes_before_ours(rt, hands, dossier):
    accepted = move(rt, dossier, State.ACCEPTED, due_at=at(30, 11))
    assert accepted.due_original == accepted.due_current == at(30, 11)


def test_a_supplement_stops_the_clock_and_the_original_due_date_stays(rt, hands, dossier):
    move(rt, dossier, State.ACCEPTED)
    hands.now = at(25, 8)
    move(rt, dossier, State.AWAITING_SUPPLEMENT)
    hands.now = at(26, 8)
    resumed = move(rt, dossier, State.IN_PROCESS)
    assert resumed.due_original == at(27, 17)
    assert resumed.due_current == at(30, 17)  # one working day later, over a weekend
    with rt.db.read() as session:
        pauses = session.execute(sa.select(DossierPause.since, DossierPause.until)).all()
    assert pauses == [(at(25, 8), at(26, 8))]


def test_what_was_waited_for_before_acceptance_takes_nothing_of_the_term(rt, hands, dossier):
    move(rt, dossier, State.AWAITING_SUPPLEMENT)
    hands.now = at(25, 9)
    accepted = move(rt, dossier, State.ACCEPTED)
    assert accepted.due_original == accepted.due_current == at(30, 17)
    hands.now = at(26, 8)
    move(rt, dossier, State.AWAITING_SUPPLEMENT)
    hands.now = at(27, 8)
    assert move(rt, dossier, State.IN_PROCESS).due_current == clock.moment(
        datetime(2026, 12, 1, tzinfo=UTC).date(), clock.MIDNIGHT.replace(17)
    )


def test_a_later_due_date_of_the_agency_is_the_current_one(rt, hands, dossier):
    move(rt, dossier, State.ACCEPTED, due_at=at(26, 17))
    later = move(rt, dossier, State.IN_PROCESS, due_at=at(30, 11))
    assert (later.due_original, later.due_current) == (at(26, 17), at(30, 11))


def test_a_later_day_outlives_a_supplement_that_comes_after_it(rt, hands, dossier):
    move(rt, dossier, State.ACCEPTED, due_at=at(25, 17))
    hands.turn(hours=1)
    move(rt, dossier, State.IN_PROCESS, due_at=at(30, 11))
    hands.now = at(25, 8)
    move(rt, dossier, State.AWAITING_SUPPLEMENT, due_at=at(26, 17))
    hands.now = at(26, 8)
    resumed = move(rt, dossier, State.IN_PROCESS)
    assert resumed.due_original == at(25, 17)
    assert resumed.due_current > at(30, 11)


def test_the_dates_of_a_dossier_are_kept_apart(rt, hands, dossier):
    for after in (State.ACCEPTED, State.IN_PROCESS, State.DECIDED, State.RETURNED):
        hands.turn(hours=1)
        dossier = move(rt, dossier, after)
    dates = (dossier.submitted_at, dossier.received_at, dossier.finished_at, dossier.returned_at)
    assert [moment.hour for moment in dates] == [2, 3, 5, 6]


def test_a_move_the_table_has_not_changes_nothing(rt, dossier):
    before = house.again(rt, dossier)
    with pytest.raises(IllegalMove):
        move(rt, dossier, State.RETURNED)
    after = house.again(rt, dossier)
    assert (after.state, after.seq, after.head) == (State.SUBMITTED, before.seq, before.head)
    assert tallies(rt) == {State.SUBMITTED: 1}


def test_counters_follow_every_move(rt, dossier, citizen, agency):
    house.submit_new(rt, citizen, agency)
    assert tallies(rt) == {State.SUBMITTED: 2}
    move(rt, dossier, State.ACCEPTED)
    assert tallies(rt) == {State.SUBMITTED: 1, State.ACCEPTED: 1}


def test_rehearsals_are_in_no_count(rt):
    practice = house.add_agency(rt, "H41.99", rehearsal=True)
    somebody = house.sign_in(rt, "dientap", rehearsal=True)
    dossier = house.submit_new(rt, somebody, practice)
    move(rt, dossier, State.ACCEPTED)
    assert dossier.rehearsal
    assert tallies(rt) == {}


def test_dossiers_that_move_past_each_other_never_wait_for_one_another(rt, citizen, agency):
    here, there = (house.submit_new(rt, citizen, agency) for _ in range(2))
    for dossier in (here, there):
        move(rt, dossier, State.ACCEPTED)
    work, wait, failed = State.IN_PROCESS, State.AWAITING_SUPPLEMENT, []
    move(rt, here, work)
    move(rt, there, wait)

    def go(dossier, after):
        try:
            move(rt, dossier, after)
        except Exception as error:
            failed.append(error)

    ways = ((here, wait), (there, work))
    threads = [threading.Thread(target=go, args=way) for way in ways]
    with meeting(rt, "INSERT INTO tallies"):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failed == []
    assert tallies(rt) == {work: 1, wait: 1}


def test_citizens_are_promised_a_word_of_moves_they_wait_for_and_of_no_others(rt, dossier):
    move(rt, dossier, State.ACCEPTED)
    move(rt, dossier, State.IN_PROCESS)
    move(rt, dossier, State.DECIDED)
    with rt.db.read() as session:
        told = session.scalars(
            sa.select(Promise.event_seq).where(Promise.destination == "sms").order_by(Promise.seq)
        )
        assert list(told) == [1, 2, 4]


def test_delivery_is_noted_once_and_keeps_the_agencys_own_number(rt, dossier):
    for reference in ("MC-1", "MC-2"):
        with rt.db.write() as session:
            locked = events.lock(session, dossier.home_agency_id, dossier.id)
            safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
            tracking.delivered(session, safe, locked, reference, "0" * 64)
    found = house.again(rt, dossier)
    assert (found.delivery, found.agency_reference) == (Delivery.DELIVERED, "MC-1")
    assert found.seq == 2


@pytest.mark.parametrize("waiting", [State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT])
def test_waiting_never_expires(rt, hands, dossier, waiting):
    move(rt, dossier, waiting)
    hands.turn(days=3 * 365)
    with rt.db.write() as session:
        assert retention.expire_drafts(session, (7, 1)) == 0
        retention.forget(session)
        assert retention.forget_files(session) == []
    assert house.again(rt, dossier).state == waiting
    with rt.db.read() as session:
        assert vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        assert session.scalars(sa.select(Attachment.removed_at)).all() == [None]
    assert move(rt, dossier, State.IN_PROCESS).state == State.IN_PROCESS
