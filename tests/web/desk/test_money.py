"""Officers ask for fees line by line, waive them with proof, and note cash, once."""

import pytest

from portal import clock
from portal.crypto import uuid7
from portal.domain.errors import Unacceptable
from portal.services import events
from portal.services.cash import book
from portal.services.cash import taking_back as cash_back
from portal.services.operations.deeds import Actor
from portal.services.paying import refunds, taking_back
from portal.services.paying.claiming import NotClaimable
from portal.services.paying.receipts import finding, register
from tests.furnished import desks, house, priced
from tests.furnished.partners import drain
from tests.services.paying.test_claiming import claim


@pytest.fixture
def costly(rt, citizen, agency):
    """Give a dossier on the desk for which 15,000 đồng are owed."""
    made = priced.submit(rt, citizen, agency)
    drain(rt)
    return house.again(rt, made)


def page(binh, dossier):
    return binh.open(f"/desk/{dossier.code.split('-')[0]}/ho-so/{dossier.code}/phi")


def send(binh, dossier, deed, **typed):
    """Press the button of one of the page's forms."""
    forms = page(binh, dossier).tree.xpath("//main//form")
    form = next(one for one in forms if one.fields.get("deed") == deed)
    kept = [(name, value) for name, value in form.form_values() if name not in typed]
    return binh.post(form.get("action"), [*kept, *typed.items()])


def state(rt, dossier):
    return [str(owed.notice.state) for owed in priced.owed(rt, dossier)]


def test_cash_pays_the_whole_once_and_is_written_down(rt, binh, costly):
    assert "Chờ nộp 15.000 đồng" in page(binh, costly).text
    stale = page(binh, costly).tree.xpath("//main//form")[0]
    assert send(binh, costly, "cash").status == 303
    assert state(rt, costly) == ["paid"]
    assert priced.payments(rt, costly)[0].way == "counter"
    again = binh.post(stale.get("action"), stale.form_values())
    assert again.status == 409 and "vừa có thay đổi" in again.text
    assert len(priced.payments(rt, costly)) == 1
    assert "Người dân đã nộp phí, lệ phí" in binh.open(again.answer.request.path[:-4]).text


def test_a_waived_line_is_asked_for_no_more_and_needs_a_reason(rt, binh, costly):
    refused = send(binh, costly, "waive", line="1")
    assert refused.status == 422 and "why" in refused.errors
    assert send(binh, costly, "waive", line="1", why="Thẻ người có công").status == 303
    assert state(rt, costly) == ["replaced", "open"]
    assert house.again(rt, costly).fee_due == 7_000
    assert send(binh, costly, "waive", line="2", why="Hộ nghèo").status == 303
    assert state(rt, costly)[-1] == "waived" and house.again(rt, costly).fee_due == 0


def test_fees_are_asked_for_line_by_line_and_half_a_line_is_mended(rt, binh, costly):
    half = send(binh, costly, "ask", name1="Phí thẩm định", amount1="nhiều")
    assert half.status == 422 and "amount1" in half.errors and "Phí thẩm định" in half.answer.text
    assert send(binh, costly, "ask").status == 422
    asked = send(binh, costly, "ask", name1="Phí thẩm định", kind1="phi", amount1="50.000")
    assert asked.status == 303, asked.text
    now = house.again(rt, costly)
    assert (now.state, now.fee_due) == ("awaiting_payment", 50_000)
    assert state(rt, costly) == ["replaced", "open"]


def test_another_agencys_officer_sees_nothing_of_it(binh, costly):
    path = f"/desk/H41.90.99/ho-so/{costly.code}/phi"
    assert binh.open(path).status == 404


def press(binh, path, page=None, **typed):
    """Press the button of a page's form that is posted."""
    form = (page or binh.open(path)).tree.xpath("//main//form[@method='post']")[0]
    kept = [(name, value) for name, value in form.form_values() if name not in typed]
    return binh.post(path, [*kept, *typed.items()])


def test_a_receipt_is_found_cancelled_with_minutes_and_taken_along(rt, binh, costly):
    send(binh, costly, "cash")
    drain(rt)
    base = f"/desk/{costly.code.split('-')[0]}/bien-lai"
    listed = binh.open(base)
    assert "0000001" in listed.text and "0000002" in listed.text
    path = listed.tree.xpath("//main//tbody//a/@href")[0]
    assert binh.open(f"{path}.pdf").answer.data.startswith(b"%PDF")
    shown = binh.open(path)
    refused = press(binh, path, deed="replace", payer="Công ty Mẫu", why=" ")
    assert refused.status == 422 and "Công ty Mẫu" in refused.answer.text
    made = press(binh, path, deed="replace", payer="Công ty Mẫu", why="Biên bản số 1")
    assert made.status == 303
    stale = press(binh, path, shown, deed="cancel", why="Biên bản số 2")
    assert stale.status == 422 and "Xem biên lai thay thế" in binh.open(path).text
    today = f"{clock.today():%d/%m/%Y}"
    taken = press(binh, f"{base}/csv", listed, tu=today, den=today).answer.text
    assert taken.count("MAU/26E") >= 4 and "Biên bản số 1" in taken
    assert binh.open(f"{base}?tu=mai").status == 422
    assert binh.open(f"/desk/H41.90.99/bien-lai/{path.rpartition('/')[2]}").status == 404


