"""Everybody at once: tabs, callbacks, statements, counters, officers; money adds up to the đồng."""

import threading
import uuid

import pytest
import sqlalchemy as sa

from connectors.messages import NewsKind
from portal.domain.errors import DomainError
from portal.exchanges.paying import online
from portal.models import BankLine, Refund
from portal.services import events
from portal.services.operations.deeds import Actor
from portal.services.paying import refunds, statements
from portal.services.paying.receipts import cancelling, finding
from portal.services.paying.receipts.cancelling import Wish
from portal.services.paying.statements import Line
from tests.furnished import house, priced
from tests.services.test_supplements import hear

ONE, OTHER = (Actor(f"Cán bộ {name} (mẫu)", uuid.uuid4(), "Thu nhầm") for name in ("A", "B"))


def at_once(*deeds):
    """Do all at the same moment; give what each came to, a refusal by its name."""
    start, came_to = threading.Barrier(len(deeds)), [None] * len(deeds)

    def work(number, deed):
        start.wait()
        try:
            came_to[number] = deed()
        except DomainError as error:
            came_to[number] = getattr(error, "reason", type(error).__name__)

    threads = [threading.Thread(target=work, args=each) for each in enumerate(deeds)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return came_to


def kinds(rt, dossier):
    with rt.db.read() as session:
        chain = house.chain(session, dossier)
        assert events.check_chain(chain) is None
    return [event.kind for event in chain]


def begun(rt, booth, citizen, dossier):
    """Begin a payment, and let it be paid on the platform; nobody has asked about it yet."""
    online.begin(rt, citizen, dossier.code, 1)
    transaction = priced.payments(rt, dossier)[-1].transaction
    booth.act(transaction, "pay")
    return transaction


def balance(rt, dossier):
    """Add up what came and is not owed back, in đồng; what is paid has whole receipts."""
    paid = [one for one in priced.payments(rt, dossier) if one.state == "paid"]
    with rt.db.read() as session:
        back = session.scalars(sa.select(Refund).where(Refund.dossier_id == dossier.id)).all()
        standing = [one for one in finding.of(session, dossier) if one.cancelled_at is None]
    kept = sum(one.amount for one in paid) - sum(one.amount for one in back)
    assert sum(one.amount for one in standing) == kept
    return kept


def test_tabs_that_begin_at_once_are_sent_to_one_page(rt, booth, citizen, dossier):
    pages = at_once(*[lambda: online.begin(rt, citizen, dossier.code, 1)] * 5)
    (payment,) = priced.payments(rt, dossier)
    assert len({page for page in pages if page}) == 1
    assert booth.entry(payment.transaction)["amount"] == 15_000


def test_callbacks_questions_and_the_browser_at_once_pay_once(rt, booth, citizen, dossier):
    transaction = begun(rt, booth, citizen, dossier)
    at_once(*[lambda: online.ask(rt, transaction)] * 6)
    assert kinds(rt, dossier).count("fee_paid") == 1 and balance(rt, dossier) == 15_000
    told = [one.kind for one in house.promised(rt, dossier, "agency:")]
    assert told.count("paid") == 1


def test_platform_and_transfers_at_once_pay_once_and_the_rest_is_owed_back(
    rt, booth, agency, citizen, dossier
):
    transaction = begun(rt, booth, citizen, dossier)
    mark = priced.owed(rt, dossier)[0].notice.mark

    def transfer(number):
        return statements.take_all(rt, agency, [Line(f"FT{number}", 15_000, mark)])

    at_once(lambda: online.ask(rt, transaction), *[lambda n=n: transfer(n) for n in range(3)])
    assert kinds(rt, dossier).count("fee_paid") == 1
    assert kinds(rt, dossier).count("fee_surplus") == 3 and balance(rt, dossier) == 15_000


def test_one_statement_taken_in_by_two_people_at_once_is_taken_once(rt, agency, dossier):
    mark = priced.owed(rt, dossier)[0].notice.mark
    lines = [Line("FT1", 15_000, mark), Line("FT2", 9_000, "khong ro"), Line("FT3", 9_000, mark)]
    counted = at_once(*[lambda: statements.take_all(rt, agency, lines)] * 4)
    assert sum((one for one in counted[1:]), counted[0]) == {
        "paid": 1, "no_mark": 1, "surplus": 1, "known": 9
    }  # fmt: skip
    with rt.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(BankLine)) == 3
    assert balance(rt, dossier) == 15_000


@pytest.fixture
def asked(rt, booth, citizen, dossier):
    """Give a refund an officer has asked for."""
    online.ask(rt, begun(rt, booth, citizen, dossier))
    return priced.ask_back(rt, dossier, ONE)


def approve(rt, asked):
    with rt.db.write() as session:
        return refunds.approve(session, rt, asked.id, OTHER).state


def test_a_refund_and_its_receipt_replaced_at_once_leave_no_receipt(rt, agency, dossier, asked):
    with rt.db.read() as session:
        receipt = finding.of(session, dossier)[0].id

    def replace(payer):
        with rt.db.write() as session:
            return cancelling.cancel(session, rt, agency, Wish(receipt, payer), ONE).amount

    at_once(lambda: approve(rt, asked), lambda: replace("Công ty Mẫu"), lambda: replace(""))
    assert [str(one.notice.state) for one in priced.owed(rt, dossier)] == ["refunded"]
    assert balance(rt, dossier) == 0
    cancelled = kinds(rt, dossier).count("receipt_cancelled")
    told = [one.kind for one in house.promised(rt, dossier, "agency:")]
    assert told.count("receipts_changed") == cancelled


def test_approved_and_refused_at_once_one_counts(rt, dossier, asked):
    def refuse():
        with rt.db.write() as session:
            return refunds.refuse(session, rt, asked.id, OTHER).state

    said = at_once(lambda: approve(rt, asked), refuse, lambda: approve(rt, asked))
    assert sorted(said).count("not_due") == 2
    assert len([one for one in kinds(rt, dossier) if one.startswith("refund_")]) == 2


def test_asked_back_by_two_officers_at_once_it_is_owed_back_once(rt, booth, citizen, dossier):
    online.ask(rt, begun(rt, booth, citizen, dossier))
    said = at_once(*[lambda: priced.ask_back(rt, dossier, ONE).amount] * 3)
    assert sorted(map(str, said)) == ["15000", "asked", "asked"]


def test_a_page_begun_while_the_fee_is_replaced_pays_the_new_or_is_owed_back(
    rt, booth, agency, citizen, dossier
):
    transaction = begun(rt, booth, citizen, dossier)
    lower = tuple(priced.told(line, 5_000) for line in priced.owed(rt, dossier)[0].lines)
    at_once(
        lambda: online.ask(rt, transaction),
        lambda: hear(rt, agency, dossier, NewsKind.FEE_REQUESTED, fees=lower),
    )
    paid = kinds(rt, dossier)
    assert paid.count("fee_paid") + paid.count("fee_surplus") == 1
    assert balance(rt, dossier) == 15_000 * paid.count("fee_paid")
