"""Money that waits for a person, on the console: seen, and closed only with a reason."""

import pytest

from portal import clock
from portal.crypto import uuid7
from portal.models import Agency, Dossier, Payment, PromiseState, Refund
from portal.runtime import Runtime
from portal.services import promises
from portal.services.citizens import Signed
from portal.services.operations.deeds import Actor
from portal.services.paying import payees, refunds, statements
from portal.services.paying.statements import Line
from tests.furnished import house, priced
from tests.furnished.priced import ACCOUNT
from tests.web.citizen.browsing import Browser
from tests.web.console.conftest import AN

HERE = "/console/tien"
WHY = {"reason": "Đã trả lại người chuyển"}


@pytest.fixture
def transfer(rt: Runtime, agency: Agency) -> str:
    """Let money come that nobody knows the purpose of."""
    with rt.db.write() as session:
        payees.keep(session, agency.id, ACCOUNT)
    statements.take_all(rt, agency, [Line("FT1", 15_000, "khong ro")])
    return f"line/{agency.code}/FT1"


def test_money_nobody_knows_is_told_first_and_closed_with_a_reason(
    an: Browser, transfer: str
) -> None:
    assert "1 khoản tiền cần người xem" in an.open("/console").text
    page = an.open(HERE)
    assert "FT1 · 15.000 đồng" in page.text
    lacking = an.send(page, {"item": [transfer]})
    assert (lacking.status, set(lacking.errors)) == (422, {"reason"})
    assert lacking.tree.xpath("//input[@name='item'][@checked]")
    assert set(an.send(page, WHY).errors) == {"items"}
    done = an.follow(an.send(page, {"item": [transfer], **WHY}))
    assert "Đã khép." in done.text and "FT1" not in done.text
    assert an.send(page, {"item": [transfer], **WHY}).status == 409
    assert "khoản tiền" not in an.open("/console").text


def test_money_goes_back_once_somebody_else_says_so_and_it_was_sent(
    rt: Runtime, an: Browser, citizen: Signed, agency: Agency
) -> None:
    dossier = priced.paid(rt, citizen, agency)
    own = priced.ask_back(rt, dossier, Actor(AN.name, reason="Thông báo nhầm"))
    path = f"{HERE}/tra-lai/{own.id}"
    for deed in ("approve", "refuse"):
        refused = an.send(an.open(HERE), {"deed": deed, "reason": "Tôi tự duyệt"}, action=path)
        assert refused.status == 422 and "Người đề nghị không tự duyệt" in refused.text
    with rt.db.write() as session:
        refunds.refuse(session, rt, own.id, Actor("Người khác (mẫu)", uuid7(), "Chưa đủ căn cứ"))
    assert [str(one.notice.state) for one in priced.owed(rt, dossier)] == ["paid"]
    asked = priced.ask_back(rt, dossier, Actor("Lê Thị Bình Mẫu", reason="Đã có biên bản"))
    path = f"{HERE}/tra-lai/{asked.id}"
    short = an.send(an.open(HERE), {"deed": "approve", "reason": "x"}, action=path)
    assert (short.status, set(short.errors)) == (422, {f"back-{asked.id}"})
    approved = an.send(short, {"deed": "approve", **WHY}, action=path)
    shown = an.follow(approved)
    assert "Đã ghi việc trả lại tiền." in shown.text and "chờ trả bằng tay" in shown.text
    assert [str(one.notice.state) for one in priced.owed(rt, dossier)] == ["refunded"]
    lacking = an.send(shown, {"deed": "sent", "reference": " ", **WHY}, action=path)
    assert lacking.status == 422 and "Nhập số giao dịch của ngân hàng hoặc" in lacking.text
    sent = {"deed": "sent", "reference": "NH-1", **WHY}
    assert dossier.code not in an.follow(an.send(shown, sent, action=path)).text
    assert an.send(shown, sent, action=path).status == 422
    with rt.db.read() as session:
        chain = house.chain(session, dossier)
    told = [one.event_seq for one in house.promised(rt, dossier, "sms")]
    assert [one.kind for one in chain if one.seq in told].count("fee_refunded") == 1


def test_a_refund_nobody_can_say_of_is_settled_with_evidence(
    rt: Runtime, an: Browser, citizen: Signed, agency: Agency
) -> None:
    dossier = priced.paid(rt, citizen, agency)
    owed = doubt(rt, dossier)
    path = f"{HERE}/tra-lai/{owed.id}"
    page = an.open(HERE)
    assert "không rõ nền tảng đã trả chưa" in page.text and "Đã gửi lệnh 1 lần" in page.text
    lacking = an.send(page, {"deed": "found_sent", "reference": "", **WHY}, action=path)
    assert lacking.status == 422 and "của nền tảng" in lacking.text
    bare = an.send(page, {"deed": "not_sent", "reference": "", "reason": ""}, action=path)
    assert (bare.status, set(bare.errors)) == (422, {f"back-{owed.id}"})
    told = {"deed": "found_sent", "reference": "HT-1", "reason": "Bà Mẫu, nền tảng, 9 giờ"}
    assert dossier.code not in an.follow(an.send(page, told, action=path)).text
    again = an.send(page, {**told, "deed": "not_sent"}, action=path)
    assert again.status == 422 and "vừa được giải quyết" in again.text
    assert "ghi nền tảng đã trả lại tiền" in an.open("/console/nhat-ky").text


def doubt(rt: Runtime, dossier: Dossier) -> Refund:
    """Let a refund go out through the platform, and nobody know what became of it."""
    asked = priced.ask_back(rt, dossier, Actor("Lê Thị Bình Mẫu", uuid7(), "Thu nhầm"))
    with rt.db.write() as session:
        payment = session.get_one(Payment, (*house.key(dossier), asked.payment_id))
        payment.way = "platform"
        refunds.approve(session, rt, asked.id, Actor("Người khác (mẫu)", uuid7(), "Đúng"))
        row = session.get_one(Refund, (*house.key(dossier), asked.id))
        row.out_at, row.sends = clock.now(), 1
        promise = promises.first(session, session.get_one(Dossier, house.key(dossier)), "refund")
        promise.state, promise.last_outcome = PromiseState.PARKED, "doubtful"
    return asked
