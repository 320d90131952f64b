"""A fee is claimed not to be owed: it waits, nobody can pay it, and the answer is told."""

import pytest

from connectors.fees import FeeKind, FeeLine
from connectors.messages import Heard, NewsKind
from portal import clock
from portal.domain.errors import Unacceptable
from portal.services import attachments, enclosing, events, inbox
from portal.services.attachments import CLAIM, Upload
from portal.services.inbox import Told
from portal.services.operations import unanswered
from portal.services.paying import attempts, claiming, statements
from portal.services.paying.attempts import NotPayable
from portal.services.paying.claiming import NotClaimable
from portal.services.paying.statements import Line
from tests.furnished import house, priced
from tests.services.test_supplements import hear
from tests.web.citizen.filling import PDF


@pytest.fixture
def dossier(rt, citizen, agency):
    return priced.submit(rt, citizen, agency)


def claim(rt, citizen, dossier, text="Hộ nghèo", proof=True):
    """Claim an exemption, with a certificate."""
    which = (dossier.code, 1)
    with rt.db.write() as session:
        found = claiming.load(session, rt, citizen, which, lock=True)
        claiming.write(found, claiming.OTHER, text)
        upload = Upload("", "the.pdf", [PDF], CLAIM)
        if proof:
            stored = attachments.receive(rt, found.content.safe, enclosing.place(found), upload)
            enclosing.attach(session, rt, found, stored, claiming.MOST_FILES)
    with rt.db.write() as session:
        claiming.send(session, claiming.load(session, rt, citizen, which, lock=True))


@pytest.fixture
def claimed(rt, citizen, dossier):
    claim(rt, citizen, dossier)
    return dossier


def states(rt, dossier):
    return [str(one.notice.state) for one in priced.owed(rt, dossier)]


def kinds(rt, dossier):
    with rt.db.read() as session:
        chain = house.chain(session, dossier)
        assert events.check_chain(chain) is None
        return [event.kind for event in chain]


def test_a_claimed_fee_is_neither_payable_nor_claimed_again_and_is_promised(rt, citizen, dossier):
    claim(rt, citizen, dossier)
    now = house.again(rt, dossier)
    assert (states(rt, dossier), now.fee_due) == (["claimed"], 0) and now.claim_due is not None
    with pytest.raises(NotPayable), rt.db.write() as session:
        attempts.begin(session, rt, citizen, dossier.code, 1)
    with pytest.raises(NotClaimable):
        claim(rt, citizen, dossier)
    assert "exemption" in [one.kind for one in house.promised(rt, dossier, "agency:")]


def test_a_claim_without_words_or_proof_is_not_sent(rt, citizen, dossier):
    with pytest.raises(Unacceptable, match="proof"):
        claim(rt, citizen, dossier, proof=False)
    with pytest.raises(Unacceptable, match="text"):
        claim(rt, citizen, dossier, text=" ")
    assert states(rt, dossier) == ["open"]


def test_a_transfer_that_comes_meanwhile_pays_and_closes_the_claim(rt, citizen, agency, dossier):
    claim(rt, citizen, dossier)
    mark = priced.owed(rt, dossier)[0].notice.mark
    part = statements.take_all(rt, agency, [Line("FT-1", 5_000, mark)])
    whole = statements.take_all(rt, agency, [Line("FT-2", priced.TOTAL, mark)])
    assert (dict(part), dict(whole)) == ({"other_sum": 1}, {"paid": 1})
    now = house.again(rt, dossier)
    assert states(rt, dossier) == ["paid"] and now.claim_due is None


def test_a_payment_that_was_under_way_pays_it_too(rt, citizen, dossier):
    with rt.db.write() as session:
        begun = attempts.begin(session, rt, citizen, dossier.code, 1)
    claim(rt, citizen, dossier)
    said = priced.said(begun.payment)
    with rt.db.write() as session:
        assert attempts.hear(session, rt, said.transaction, said) == "pays"
    assert states(rt, dossier) == ["paid"]


@pytest.mark.parametrize(
    ("amounts", "answer"),
    [
        ((0, 0), ("exemption_granted", ["replaced", "waived"], 0)),
        ((8_000, 1_000), ("exemption_reduced", ["replaced", "open"], 9_000)),
        ((8_000, 7_000), ("exemption_refused", ["open"], 15_000)),
    ],
)
def test_the_fee_an_agency_names_next_is_its_answer(rt, agency, claimed, amounts, answer):
    (kind, after, left), dossier = answer, claimed
    names = ("Phí xác nhận", "Lệ phí cư trú")
    pairs = zip(("phi", "le_phi"), names, amounts, strict=True)
    fees = tuple(FeeLine("", name, FeeKind(sort), amount) for sort, name, amount in pairs)
    hear(rt, agency, dossier, NewsKind.FEE_REQUESTED, fees=fees, note="Đã xem giấy tờ")
    now = house.again(rt, dossier)
    assert (states(rt, dossier), now.fee_due, now.claim_due) == (after, left, None)
    assert kind in kinds(rt, dossier)
    assert (now.state == "awaiting_payment") == bool(left)


def test_a_claim_left_too_long_is_told_of_its_agency(rt, citizen, agency, dossier):
    claim(rt, citizen, dossier)
    with rt.db.write() as session:
        row = events.lock(session, *house.key(dossier))
        row.claim_due = clock.now().replace(year=2020)
    with rt.db.read() as session:
        (late,) = unanswered.claims(session)
    assert (late.agency, late.count) == (agency.code, 1)


@pytest.mark.parametrize("amounts", [(0, 0), (8_000, 1_000)])
def test_a_lower_fee_named_after_the_claimed_one_was_paid_is_asked_for_by_nobody(
    rt, agency, claimed, amounts
):
    mark = priced.owed(rt, claimed)[0].notice.mark
    statements.take_all(rt, agency, [Line("FT-3", priced.TOTAL, mark)])
    lines = priced.owed(rt, claimed)[0].lines
    fees = tuple(priced.told(line, amount) for line, amount in zip(lines, amounts, strict=True))
    news = house.tell(claimed, NewsKind.FEE_REQUESTED, None, fees=fees)
    with rt.db.write() as session:
        assert inbox.apply(session, rt, agency, Told(news)) == Heard.PARKED
    assert states(rt, claimed) == ["paid"] and house.again(rt, claimed).fee_due == 0
