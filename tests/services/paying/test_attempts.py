"""Paying a fee: asked for at submission, begun once, paid once, and every đồng accounted for."""

import pytest

from connectors.fees import FeeKind, FeeLine
from portal.domain.errors import NotFound
from portal.domain.paying import Effect, FeeState, PaymentState
from portal.domain.states import State
from portal.services import events, vault
from portal.services.paying import attempts, notices
from portal.services.paying.notices import Demand, Line
from tests.furnished import house, priced
from tests.services.test_supplements import hear as told


@pytest.fixture
def dossier(rt, citizen, agency):
    return priced.submit(rt, citizen, agency)


def begin(rt, citizen, dossier, number=1):
    with rt.db.write() as session:
        return attempts.begin(session, rt, citizen, dossier.code, number)


def hear(rt, settlement):
    with rt.db.write() as session:
        return attempts.hear(session, rt, settlement.transaction, settlement)


def ask(rt, dossier, *lines):
    with rt.db.write() as session:
        locked = events.lock(session, *house.key(dossier))
        safe = vault.unlock(session, rt, *house.key(dossier))
        return notices.ask(session, safe, locked, Demand(notices.AGENCY, lines))


def kinds(rt, dossier):
    with rt.db.read() as session:
        return [event.kind for event in house.chain(session, dossier)]


def test_what_the_form_asks_for_is_asked_for_at_submission_line_by_line(rt, dossier):
    (owed,) = priced.owed(rt, dossier)
    assert (owed.notice.state, owed.notice.total) == (FeeState.OPEN, 15_000)
    assert [(line.kind, line.amount) for line in owed.lines] == [("phi", 8_000), ("le_phi", 7_000)]
    assert (owed.subtotal("phi"), owed.subtotal("le_phi")) == (8_000, 7_000)
    assert "fee_due" in kinds(rt, dossier)
    # A fee holds no dossier back: it goes to the agency as any other.
    assert [one.kind for one in house.promised(rt, dossier, "agency:")] == ["deliver"]


def test_a_form_without_fees_asks_for_none(rt, submitted):
    assert priced.owed(rt, submitted) == []


def test_begun_in_two_tabs_it_is_one_payment(rt, citizen, dossier):
    first, second = begin(rt, citizen, dossier), begin(rt, citizen, dossier)
    assert first.payment.transaction == second.payment.transaction
    assert len(priced.payments(rt, dossier)) == 1
    assert first.bill.amount == 15_000 and len(first.bill.lines) == 2


def test_a_payment_settles_the_fee_and_stands_in_the_chain(rt, citizen, dossier):
    started = begin(rt, citizen, dossier)
    assert hear(rt, priced.said(started.payment)) == Effect.PAYS
    (owed,) = priced.owed(rt, dossier)
    assert (owed.notice.state, owed.notice.payment_id) == (FeeState.PAID, started.payment.id)
    with rt.db.read() as session:
        chain = house.chain(session, dossier)
        assert events.check_chain(chain) is None
    assert chain[-1].kind == "fee_paid" and chain[-1].facts["amount"] == 15_000
    assert [one.kind for one in house.promised(rt, dossier, "sms")][-1] == "notify"


def test_heard_three_times_it_is_paid_once(rt, citizen, dossier):
    started = begin(rt, citizen, dossier)
    effects = [hear(rt, priced.said(started.payment)) for _ in range(3)]
    assert effects == [Effect.PAYS, Effect.NOTHING, Effect.NOTHING]
    assert kinds(rt, dossier).count("fee_paid") == 1


def test_a_paid_fee_cannot_be_begun_again(rt, citizen, dossier):
    hear(rt, priced.said(begin(rt, citizen, dossier).payment))
    with pytest.raises(attempts.NotPayable):
        begin(rt, citizen, dossier)


