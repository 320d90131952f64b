"""A refund goes back once: whatever the platform took, answered, forgot, or said too late."""

import threading
import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.domain.errors import Unacceptable
from portal.exchanges.paying import online, refunding
from portal.models import Destination, Refund
from portal.services.operations import loose_money
from portal.services.operations.deeds import Actor
from portal.services.paying import refunds, sending
from tests.furnished import house, priced
from tests.furnished.partners import drain
from tests.sandbox.payment.booth import CLIENT

BY = Actor("Nguyễn Thị Mẫu", uuid.uuid4(), "Hỏi ông Mẫu ở nền tảng lúc 9 giờ, công văn 12")
UNSEEN = timedelta(minutes=11)


@pytest.fixture
def platform(rt, booth):
    """Give the platform, which forgets which refunds it has sent: sent twice, it pays twice."""
    booth.faults(doubled_refund=True)
    return booth


@pytest.fixture
def transaction(rt, platform, citizen, dossier):
    """Give a payment whose money is approved to go back."""
    return make(rt, platform, citizen, dossier)


def make(rt, booth, citizen, dossier):
    """Pay a fee on the platform, and approve that the money goes back; give the payment."""
    online.begin(rt, citizen, dossier.code, 1)
    (payment,) = priced.payments(rt, dossier)
    booth.act(payment.transaction, "pay")
    online.ask(rt, payment.transaction)
    asked = priced.ask_back(rt, dossier, Actor("Cán bộ (mẫu)", uuid.uuid4(), "Thu nhầm"))
    with rt.db.write() as session:
        refunds.approve(session, rt, asked.id, BY)
    return payment.transaction


def refund(rt):
    with rt.db.read() as session:
        return session.scalars(sa.select(Refund)).one()


def gone(booth, transaction):
    """Tell what the platform has sent back, in đồng."""
    return [one["amount"] for one in booth.entry(transaction)["refunds"] if one["status"] == "0"]


def promise(rt, dossier):
    return house.promised(rt, dossier, "payment")[-1]


def listed(rt):
    with rt.db.read() as session:
        return [(one.refused, one.doubtful) for one in loose_money.all_of(session).owed]


def later(rt, ahead, by=UNSEEN, times=1):
    for _ in range(times):
        ahead.by += by
        drain(rt)


def test_it_took_it_and_answered_nothing(rt, ahead, platform, transaction):
    platform.faults(unanswered_refund={"times": 1})
    drain(rt)
    assert (refund(rt).state, gone(platform, transaction)) == ("approved", [15_000])
    later(rt, ahead)
    assert (refund(rt).state, gone(platform, transaction)) == ("sent", [15_000])


@pytest.mark.parametrize("fault", ["error500", "down"])
def test_it_took_nothing_and_gets_it_again_once_it_must_have_seen_it(
    rt, ahead, platform, fault, transaction
):
    platform.faults(**{fault: {"times": 2}})
    drain(rt)
    later(rt, ahead, times=4)
    assert (refund(rt).state, gone(platform, transaction)) == ("sent", [15_000])


def test_it_took_it_and_denies_it_for_a_while(rt, ahead, platform, dossier, transaction):
    platform.faults(unanswered_refund={"times": 1}, unseen_refund=True)
    drain(rt)
    later(rt, ahead, timedelta(minutes=2), times=4)
    assert promise(rt, dossier).last_outcome == "notyet" and refund(rt).sends == 1
    platform.faults(unseen_refund=False)
    later(rt, ahead)
    assert (refund(rt).state, gone(platform, transaction)) == ("sent", [15_000])


def test_while_it_is_under_way_it_is_asked_about_and_nobody_is_said_to_be_ill(
    rt, ahead, platform, dossier, transaction
):
    platform.faults(slow_refund={"times": 1})
    drain(rt)
    later(rt, ahead, timedelta(hours=12), times=7)
    with rt.db.read() as session:
        health = session.get(Destination, "payment")
    assert promise(rt, dossier).state == "waiting" and (health is None or not health.failures)
    # After three days somebody is shown it, and can only say what the platform said.
    assert listed(rt) == [(False, True)]
    platform.go_on(refund(rt).id.hex)
    later(rt, ahead, timedelta(hours=1))
    assert (refund(rt).state, gone(platform, transaction)) == ("sent", [15_000])


def told(rt, transaction, status="0", amount="15000"):
    """Sign a callback about a refund as the platform does, and bring it."""
    said = {"client_id": CLIENT["SANDBOX_CLIENT_ID"], "transaction_id": transaction}
    said |= {"trans_amount": amount, "command": "REFUND", "status": status, "version": "3.0"}
    said["check_sum"] = rt.partners.payment()._config.theirs.of(said)
    return online.hear(rt, said).status


def test_an_answer_that_comes_late_by_callback_makes_us_ask(
    rt, ahead, platform, dossier, transaction
):
    platform.faults(slow_refund={"times": 1})
    drain(rt)
    assert told(rt, transaction) == 200
    assert refund(rt).state == "approved", "what a callback says is not believed"
    platform.go_on(refund(rt).id.hex)
    for _ in range(2):
        assert told(rt, transaction) == 200
    assert (refund(rt).state, promise(rt, dossier).state) == ("sent", "dropped")
    assert priced.payments(rt, dossier)[0].state == "paid"
    later(rt, ahead, times=2)
    assert gone(platform, transaction) == [15_000]
    with rt.db.read() as session:
        kinds = [event.kind for event in house.chain(session, dossier)]
    assert kinds.count("fee_refunded") == 1


def test_a_second_try_that_is_refused_is_not_sent_by_hand_since_the_first_was_paid(
    rt, ahead, platform, dossier, transaction
):
    platform.faults(unanswered_refund={"times": 1}, unseen_refund=True)
    drain(rt)
    platform.faults(refuse_refund=True)
    later(rt, ahead)
    assert promise(rt, dossier).last_outcome == "doubtful" and refund(rt).sends == 2
    assert (listed(rt), gone(platform, transaction)) == ([(False, True)], [15_000])
    with pytest.raises(Unacceptable, match="platform"), rt.db.write() as session:
        refunds.sent_by_hand(session, rt, refund(rt).id, "NH-1", BY)


def test_another_sum_than_was_owed_is_not_taken_for_it(rt, platform, dossier, transaction):
    platform.faults(part_refund=True)
    drain(rt)
    assert (promise(rt, dossier).last_outcome, listed(rt)) == ("doubtful", [(False, True)])
    assert "14000 đồng of 15000" in promise(rt, dossier).last_error


def test_two_workers_that_both_were_told_it_was_never_seen_send_it_once(rt, platform, transaction):
    with rt.db.read() as session:
        order = sending.told_of(session, transaction)
    connector, outcomes = rt.partners.payment(), []

    def work():
        try:
            outcomes.append(refunding._sent(rt, connector, order)[1].status)
        except refunding.NotYet:
            outcomes.append("notyet")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == ["done", "notyet", "notyet", "notyet"]
    assert gone(platform, transaction) == [15_000]
