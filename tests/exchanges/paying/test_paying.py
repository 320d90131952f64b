"""The agency hears of money; the day is compared; what is too much goes back once."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from connectors.payment_messages import Refund as ToSend
from portal import clock
from portal.domain.errors import Unacceptable
from portal.exchanges.paying import comparing, online
from portal.models import Payment, PaymentDifference, Refund
from portal.services import outbox
from portal.services.operations import loose_money
from portal.services.operations.deeds import Actor
from portal.services.paying import attempts, refunds
from tests.furnished import house, priced
from tests.furnished.partners import drain

BY = Actor("Nguyễn Thị Mẫu", reason="Nộp thừa")


@pytest.fixture
def running(booth, ahead):
    """The platform, and a clock that may be put ahead."""
    return booth, ahead


def pay(rt, booth, citizen, dossier, number=1):
    """Begin a payment and pay it on the platform; nobody has asked about it yet."""
    online.begin(rt, citizen, dossier.code, number)
    transaction = priced.payments(rt, dossier)[-1].transaction
    booth.act(transaction, "pay")
    return transaction


def today():
    return clock.today()


def of(rt, table):
    with rt.db.read() as session:
        return session.scalars(sa.select(table)).all()


def surplus(rt, booth, citizen, dossier):
    """Pay once on the platform and once more: the first try fails, and comes after all."""
    late = pay(rt, booth, citizen, dossier)
    with rt.db.write() as session:
        row = attempts.find(session, late)
        row.state = "failed"
    online.ask(rt, pay(rt, booth, citizen, dossier))
    online.ask(rt, late)
    return late


def test_the_agency_is_told_of_a_payment_once_in_words(rt, running, office, citizen, dossier):
    booth, ahead = running
    drain(rt)
    transaction = pay(rt, booth, citizen, dossier)
    for _ in range(2):
        online.ask(rt, transaction)
    # It waits until the agency has said that it holds the dossier.
    ahead.by += timedelta(minutes=5)
    drain(rt)
    drain(rt)
    told = [one for one in house.promised(rt, dossier, "agency:") if one.kind == "paid"]
    assert [one.state for one in told] == ["done"]
    (letter,) = office.holds(dossier.code)["letters"]
    assert "15.000 đồng" in str(letter) and "thanh toán trực tuyến" in str(letter)


def test_a_day_on_which_both_agree_differs_in_nothing(rt, ahead, booth, citizen, dossier):
    # The callback was lost and nobody came back: comparing the day finds the money.
    pay(rt, booth, citizen, dossier)
    found = comparing.compare(rt, today())
    assert found.listed >= 1
    mine = priced.payments(rt, dossier)[0]
    assert mine.state == "paid"
    assert mine.transaction not in {one.transaction for one in found.differences}


def test_what_is_not_on_the_list_or_none_of_ours_is_a_difference(
    rt, ahead, booth, citizen, dossier
):
    transaction = pay(rt, booth, citizen, dossier)
    online.ask(rt, transaction)
    booth.faults(lose_from_list=True)
    found = {one.transaction: one.kind for one in comparing.compare(rt, today()).differences}
    booth.well()
    # The newest is lost from the list; those of other tests are none of this house's.
    assert found[transaction] == "not_listed"
    assert {kind for name, kind in found.items() if name != transaction} <= {"foreign"}
    comparing.compare(rt, today())
    assert transaction not in {one.transaction for one in of(rt, PaymentDifference)}


def test_what_is_listed_twice_was_perhaps_paid_twice(rt, ahead, booth, citizen, dossier):
    transaction = pay(rt, booth, citizen, dossier)
    booth.faults(doubled_in_list=True)
    compared = comparing.compare(rt, today())
    (found,) = [one for one in compared.differences if one.transaction == transaction]
    assert (found.kind, found.ours, found.theirs) == ("amount", 15_000, 30_000)
    assert (
        compared.amount
        == sum(one["amount"] for one in booth.entries() if one["status"] == "0") + 15_000
    )


def test_a_surplus_goes_back_once_somebody_has_approved_it(rt, ahead, booth, citizen, dossier):
    late = surplus(rt, booth, citizen, dossier)
    (owed,) = of(rt, Refund)
    assert owed.state == "due" and not booth.entry(late)["refunds"]
    with rt.db.write() as session:
        refunds.approve(session, rt, owed.id, BY)
    # It was sent before, and the answer got lost.
    rt.partners.payment().refund(ToSend(owed.id.hex, late, owed.amount))
    drain(rt)
    (back,) = booth.entry(late)["refunds"]
    assert back["amount"] == 15_000
    (sent,) = of(rt, Refund)
    assert sent.state == "sent" and sent.reference
    with rt.db.read() as session:
        assert "fee_refunded" in [event.kind for event in house.chain(session, dossier)]


def test_a_refund_that_is_under_way_is_asked_about_until_it_has_come(
    rt, ahead, booth, citizen, dossier
):
    late = surplus(rt, booth, citizen, dossier)
    booth.faults(slow_refund={"times": 1})
    (owed,) = of(rt, Refund)
    with rt.db.write() as session:
        refunds.approve(session, rt, owed.id, BY)
    drain(rt)
    assert of(rt, Refund)[0].state == "approved"
    booth.go_on(owed.id.hex)
    ahead.by += timedelta(minutes=5)
    drain(rt)
    assert of(rt, Refund)[0].state == "sent" and len(booth.entry(late)["refunds"]) == 1


def test_a_refund_the_platform_refuses_waits_for_a_person(rt, ahead, booth, citizen, dossier):
    surplus(rt, booth, citizen, dossier)
    booth.faults(refuse_refund=True)
    (owed,) = of(rt, Refund)
    with rt.db.write() as session:
        refunds.approve(session, rt, owed.id, BY)
    drain(rt)
    (promise,) = house.promised(rt, dossier, "payment")
    assert promise.state == "parked" and of(rt, Refund)[0].state == "approved"
    assert len(of(rt, Payment)) == 2


def test_what_the_platform_refuses_to_send_a_person_sends_by_hand_and_it_goes_once(
    rt, ahead, booth, citizen, dossier
):
    surplus(rt, booth, citizen, dossier)
    booth.faults(refuse_refund=True)
    (owed,) = of(rt, Refund)
    with rt.db.write() as session:
        refunds.approve(session, rt, owed.id, BY)
    with pytest.raises(Unacceptable, match="platform"), rt.db.write() as session:
        # Until it has refused, the platform sends it.
        refunds.sent_by_hand(session, rt, owed.id, "NH-5", BY)
    drain(rt)
    with rt.db.read() as session:
        (listed,) = loose_money.all_of(session).owed
    assert (listed.refund.id, listed.refused) == (owed.id, True)
    with rt.db.write() as session:
        refunds.sent_by_hand(session, rt, owed.id, "NH-5", BY)
    assert [one.state for one in house.promised(rt, dossier, "payment")] == ["dropped"]
    booth.well()
    with rt.db.write() as session:
        assert outbox.replay(session, "payment", None) == 0
    drain(rt)
    (sent,) = of(rt, Refund)
    assert (sent.state, sent.reference) == ("sent", "NH-5")
    with rt.db.read() as session:
        assert loose_money.all_of(session).owed == []