def test_a_paid_fee_goes_back_once_somebody_else_approves(rt, binh, agency, costly):
    send(binh, costly, "cash")
    lacking = send(binh, costly, "back", back_why=" ")
    assert lacking.status == 422 and "back_why" in lacking.errors
    assert send(binh, costly, "back", back_why="Hồ sơ bị từ chối").status == 303
    assert "chờ người khác duyệt" in page(binh, costly).text
    (entry,), refund = cash(rt, agency, costly), owed_back(rt)[0].refund
    herself = (agency, desks.officer(rt, agency))
    with pytest.raises(Unacceptable, match="refund"), rt.db.write() as session:
        cash_back.take_back(session, rt, herself, (entry.year, entry.number), "nhầm")
    own, other = herself[1].acting("tự duyệt"), Actor("Người khác", uuid7(), "đúng")
    with pytest.raises(Unacceptable, match="same_person"), rt.db.write() as session:
        refunds.approve(session, rt, refund.id, own)
    with rt.db.write() as session:
        refunds.approve(session, rt, refund.id, other)
    with pytest.raises(Unacceptable, match="not_due"), rt.db.write() as session:
        refunds.refuse(session, rt, refund.id, other)
    assert state(rt, costly) == ["refunded"]
    with rt.db.write() as session:
        found = finding.of(session, house.again(rt, costly))
        assert [register.state(one) for one in found] == ["cancelled", "cancelled"]
        refunds.sent_by_hand(session, rt, refund.id, "NH-1", other)
        assert events.check_chain(house.chain(session, costly)) is None
    assert "Đã trả lại tiền." in page(binh, costly).text
    # What went back may be asked for again, and is then owed again.
    assert send(binh, costly, "ask", name1="Phí xác nhận", amount1="8.000").status == 303
    assert state(rt, costly) == ["refunded", "open"]


def cash(rt, agency, dossier):
    with rt.db.read() as session:
        return book.of(session, agency, dossier)


def owed_back(rt):
    with rt.db.read() as session:
        return list(refunds.open_ones(session))


def test_a_claim_lies_before_the_officer_and_is_answered_once(hands, rt, binh, citizen, costly):
    claim(rt, citizen, costly)
    # It follows the question whether the dossier is whole, which is asked after two minutes.
    hands.turn(minutes=3)
    drain(rt)
    with rt.db.read() as session:
        assert "exemption_delivered" in [one.kind for one in house.chain(session, costly)]
    queue = binh.open(f"/desk/{costly.code.split('-')[0]}?khay=heard")
    assert costly.code in queue.text and "chờ xét miễn, giảm phí" in queue.text
    shown = page(binh, costly)
    assert "Người dân đề nghị miễn, giảm 15.000 đồng" in shown.text and "the.pdf" in shown.text
    proof, *_ = shown.tree.xpath("//ul[@class='files']//a/@href")
    assert binh.open(proof).status == 200
    assert send(binh, costly, "answer").status == 422
    silent = send(binh, costly, "answer", outcome="refuse", answer_words=" ")
    assert silent.status == 422 and "answer_words" in silent.errors
    same = send(binh, costly, "answer", outcome="reduce", answer_words="Đã xem")
    assert same.status == 422 and "outcome" in same.errors
    given = {"outcome": "reduce", "left1": "1.000", "answer_words": "Giảm theo nghị quyết"}
    assert send(binh, costly, "answer", **given).status == 303
    assert state(rt, costly) == ["replaced", "open"]
    assert house.again(rt, costly).fee_due == 8_000


def test_a_refused_claim_may_be_made_once_more(rt, binh, citizen, costly):
    for number in (1, 2):
        claim(rt, citizen, costly, text=f"Lần {number}")
        given = {"outcome": "refuse", "answer_words": "Giấy chứng nhận đã hết hạn"}
        assert send(binh, costly, "answer", **given).status == 303
        assert state(rt, costly) == ["open"] and house.again(rt, costly).fee_due == 15_000
    with pytest.raises(NotClaimable):
        claim(rt, citizen, costly)


def test_an_answer_to_a_claim_that_was_taken_back_meanwhile_is_not_given(rt, binh, citizen, costly):
    claim(rt, citizen, costly)
    forms = page(binh, costly).tree.xpath("//main//form")
    form = next(one for one in forms if one.fields.get("deed") == "answer")
    with rt.db.write() as session:
        taking_back.take_back(session, rt, citizen, (costly.code, 1), 1)
    typed = {"outcome": "grant", "answer_words": "Đúng diện được miễn"}
    kept = [(name, value) for name, value in form.form_values() if name not in typed]
    late = binh.post(form.get("action"), [*kept, *typed.items()])
    assert late.status == 409 and "Hồ sơ vừa có thay đổi" in late.text
    assert state(rt, costly) == ["open"] and "rút đề nghị miễn, giảm" in late.text
