"""A dossier on its way to a ministry's adapter, which numbers dossiers itself and cannot be asked.

By what the adapter holds it is always one dossier, whatever happens on the way.
"""

import json
from datetime import timedelta

import pytest

from connectors.errors import Rejected
from portal import clock
from portal.agency_numbers import AgencyNumbers
from portal.domain.errors import Unacceptable
from portal.domain.states import Delivery, State
from portal.exchanges import handing_back, news
from portal.exchanges.callers import Call
from portal.models import PromiseState
from portal.services import agencies, outbox
from portal.services.agencies import NewAgency
from portal.services.operations import deeds, renumbering
from portal.services.operations.deeds import Actor
from tests.connectors.ministry_server import CLIENT_ID, CLIENT_SECRET, running_adapter
from tests.furnished import house
from tests.furnished.partners import drain

TOKEN = "tin-cua-bo-0123456789abcdefghijklmn"


@pytest.fixture
def adapter():
    with running_adapter() as running:
        yield running


@pytest.fixture
def connected(rt, adapter):
    """Add the agency, or say it anew with other settings."""

    def connect(code="H41.90.01", **endpoint):
        new = NewAgency(
            code=code,
            name="Bộ mẫu",
            name_en="Sample ministry",
            level="commune",
            place="00004",
            connector="ministry_adapter",
            endpoint={"base_url": adapter.url, "read_seconds": 1, **endpoint},
            secret={
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
                "news_tokens": {"bo": TOKEN},
            },
        )
        with rt.db.write() as session:
            return agencies.add(session, rt, new)

    return connect


@pytest.fixture
def agency(rt, connected):
    house.add_agency(rt)
    return connected()


def delivery(rt, dossier):
    return next(one for one in house.promised(rt, dossier, "agency:") if one.kind == "deliver")


def next_try(rt, dossier, ahead):
    ahead.by += max(timedelta(0), delivery(rt, dossier).next_at - clock.now())
    drain(rt)


def tell(rt, agency, *entries, **said):
    call = Call("POST", "/news", {"Authorization": f"Bearer {TOKEN}"})
    body = json.dumps(list(entries) or [said]).encode()
    return news.receive(rt, agency.code, call, body)


def lost(rt, adapter, submitted):
    """Let the answer to the first try be lost."""
    adapter.faults.add("drops_after_taking")
    drain(rt)
    adapter.faults.clear()
    return adapter.drawn[0]


def test_it_is_delivered_under_the_ministrys_number_and_nobody_is_asked(
    rt, adapter, ahead, submitted
):
    drain(rt)
    after = house.again(rt, submitted)
    assert (after.delivery, after.agency_reference) == (Delivery.DELIVERED, adapter.drawn[0])
    ahead.by += timedelta(seconds=rt.settings.confirm_seconds + 1)
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED
    kept = [one.state for one in house.promised(rt, submitted, "agency:")]
    assert kept == [PromiseState.DONE, PromiseState.DONE]
    assert len(adapter.dossiers) == 1


def test_news_by_the_ministrys_number_finds_the_dossier(rt, agency, adapter, submitted):
    drain(rt)
    reply = tell(rt, agency, MaHoSo=adapter.drawn[0], TrangThai=2)
    assert reply.status == 200
    after = house.again(rt, submitted)
    assert (after.state, after.delivery) == (State.ACCEPTED, Delivery.CONFIRMED)
    assert tell(rt, agency, MaHoSo="G09.20-20260609-0000001", TrangThai=2).status == 404


def test_an_unknown_state_is_parked_in_sight_and_can_be_tried_again(rt, agency, adapter, submitted):
    drain(rt)
    reply = tell(rt, agency, MaHoSo=adapter.drawn[0], TrangThai=11)
    assert json.loads(reply.body)["message"] == "Đã nhận, chờ cán bộ xem xét"
    assert house.again(rt, submitted).state == State.SUBMITTED


def test_a_lost_answer_parks_with_the_number_and_is_never_sent_again(rt, adapter, ahead, submitted):
    number = lost(rt, adapter, submitted)
    assert delivery(rt, submitted).unsure
    next_try(rt, submitted, ahead)
    parked = delivery(rt, submitted)
    assert (parked.state, parked.last_outcome) == (PromiseState.PARKED, "notoffered")
    assert number in parked.last_error
    assert adapter.calls("NopHoSo") == 1