def test_after_a_failure_it_is_begun_under_another_number(rt, citizen, dossier):
    first = begin(rt, citizen, dossier)
    hear(rt, priced.said(first.payment, "failed"))
    second = begin(rt, citizen, dossier)
    assert second.payment.transaction != first.payment.transaction
    # The first one's money comes after all, when the second one has paid: it is owed back.
    assert hear(rt, priced.said(second.payment)) == Effect.PAYS
    assert hear(rt, priced.said(first.payment)) == Effect.SURPLUS
    assert [(one.state, one.surplus) for one in priced.payments(rt, dossier)] == [
        (PaymentState.PAID, True),
        (PaymentState.PAID, False),
    ]
    assert kinds(rt, dossier)[-2:] == ["fee_surplus", "refund_asked"]


@pytest.mark.parametrize("amount", [14_000, 16_000, None])
def test_another_sum_pays_nothing_and_stays_in_sight(rt, citizen, dossier, amount):
    started = begin(rt, citizen, dossier)
    assert hear(rt, priced.said(started.payment, amount=amount)) == Effect.NOTHING
    (payment,) = priced.payments(rt, dossier)
    assert payment.state == PaymentState.UNKNOWN and "15000" in payment.problem
    assert payment.next_ask_at is not None
    assert priced.owed(rt, dossier)[0].notice.state == FeeState.OPEN


def test_a_payment_nobody_began_is_none_of_ours(rt, citizen, dossier):
    started = begin(rt, citizen, dossier)
    with pytest.raises(NotFound):
        started.payment.transaction = "f" * 32
        hear(rt, priced.said(started.payment))


def test_the_agencys_word_takes_the_place_of_what_is_not_paid(rt, dossier):
    fresh = ask(rt, dossier, Line("X", "Phí khác", "phi", 9_000))
    first, second = priced.owed(rt, dossier)
    assert first.notice.state == FeeState.REPLACED
    assert (second.notice.number, second.notice.total) == (fresh.number, 9_000)


def test_money_for_a_replaced_fee_is_a_surplus(rt, citizen, dossier):
    started = begin(rt, citizen, dossier)
    ask(rt, dossier, Line("X", "Phí khác", "phi", 9_000))
    assert hear(rt, priced.said(started.payment)) == Effect.SURPLUS
    assert priced.owed(rt, dossier)[1].notice.state == FeeState.OPEN


def test_asked_once_more_for_what_is_paid_nobody_pays_again(rt, citizen, dossier):
    hear(rt, priced.said(begin(rt, citizen, dossier).payment))
    same = [
        Line("charge", "Phí xác nhận", "phi", 8_000),
        Line("duty", "Lệ phí cư trú", "le_phi", 7_000),
    ]
    assert ask(rt, dossier, *same) is None
    assert len(priced.owed(rt, dossier)) == 1


def test_a_fee_of_nothing_is_waived(rt, dossier):
    assert ask(rt, dossier, Line("X", "Miễn", "phi", 0)).state == FeeState.WAIVED


def test_an_ended_dossier_is_not_paid_for(rt, citizen, agency, dossier):
    assert told(rt, agency, dossier, "refused").state == State.REFUSED
    with pytest.raises(attempts.NotPayable):
        begin(rt, citizen, dossier)


def test_somebody_elses_fee_cannot_be_seen(rt, dossier):
    with pytest.raises(NotFound):
        begin(rt, house.sign_in(rt, "khac"), dossier)


def test_the_fees_an_agency_names_are_asked_for_line_by_line(rt, citizen, agency, dossier):
    told(rt, agency, dossier, "accepted")
    lines = (FeeLine("P", "Phí thẩm định", FeeKind.CHARGE, 50_000),)
    asked = told(rt, agency, dossier, "fee_requested", fees=lines)
    assert (asked.state, asked.fee_due) == (State.AWAITING_PAYMENT, 50_000)
    hear(rt, priced.said(begin(rt, citizen, dossier, 2).payment, amount=50_000))
    paid = house.again(rt, dossier)
    # The agency's word moves it on, and its clock: money alone does not.
    assert (paid.state, paid.fee_due) == (State.AWAITING_PAYMENT, 0)
    assert paid.fee_paid_at is not None
    assert told(rt, agency, dossier, "in_process").state == State.IN_PROCESS
