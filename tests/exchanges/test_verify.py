"""An agency that said yes and stays silent is asked whether it has the dossier."""

from dataclasses import replace
from datetime import timedelta

import pytest

from connectors import registry
from connectors.agencies.one_stop.connector import OneStop
from connectors.messages import Heard
from portal import clock
from portal.domain.states import Delivery
from portal.exchanges import news
from portal.models import PromiseState
from portal.services import events
from tests.furnished import house
from tests.furnished.partners import drain


def promised(rt, dossier):
    """Give the promise to ask, as it stands."""
    return next(one for one in house.promised(rt, dossier, "agency:") if one.kind == "verify")


def silence(rt, ahead):
    """Let the time go by in which an agency ought to speak of what it took."""
    ahead.by += timedelta(seconds=rt.settings.confirm_seconds + 1)


class Hashless(OneStop):
    """A dialect that says what it holds and gives no hash of it."""

    def ask(self, code):
        held = super().ask(code)
        return held and replace(held, content_hash="")


@pytest.fixture
def silent(office, monkeypatch):
    entry = replace(registry.CONNECTORS["one_stop"], make=Hashless)
    monkeypatch.setitem(registry.CONNECTORS, "one_stop", entry)
    return office


@pytest.fixture
def delivered(rt, office, ahead, submitted):
    drain(rt)
    return submitted


def test_nobody_is_asked_before_the_time_to_speak_is_over(rt, office, ahead, delivered):
    ahead.by += timedelta(seconds=rt.settings.confirm_seconds - 5)
    assert drain(rt) == 0
    assert promised(rt, delivered).attempts == 0


def test_a_silent_agency_that_has_it_has_confirmed_it_by_its_answer(rt, office, ahead, delivered):
    silence(rt, ahead)
    drain(rt)
    after = house.again(rt, delivered)
    assert (after.delivery, after.confirmed_at is None) == (Delivery.CONFIRMED, False)
    assert promised(rt, delivered).state == PromiseState.DONE
    assert [entry["outcome"] for entry in office.ledger(delivered.code)] == ["accepted"]
    with rt.db.read() as session:
        chain = house.chain(session, delivered)
    assert [event.kind for event in chain] == ["submitted", "delivered", "confirmed"]
    assert events.check_chain(chain) is None


def test_an_agency_that_gives_no_hash_confirms_by_holding_it(rt, silent, ahead, submitted):
    drain(rt)
    silence(rt, ahead)
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.CONFIRMED
    assert promised(rt, submitted).state == PromiseState.DONE
    assert [entry["outcome"] for entry in silent.ledger(submitted.code)] == ["accepted"]


def test_a_yes_without_effect_is_found_out_and_the_dossier_sent_again(rt, office, ahead, submitted):
    office.faults(yes_without_effect={"times": 1})
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED
    assert office.taken(submitted.code) == 0
    silence(rt, ahead)
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.CONFIRMED
    entries = office.ledger(submitted.code)
    assert [entry["outcome"] for entry in entries] == ["yes without effect", "accepted"]
    assert len({entry["key"] for entry in entries}) == 1


def test_an_agency_that_goes_on_saying_yes_to_nothing_is_tried_with_growing_waits(
    rt, office, ahead, submitted
):
    office.faults(yes_without_effect=True)
    drain(rt)
    for tries in (1, 2, 3):
        ahead.by += promised(rt, submitted).next_at - clock.now()
        drain(rt)
        promise = promised(rt, submitted)
        assert (promise.attempts, promise.state) == (tries, PromiseState.WAITING)
    assert "holds nothing" in promise.last_error
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED


def test_an_agency_that_speaks_by_itself_is_not_asked(rt, office, ahead, agency, delivered):
    told = house.tell(delivered, "accepted", 1)
    assert news.hear(rt, agency, told) == Heard.APPLIED
    promise = promised(rt, delivered)
    assert (promise.state, promise.attempts) == (PromiseState.DONE, 0)
    silence(rt, ahead)
    assert all(one.kind != "verify" for one in house.promised(rt, delivered, "sms"))
    drain(rt)
    assert promised(rt, delivered).attempts == 0


def test_an_agency_that_spoke_before_its_yes_was_noted_is_not_asked_either(
    rt, office, ahead, agency, submitted
):
    assert news.hear(rt, agency, house.tell(submitted, "accepted", 1)) == Heard.APPLIED
    drain(rt)
    kinds = [one.kind for one in house.promised(rt, submitted, "agency:")]
    assert kinds == ["deliver"]
