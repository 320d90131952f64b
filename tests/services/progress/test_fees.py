"""A dossier counts as paid online when all it owed was paid, and nothing of it in cash."""

import uuid

import pytest

from portal.domain.paying import FeeState, PaymentState
from portal.models import Dossier, FeeNotice, Payment
from portal.services.progress import keeping
from tests.furnished import house
from tests.services.progress.test_counting import stands
from tests.services.test_correspondence import hear


@pytest.fixture
def ended(rt, hands, agency, submitted):
    """Give a dossier with a result."""
    hear(rt, agency, submitted, "accepted")
    return hear(rt, agency, submitted, "decided")


def owe(rt, dossier, number, state, way=None):
    """Let a dossier owe something that was paid some way, or not yet."""
    of = {"home_agency_id": dossier.home_agency_id, "dossier_id": dossier.id, "birth_month": 202611}
    paid = uuid.uuid4() if way else None
    fee = FeeNotice(number=number, event_seq=1, basis="form", state=state, total=8000, **of)
    fee.mark, fee.made_at, fee.payment_id = f"LT{number}", house.MONDAY, paid
    with rt.db.write() as session:
        session.add(fee)
        if way:
            made = Payment(id=paid, number=number, way=way, transaction=f"t{number}", **of)
            made.amount, made.state, made.begun_at = 8000, PaymentState.PAID, house.MONDAY
            session.add(made)
        session.get_one(Dossier, house.key(dossier)).counted_seq = 0


@pytest.mark.parametrize(
    ("notices", "owes", "online"),
    [
        ([(FeeState.PAID, "platform")], 1, 1),
        ([(FeeState.PAID, "transfer"), (FeeState.REPLACED, None)], 1, 1),
        ([(FeeState.PAID, "platform"), (FeeState.PAID, "counter")], 1, 0),
        ([(FeeState.OPEN, None)], 1, 0),
        ([(FeeState.WAIVED, None)], 0, 0),
    ],
)
def test_paid_online_is_all_of_it_and_no_cash(rt, ended, notices, owes, online):
    keeping.keep_up(rt)
    for number, (state, way) in enumerate(notices, start=1):
        owe(rt, ended, number, state, way)
    told = stands(rt)
    found = (told.get("finished_with_fee", 0), told.get("finished_paid_online", 0))
    assert found == (owes, online)
