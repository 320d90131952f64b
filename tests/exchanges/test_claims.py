"""What an agency's own system is told of fees: claims and their answers, payments, receipts."""

import uuid
from datetime import timedelta

import pytest
import requests

from portal.services.operations.deeds import Actor
from portal.services.paying import payees, refunds, statements, taking_back
from portal.services.paying.receipts import cancelling, finding, late
from portal.services.paying.receipts.cancelling import Wish
from portal.services.paying.statements import Line
from tests.exchanges.test_wanting import bring
from tests.furnished import house, priced
from tests.furnished.partners import drain
from tests.services.paying.test_answering import sent
from tests.services.paying.test_claiming import claim, states

WHO = Actor("Trần Văn Mẫu", uuid.uuid4(), "Biên bản hủy số 1: ghi sai tên người nộp")
OTHER = Actor("Lê Thị Duyệt", uuid.uuid4(), "Thu nhầm")


@pytest.fixture
def claimed(rt, citizen, agency):
    dossier = priced.submit(rt, citizen, agency)
    claim(rt, citizen, dossier)
    drain(rt)
    return dossier


def letters(office, dossier, field):
    return [one for one in office.holds(dossier.code)["letters"] if field in one]


def answer(rt, office, dossier, claim, **more):
    bring(rt, dossier, [], id="c1", kind="confirmed", seq=1)
    told = {"kind": "claim_answered", "seq": 2, "id": "a1", "note": "Đã xem", "claim": claim}
    return bring(rt, dossier, [], **{**told, **more})


def test_the_system_holds_it_in_fields_with_its_proof_and_is_told_it_was_taken_back(
    rt, ahead, office, citizen, claimed
):
    (kept,) = letters(office, claimed, "claim")
    assert kept["id"] == sent(rt, claimed).id and kept["claim"]["total"] == 15_000
    assert len(kept["files"]) == 1 and kept["files"][0]["sha256"]
    with rt.db.write() as session:
        taking_back.take_back(session, rt, citizen, (claimed.code, 1), 1)
    # It waits until the agency has said that it holds the dossier.
    ahead.by += timedelta(minutes=5)
    drain(rt)
    drain(rt)
    (back,) = letters(office, claimed, "claim_taken_back")
    assert back["claim_taken_back"] == {"claim": kept["id"], "fee": 1}
    kinds = [one.kind for one in house.promised(rt, claimed, "agency:") if one.state != "done"]
    assert kinds == []


def test_the_answer_counts_by_line_and_told_again_is_known(rt, office, claimed):
    lowered = {"outcome": "lowered", "lines": [{"line": 1, "amount": 0}]}
    claim_id = sent(rt, claimed).id
    assert answer(rt, office, claimed, lowered, answers=claim_id) == (200, {"outcome": "applied"})
    assert house.again(rt, claimed).fee_due == 7_000
    assert answer(rt, office, claimed, lowered, answers="khác")[1] == {"outcome": "duplicate"}


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ({"outcome": "lowered", "lines": [{"line": 9, "amount": 0}]}, "claim.lines.0.line"),
        ({"outcome": "lowered", "lines": [{"line": 1, "amount": 9_000}]}, "claim.lines.0.amount"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_by_field_and_nothing_counts(
    rt, office, claimed, claim, where
):
    status, said = answer(rt, office, claimed, claim, answers=sent(rt, claimed).id)
    assert (status, set(said["errors"])) == (422, {where})
    assert states(rt, claimed) == ["claimed"] and house.again(rt, claimed).news_seq == 1


def test_a_payment_comes_with_the_numbers_of_its_receipts(rt, office, citizen, agency):
    dossier = priced.paid(rt, citizen, agency)
    drain(rt)
    (kept,) = letters(office, dossier, "payment")
    assert (kept["payment"]["amount"], kept["payment"]["method"]) == (15_000, "transfer")
    assert [one["number"] for one in kept["payment"]["receipts"]] == ["0000001", "0000002"]


def test_an_officer_there_answers_on_a_page(rt, office, claimed):
    page = f"{office.url}/mot-cua/{office.code}/ho-so/{claimed.code}"
    shown = requests.get(page, timeout=10).text
    assert "Đề nghị miễn, giảm" in shown and "Phí xác nhận: 8000 đồng" in shown
    typed = {"kind": "claim_answered", "answers": sent(rt, claimed).id, "outcome": "lowered"}
    typed |= {"left1": "0", "left2": "3.500", "note": "Giảm một nửa"}
    done = requests.post(page, data=typed, headers={"Origin": office.url}, timeout=10)
    assert done.status_code == 200 and "dòng 2: 3500 đồng" in done.text
    news = office.holds(claimed.code)["news"][-1]
    lines = [{"line": 1, "amount": 0}, {"line": 2, "amount": 3_500}]
    assert news["claim"] == {"outcome": "lowered", "lines": lines}


def keep_all(rt, ahead, office):
    """Keep what was promised, however often that has to be tried."""
    for _ in range(6):
        drain(rt)
        ahead.by += timedelta(minutes=5)
        office.keep_time()


def changed(office, dossier):
    return [one["receipts_changed"] for one in letters(office, dossier, "receipts_changed")]


def test_a_receipt_that_is_replaced_is_told_after_its_payment_and_once(
    rt, ahead, office, citizen, agency
):
    dossier = priced.paid(rt, citizen, agency)
    with rt.db.read() as session:
        charge = finding.of(session, dossier)[0]
    with rt.db.write() as session:
        cancelling.cancel(session, rt, agency, Wish(charge.id, "Công ty Mẫu"), WHO)
    ahead.by += timedelta(minutes=5)
    office.keep_time()
    office.faults(drop_after_taking={"times": 1})
    keep_all(rt, ahead, office)
    (told,) = changed(office, dossier)
    number = {"kind": "phi", "symbol": "MAU/26E", "number": "0000001", "amount": 8_000}
    assert told["cancelled"] == [number] and told["issued"] == [{**number, "number": "0000003"}]
    said = (told["fee"], told["because"], told["payer"], told["reason"])
    assert said == (1, "corrected", "Công ty Mẫu", WHO.reason)
    kinds = [one.kind for one in house.promised(rt, dossier, "agency:")]
    assert kinds.index("paid") < kinds.index("receipts_changed")
    assert {one.state for one in house.promised(rt, dossier, "agency:")} == {"done"}


def test_receipts_that_go_with_the_money_or_come_late_are_told_as_that(
    rt, ahead, office, citizen, agency
):
    dossier = priced.submit(rt, citizen, agency)
    with rt.db.write() as session:
        payees.keep(session, agency.id, {**priced.ACCOUNT, "symbol": ""})
    mark = priced.owed(rt, dossier)[0].notice.mark
    statements.take_all(rt, agency, [Line("FT-1", priced.TOTAL, mark)])
    with rt.db.write() as session:
        payees.keep(session, agency.id, priced.ACCOUNT)
        (lacking,) = late.lacking(session, agency.id)
        late.issue(session, rt, lacking)
    owed = priced.ask_back(rt, dossier, WHO)
    with rt.db.write() as session:
        refunds.approve(session, rt, owed.id, OTHER)
    keep_all(rt, ahead, office)
    told = [
        (one["because"], "cancelled" in one, "issued" in one) for one in changed(office, dossier)
    ]
    assert told == [("issued_late", False, True)] + [("refunded", True, False)] * 2
