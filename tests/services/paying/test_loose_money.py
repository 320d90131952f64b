"""Money that belongs to nothing yet stays in sight until a person closes it, with a reason."""

from datetime import timedelta

import pytest

from portal import clock
from portal.domain.errors import Conflict
from portal.domain.paying import PaymentState
from portal.services.operations import deeds, health, loose_money
from portal.services.operations.deeds import Actor
from portal.services.paying import attempts, closing, refunds, statements
from portal.services.paying.statements import Line
from tests.furnished import house, priced

WHO = Actor("Điều hành (mẫu)", reason="đã trả lại người chuyển")


@pytest.fixture
def dossier(rt, citizen, agency):
    return priced.submit(rt, citizen, agency)


def loose(rt):
    with rt.db.read() as session:
        return loose_money.all_of(session)


def told(rt):
    with rt.db.read() as session:
        return [
            (one.kind, one.count) for one in health.problems(session, ()) if one.kind == "money"
        ]


def close(rt, *names):
    with rt.db.write() as session:
        closing.close(session, rt, names, WHO)


def begin(rt, citizen, dossier):
    with rt.db.write() as session:
        return attempts.begin(session, rt, citizen, dossier.code, 1).payment


def hear(rt, payment, *said):
    with rt.db.write() as session:
        attempts.hear(session, rt, payment.transaction, priced.said(payment, *said))


def test_a_transfer_without_a_mark_waits_until_it_is_closed(rt, agency, dossier):
    statements.take_all(rt, agency, [Line("FT1", 15_000, "khong ro")])
    assert told(rt) == [("money", 1)]
    (one,) = loose(rt).transfers
    close(rt, one.name)
    assert told(rt) == [] and loose(rt).count == 0
    with rt.db.read() as session:
        (deed,) = deeds.of_target(session, f"money:{one.name}")
    assert (deed.reason, deed.detail) == (WHO.reason, {"was": "no_mark", "amount": 15_000})
    with pytest.raises(Conflict):
        close(rt, one.name)


def test_what_is_owed_back_waits_in_sight_until_it_is_sent(rt, agency, dossier):
    mark = priced.owed(rt, dossier)[0].notice.mark
    statements.take_all(rt, agency, [Line("1", 15_000, mark), Line("2", 15_000, mark)])
    (one,) = loose(rt).owed
    assert (one.code, one.refund.amount) == (dossier.code, 15_000)
    with rt.db.write() as session:
        refunds.approve(session, rt, one.refund.id, WHO)
    assert [each.refund.state for each in loose(rt).owed] == ["approved"]
    with rt.db.write() as session:
        refunds.sent_by_hand(session, rt, one.refund.id, "NH9", WHO)
    assert told(rt) == []


def test_another_sum_than_was_asked_for_waits_and_is_an_end_once_closed(
    rt, hands, citizen, dossier
):
    payment = begin(rt, citizen, dossier)
    hear(rt, payment, "paid", 9_000)
    assert loose(rt).count == 0, "it may yet come right by itself"
    hands.turn(hours=2)
    (one,) = loose(rt).doubts
    assert (one.code, "9000" in one.payment.problem) == (dossier.code, True)
    close(rt, one.name)
    (after,) = priced.payments(rt, dossier)
    assert (after.state, after.next_ask_at) == (PaymentState.FAILED, None)
    with rt.db.read() as session:
        assert house.chain(session, dossier)[-1].kind == "payment_failed"


def test_a_payment_nobody_asks_about_any_more_comes_into_sight(rt, hands, citizen, dossier):
    payment = begin(rt, citizen, dossier)
    hear(rt, payment, "pending", None)
    hands.turn(days=29)
    hear(rt, payment, "pending", None)
    assert loose(rt).count == 0
    hands.turn(days=2)
    hear(rt, payment, "pending", None)
    (one,) = loose(rt).doubts
    assert one.payment.next_ask_at is None
    # Late money is money: nothing of it is lost by having been given up.
    hear(rt, payment)
    assert loose(rt).count == 0
    assert priced.payments(rt, dossier)[0].state == PaymentState.PAID


def test_one_that_was_settled_meanwhile_closes_none(rt, hands, agency, citizen, dossier):
    statements.take_all(rt, agency, [Line("FT1", 15_000, "khong ro")])
    payment = begin(rt, citizen, dossier)
    hear(rt, payment, "paid", 9_000)
    hands.turn(hours=2)
    (transfer,), (doubt,) = loose(rt).transfers, loose(rt).doubts
    hear(rt, payment)
    with pytest.raises(Conflict):
        close(rt, transfer.name, doubt.name)
    assert [one.name for one in loose(rt).transfers] == [transfer.name]
    assert clock.now() - loose(rt).since >= timedelta(hours=2)
