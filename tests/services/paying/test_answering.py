"""An agency's own system answers a claim by the id it was sent, line by line."""

import pytest

from connectors.claims import ClaimAnswer, ClaimOutcome
from connectors.messages import Heard
from portal.domain.paying import FeeState
from portal.models import Dossier
from portal.services import content, events, inbox, promises
from portal.services.inbox import Told
from portal.services.paying import answering, statements, taking_back, telling
from portal.services.paying.answering import NotAnswerable
from portal.services.paying.statements import Line
from tests.furnished import house, priced
from tests.services.paying.test_claiming import claim, kinds, states

WAIVED, LOWERED, REFUSED = ClaimOutcome


@pytest.fixture
def claimed(rt, citizen, agency):
    dossier = priced.submit(rt, citizen, agency)
    claim(rt, citizen, dossier)
    return dossier


def sent(rt, dossier, turn=-1):
    """Give a claim as the agency was sent it."""
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        told = [one for one in house.chain(session, dossier) if one.kind == "exemption_claimed"]
        key = promises.key(dossier.id, "exemption", told[turn].seq)
        return telling.claimed(rt, found, told[turn], key)


def answer(rt, agency, dossier, outcome, *left, claim=None, **more):
    news = house.tell(
        dossier, "claim_answered", None, id=f"{outcome}-{left}", note="Đã xem giấy tờ",
        answers=claim or sent(rt, dossier).id, claim=ClaimAnswer(outcome, left), **more
    )  # fmt: skip
    with rt.db.write() as session:
        return inbox.apply(session, rt, agency, Told(news))


def check(rt, dossier, outcome, *left, claim=None):
    told = {"answers": claim or sent(rt, dossier).id, "claim": ClaimAnswer(outcome, left)}
    with rt.db.read() as session:
        row = session.get_one(Dossier, house.key(dossier))
        answering.check(session, row, house.tell(dossier, "claim_answered", None, **told))


def test_a_claim_is_sent_with_its_lines_its_turn_and_its_proof(rt, claimed):
    told = sent(rt, claimed)
    lines = [(one.line, one.name, str(one.kind), one.amount) for one in told.money.lines]
    assert lines == [(1, "Phí xác nhận", "phi", 8_000), (2, "Lệ phí cư trú", "le_phi", 7_000)]
    assert (told.money.fee, told.money.total, told.money.turn) == (1, 15_000, 1)
    assert told.money.answer_by == house.again(rt, claimed).claim_due
    assert told.money.words == "Hộ nghèo" and told.money.ground is None
    assert len(told.files) == 1 and told.text.endswith("Hộ nghèo")


@pytest.mark.parametrize(
    ("given", "after"),
    [
        ((WAIVED,), ("exemption_granted", ["replaced", "waived"], 0)),
        ((LOWERED, (1, 0)), ("exemption_reduced", ["replaced", "open"], 7_000)),
        ((LOWERED, (1, 0), (2, 3_500)), ("exemption_reduced", ["replaced", "open"], 3_500)),
        ((REFUSED,), ("exemption_refused", ["open"], 15_000)),
    ],
)
def test_it_is_waived_lowered_by_line_or_refused_and_told(rt, agency, claimed, given, after):
    kind, fees, left = after
    check(rt, claimed, *given)
    assert answer(rt, agency, claimed, *given) == Heard.APPLIED
    now = house.again(rt, claimed)
    assert (states(rt, claimed), now.fee_due, now.claim_due) == (fees, left, None)
    assert now.state == "submitted" and kind in kinds(rt, claimed)
    with rt.db.read() as session:
        told = [one for one in house.chain(session, claimed) if one.kind == kind]
        found = content.read(session, rt, *house.key(claimed))
    assert events.private(found.safe, told[0])["note"] == "Đã xem giấy tờ"
    assert house.promised(rt, claimed, "sms")[-1].event_seq == told[0].seq


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ((LOWERED, (3, 0)), "claim.lines.0.line"),
        ((LOWERED, (1, 0), (2, 7_001)), "claim.lines.1.amount"),
        ((LOWERED, (1, 8_000)), "claim.lines"),
    ],
)
def test_a_line_that_is_not_there_or_not_lower_is_named(rt, claimed, given, where):
    with pytest.raises(NotAnswerable) as caught:
        check(rt, claimed, *given)
    assert set(caught.value.fields) == {where}


@pytest.mark.parametrize("wrong", ["", "x", "{id}.exemption.1", "{id}.exemption.99", "{id}.note.4"])
def test_an_id_that_is_no_claim_of_the_dossier_is_named(rt, claimed, wrong):
    with pytest.raises(NotAnswerable) as caught:
        check(rt, claimed, WAIVED, claim=wrong.format(id=claimed.id) or "-")
    assert set(caught.value.fields) == {"answers"}


def test_of_a_claim_that_was_taken_back_a_no_says_nothing_and_a_waiver_counts(
    rt, agency, citizen, claimed
):
    with rt.db.write() as session:
        taking_back.take_back(session, rt, citizen, (claimed.code, 1), 1)
    assert answer(rt, agency, claimed, REFUSED) == Heard.STALE
    assert states(rt, claimed) == ["open"]
    assert answer(rt, agency, claimed, WAIVED) == Heard.APPLIED
    assert states(rt, claimed) == ["replaced", "waived"]


def test_what_was_paid_before_the_answer_is_for_a_person_to_see(rt, agency, claimed):
    mark = priced.owed(rt, claimed)[0].notice.mark
    statements.take_all(rt, agency, [Line("FT-9", priced.TOTAL, mark)])
    assert answer(rt, agency, claimed, LOWERED, (1, 0)) == Heard.PARKED
    assert answer(rt, agency, claimed, REFUSED) == Heard.STALE
    assert states(rt, claimed) == [FeeState.PAID]


def test_the_agency_is_told_which_claim_was_taken_back(rt, citizen, claimed):
    claim_id = sent(rt, claimed).id
    with rt.db.write() as session:
        taking_back.take_back(session, rt, citizen, (claimed.code, 1), 1)
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(claimed))
        told = telling.taken_back(rt, found, house.chain(session, claimed)[-1], "k")
    assert (told.money.claim, told.money.fee, told.files) == (claim_id, 1, ())


def test_a_payment_is_told_with_its_lines_its_method_and_its_receipts(rt, citizen, agency):
    dossier = priced.paid(rt, citizen, agency)
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        (event,) = [one for one in house.chain(session, dossier) if one.kind == "fee_paid"]
        told = telling.paid(session, found, event, "k")
        old = {name: said for name, said in event.facts.items() if name != "lines"}
        event.facts = old
        before = telling.paid(session, found, event, "k")
    paid = told.money
    assert [(one.name, one.amount) for one in paid.lines] == [
        ("Phí xác nhận", 8_000), ("Lệ phí cư trú", 7_000)
    ]  # fmt: skip
    assert (paid.amount, str(paid.way), paid.paid_at) == (15_000, "transfer", event.occurred_at)
    assert paid.reference.startswith("FT-")
    receipts = [(str(one.kind), one.symbol, one.number, one.amount) for one in paid.receipts]
    assert receipts == [
        ("phi", "MAU/26E", "0000001", 8_000), ("le_phi", "MAU/26E", "0000002", 7_000)
    ]  # fmt: skip
    # What was paid before payments had fields is told as it was, so that it keeps its hash.
    assert before.money is None and before.text == told.text
