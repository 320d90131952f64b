"""Handing over: once by the agency's own ledger, whatever happens on the way."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal import clock
from portal.domain.states import Delivery
from portal.exchanges import deliver, dispatch
from portal.models import Attempt, Destination, Dossier, Promise, PromiseState
from portal.services import events, promises, vault
from portal.services.promises import Room
from tests.furnished import house
from tests.furnished.partners import drain


def delivery(rt, dossier):
    """Give the promise to deliver a dossier, as it stands."""
    return house.promised(rt, dossier, "agency:")[0]


def lease(rt, worker="w1"):
    with rt.db.write() as session:
        taken = promises.lease(session, worker, rt.settings.lease_seconds, Room(9, 9))
    return next(one for one in taken if one.kind == "deliver")


def attempts(rt, dossier):
    with rt.db.read() as session:
        query = sa.select(Attempt).where(Attempt.dossier_id == dossier.id, Attempt.seq == 1)
        rows = session.scalars(query.where(Attempt.destination != "sms").order_by(Attempt.number))
        return list(rows)


def next_try(rt, dossier, ahead):
    """Put the clock on to when the delivery is tried again."""
    ahead.by += max(timedelta(0), delivery(rt, dossier).next_at - clock.now())


def test_a_dossier_arrives_whole_and_is_noted_as_delivered(rt, office, submitted):
    drain(rt)
    held = office.holds(submitted.code)
    assert held["body"]["submitter"]["full_name"] == house.PROFILE["full_name"]
    assert [file["size"] for file in held["body"]["files"]] == [len(house.PDF)]
    assert [entry["outcome"] for entry in office.ledger(submitted.code)] == ["accepted"]
    after = house.again(rt, submitted)
    assert (after.delivery, after.agency_reference) == (Delivery.DELIVERED, held["reference"])
    assert delivery(rt, submitted).state == PromiseState.DONE
    with rt.db.read() as session:
        chain = house.chain(session, submitted)
        assert [event.kind for event in chain] == ["submitted", "delivered"]
        assert events.check_chain(chain) is None
        safe = vault.unlock(session, rt, *house.key(submitted))
    assert events.private(safe, chain[1]) == {"content_hash": held["content_hash"]}


def test_an_agency_that_is_down_is_tried_with_growing_waits_until_it_is_back(
    rt, office, ahead, submitted
):
    office.faults(away=True)
    waits = []
    for tries in (1, 2, 3, 4):
        drain(rt)
        promise = delivery(rt, submitted)
        assert (promise.attempts, promise.state) == (tries, PromiseState.WAITING)
        waits.append((promise.next_at - clock.now()).total_seconds())
        next_try(rt, submitted, ahead)
    for wait, longest in zip(waits, (2, 4, 8, 16), strict=True):
        assert longest / 2 - 1 < wait <= longest
    assert house.again(rt, submitted).delivery == Delivery.HELD
    office.well()
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED
    assert office.taken(submitted.code) == 1
    told = [attempt.outcome for attempt in attempts(rt, submitted)]
    assert told == ["unavailable"] * 4 + ["done"]


@pytest.mark.parametrize("hours, state", [(71, PromiseState.WAITING), (73, PromiseState.PARKED)])
def test_after_72_hours_of_trying_a_promise_is_parked_in_sight_and_not_before(
    rt, office, submitted, hours, state
):
    office.faults(away=True)
    with rt.db.write() as session:
        since = clock.now() - timedelta(hours=hours)
        long_ago = clock.now() - timedelta(days=30)
        session.execute(sa.update(Promise).values(tried_since=since, made_at=long_ago))
    drain(rt)
    assert delivery(rt, submitted).state == state


def test_a_promise_that_had_to_wait_for_its_first_try_still_has_72_hours(rt, office, submitted):
    office.faults(away=True)
    with rt.db.write() as session:
        session.execute(sa.update(Promise).values(made_at=clock.now() - timedelta(days=30)))
    drain(rt)
    assert delivery(rt, submitted).state == PromiseState.WAITING


def test_a_parked_delivery_is_made_when_a_person_wishes(rt, office, submitted):
    office.faults(refuse=True)
    drain(rt)
    assert delivery(rt, submitted).state == PromiseState.PARKED
    office.well()
    with rt.db.write() as session:
        row = delivery(rt, submitted)
        key = (*house.key(submitted), row.destination, row.seq)
        promises.retry(session, session.get_one(Promise, key))
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED
    assert office.taken(submitted.code) == 1


def test_after_a_line_that_broke_off_the_agency_is_asked_and_nothing_is_sent_twice(
    rt, office, ahead, submitted
):
    office.faults(drop_after_taking={"times": 1})
    drain(rt)
    assert (delivery(rt, submitted).unsure, delivery(rt, submitted).attempts) == (True, 1)
    assert house.again(rt, submitted).delivery == Delivery.HELD
    next_try(rt, submitted, ahead)
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED
    assert [entry["outcome"] for entry in office.ledger(submitted.code)] == ["accepted"]


def test_a_crash_between_sending_and_writing_down_leads_to_one_delivery(
    rt, office, ahead, submitted
):
    deliver.fulfil(rt, lease(rt, "dies"))  # whoever did this was gone before it could say so
    assert office.taken(submitted.code) == 1
    ahead.by += timedelta(seconds=rt.settings.lease_seconds - 5)
    assert drain(rt) == 0
    ahead.by += timedelta(seconds=6)
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED
    assert [entry["outcome"] for entry in office.ledger(submitted.code)] == ["accepted"]


def test_a_crash_before_sending_leads_to_one_delivery(rt, office, ahead, submitted):
    lease(rt, "dies")
    ahead.by += timedelta(seconds=rt.settings.lease_seconds + 1)
    drain(rt)
    assert [entry["outcome"] for entry in office.ledger(submitted.code)] == ["accepted"]
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED


def test_whoever_comes_back_after_its_lease_was_taken_over_changes_nothing(
    rt, office, ahead, submitted
):
    late = lease(rt, "slow")
    ahead.by += timedelta(seconds=rt.settings.lease_seconds + 1)
    drain(rt, "quick")
    before = house.again(rt, submitted)
    assert dispatch.fulfil(rt, late) is False
    after = house.again(rt, submitted)
    assert (after.seq, after.head) == (before.seq, before.head)
    assert office.taken(submitted.code) == 1
    assert [attempt.worker for attempt in attempts(rt, submitted)] == ["quick"]


def test_a_refusal_parks_at_once_with_the_agencys_words_sealed(rt, office, submitted):
    office.faults(refuse=True)
    drain(rt)
    promise, (attempt,) = delivery(rt, submitted), attempts(rt, submitted)
    assert (promise.state, promise.attempts) == (PromiseState.PARKED, 1)
    assert "the agency's system refuses the dossier" in promise.last_error
    with rt.db.read() as session:
        safe = vault.unlock(session, rt, *house.key(submitted))
    label = promises.attempt_label(promise.destination, 1, 1)
    assert b"reasons" in safe.open(label, attempt.sealed_answer)
    assert "reasons" not in promise.last_error


def test_an_agency_that_asks_for_time_gets_it(rt, office, submitted):
    office.faults(throttle=True)
    drain(rt)
    promise = delivery(rt, submitted)
    assert (promise.state, promise.last_outcome) == (PromiseState.WAITING, "unavailable")
    assert promise.next_at > clock.now()


def test_an_agency_that_holds_other_content_under_this_code_is_shown_to_a_person(
    rt, office, submitted
):
    drain(rt)
    with rt.db.write() as session:
        moved = submitted.submitted_at + timedelta(hours=1)
        session.execute(sa.update(Dossier).values(submitted_at=moved))
        waiting = {"state": PromiseState.WAITING, "unsure": True}
        session.execute(sa.update(Promise).where(Promise.kind == "deliver").values(**waiting))
    drain(rt)
    promise = delivery(rt, submitted)
    assert promise.state == PromiseState.PARKED
    assert "with other content" in promise.last_error


def test_a_dossier_whose_key_is_gone_is_parked_and_holds_up_nobody(rt, office, submitted, paper):
    with rt.db.write() as session:
        vault.erase(session, *house.key(submitted))
    drain(rt)
    promise = delivery(rt, submitted)
    assert (promise.state, promise.last_outcome) == (PromiseState.PARKED, "notfound")
    assert promise.last_error == "NotFound: see the log"


def test_an_unreadable_blob_store_is_no_reason_to_give_up(rt, office, submitted):
    for path in (rt.settings.data_dir / "blobs").rglob("*"):
        if path.is_file() and str(submitted.id) in str(path):
            path.rename(path.with_suffix(".away"))
    drain(rt)
    promise = delivery(rt, submitted)
    assert promise.state == PromiseState.WAITING
    assert "our own file store" in promise.last_error


def test_nobody_sends_what_is_paused(rt, office, submitted):
    with rt.db.write() as session:
        name = f"agency:{office.code}"
        session.add(Destination(name=name, failures=0, paused_at=clock.now(), paused_by="test"))
    drain(rt)
    assert office.ledger(submitted.code) == []
    assert delivery(rt, submitted).attempts == 0
