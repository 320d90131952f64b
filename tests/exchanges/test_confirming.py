"""Waiting for others, with real partners: asked by SMS, and the agency hears who agreed."""

import re
from datetime import timedelta

from portal.domain.states import Delivery
from portal.models import PromiseState
from portal.services import withdrawals
from portal.services.confirming import steering
from tests.furnished import house
from tests.furnished.partners import drain
from tests.furnished.waiting import HEAD, answer, asking, people, steer, token, waiting

__all__ = ["asking", "people", "waiting"]


def test_each_is_asked_once_by_a_message_that_names_nobody(rt, centre, waiting):
    drain(rt)
    drain(rt)
    for number, phone in ((1, "84912000444"), (2, "84912000777")):
        (promise,) = house.promised(rt, waiting, f"sms:confirmer-{number}")
        (message,) = centre.inbox(promise.key)
        assert (message["to"], promise.state) == (phone, PromiseState.DONE)
        found = re.search(r"/x/([A-Za-z0-9_-]+)$", message["text"])
        assert found is not None and found[1] == token(rt, waiting, number)
        assert waiting.code not in message["text"] and "Chu" not in message["text"]


def test_the_agency_gets_nothing_before_all_have_agreed_and_then_once_with_who_they_were(
    rt, office, people, waiting
):
    drain(rt)
    answer(rt, people.head, token(rt, waiting, 1))
    drain(rt)
    assert office.ledger(waiting.code) == []
    answer(rt, people.owner, token(rt, waiting, 2))
    drain(rt)
    assert [entry["outcome"] for entry in office.ledger(waiting.code)] == ["accepted"]
    head, owner = office.holds(waiting.code)["body"]["confirmations"]
    assert (head["id"], head["outcome"], head["citizen_number"]) == ("head", "confirmed", HEAD)
    assert (owner["role"], owner["full_name"]) == ("lawful_owner", "Hoàng Thị Nhà")
    assert house.again(rt, waiting).delivery == Delivery.DELIVERED


def test_a_dossier_nobody_was_asked_about_says_nothing_of_it(rt, office, submitted):
    drain(rt)
    assert "confirmations" not in office.holds(submitted.code)["body"]


def test_whoever_is_not_waited_for_any_more_gets_no_message(rt, centre, citizen, waiting):
    steer(rt, citizen, waiting, steering.waive, 2)
    with rt.db.write() as session:
        withdrawals.ask(session, rt, citizen, waiting.code, "")
    drain(rt)
    for promise in house.promised(rt, waiting, "sms:confirmer"):
        assert centre.inbox(promise.key) == []


def test_a_silent_agency_is_asked_for_the_dossier_as_it_went_with_who_agreed(
    rt, office, ahead, people, waiting
):
    office.faults(yes_without_effect={"times": 1})
    answer(rt, people.head, token(rt, waiting, 1))
    answer(rt, people.owner, token(rt, waiting, 2))
    drain(rt)
    assert office.taken(waiting.code) == 0
    ahead.by += timedelta(seconds=rt.settings.confirm_seconds + 1)
    drain(rt)
    assert len(office.holds(waiting.code)["body"]["confirmations"]) == 2
    assert house.again(rt, waiting).delivery == Delivery.CONFIRMED