def test_a_number_that_a_person_knows_to_be_nowhere_is_let_go_and_another_goes_out(
    rt, adapter, ahead, submitted
):
    adapter.faults.add("yes_without_effect")
    number = lost(rt, adapter, submitted)
    next_try(rt, submitted, ahead)
    with rt.db.write() as session:
        key = house.key(submitted)
        assert renumbering.renumber(session, key, Actor("An", reason="đã gọi")) == number
    drain(rt)
    after = house.again(rt, submitted)
    assert (after.delivery, after.agency_reference) == (Delivery.DELIVERED, adapter.drawn[1])
    assert len(adapter.dossiers) == 1
    with rt.db.write() as session, pytest.raises(Unacceptable):
        renumbering.renumber(session, key, Actor("An", reason="lần nữa"))
    with rt.db.read() as session:
        told = deeds.of_target(session, f"dossier:{submitted.id}")
    assert {"number": number} in [one.detail for one in told]


def test_what_is_parked_is_settled_once_the_ministry_has_spoken(
    rt, agency, adapter, ahead, submitted
):
    number = lost(rt, adapter, submitted)
    next_try(rt, submitted, ahead)
    assert tell(rt, agency, MaHoSo=number, TrangThai=1).status == 200
    with rt.db.write() as session:
        outbox.replay(session, delivery(rt, submitted).destination, house.key(submitted))
    drain(rt)
    after = house.again(rt, submitted)
    assert (after.delivery, after.agency_reference) == (Delivery.CONFIRMED, number)
    assert delivery(rt, submitted).state == PromiseState.DONE
    assert adapter.calls("NopHoSo") == 1


def test_where_a_number_is_taken_once_it_is_sent_again_under_it(
    rt, connected, adapter, ahead, submitted
):
    connected(number_taken_once=True)
    number = lost(rt, adapter, submitted)
    next_try(rt, submitted, ahead)
    assert house.again(rt, submitted).agency_reference == number
    assert delivery(rt, submitted).state == PromiseState.DONE
    assert adapter.drawn == [number] and len(adapter.dossiers) == 1


def test_a_refused_dossier_never_went_out_and_can_be_handed_back(rt, adapter, ahead, submitted):
    adapter.faults.add("refuses")
    drain(rt)
    assert house.again(rt, submitted).agency_reference is None
    handing_back.hand_back(rt, submitted.code, Actor("A", reason="thiếu giấy tờ"))
    assert house.again(rt, submitted).state == State.WITHDRAWN


def test_one_that_may_have_arrived_is_not_handed_back(rt, adapter, ahead, submitted):
    lost(rt, adapter, submitted)
    next_try(rt, submitted, ahead)
    with pytest.raises((Unacceptable, Rejected)):
        handing_back.hand_back(rt, submitted.code, Actor("A", reason="thiếu giấy tờ"))
    assert house.again(rt, submitted).state == State.SUBMITTED


@pytest.fixture
def numbers(rt, agency):
    return AgencyNumbers(rt.db, agency)


def test_the_first_number_kept_stands(rt, numbers, submitted):
    assert numbers.number(submitted.code) is None
    assert [numbers.keep(submitted.code, one) for one in ("N-1", "N-2")] == ["N-1", "N-1"]
    assert numbers.number(submitted.code) == "N-1"
    assert (numbers.code("N-1"), numbers.code("N-2")) == (submitted.code, None)


def test_a_number_stands_for_one_dossier_and_an_agencys_for_its_own(rt, agency, numbers, submitted):
    other = house.submit_new(rt, house.sign_in(rt), agency)
    numbers.keep(submitted.code, "N-1")
    with pytest.raises(ValueError, match="another dossier"):
        numbers.keep(other.code, "N-1")
    assert numbers.number(other.code) is None
    strangers = AgencyNumbers(rt.db, house.add_agency(rt, "H41.90.02"))
    assert (strangers.number(submitted.code), strangers.code("N-1")) == (None, None)
    with pytest.raises(ValueError, match="no such dossier"):
        strangers.keep(submitted.code, "N-9")


def test_a_number_is_let_go_until_it_is_delivered_under(rt, adapter, numbers, submitted):
    numbers.keep(submitted.code, "N-1")
    numbers.let_go(submitted.code, "N-2")
    numbers.let_go(submitted.code, "N-1")
    assert (numbers.number(submitted.code), numbers.code("N-1")) == (None, None)
    drain(rt)
    numbers.let_go(submitted.code, adapter.drawn[0])
    assert numbers.code(adapter.drawn[0]) == submitted.code


def test_several_pieces_in_one_call_are_applied_in_their_order(rt, agency, adapter, submitted):
    drain(rt)
    number = adapter.drawn[0]
    told = tell(rt, agency, *({"MaHoSo": number, "TrangThai": state} for state in (2, 4, 9)))
    assert told.status == 200
    assert house.again(rt, submitted).state == State.DECIDED
    stray = {"MaHoSo": "G09.20-20260609-0000001", "TrangThai": 4}
    told = tell(rt, agency, stray, {"MaHoSo": number, "TrangThai": 10})
    assert (told.status, house.again(rt, submitted).state) == (404, State.RETURNED)
