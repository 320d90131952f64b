"""Claiming an exemption beside the fee: kept as typed, with proof, and told how it stands."""

from portal.models import Dossier
from portal.services import events, numbering, vault
from portal.services.paying import exempting
from portal.services.paying.exempting import Said
from tests.web.citizen.filling import PDF


def test_a_claim_is_written_kept_and_sent_once(ha, code):
    (href,) = ha.open(f"/ho-so/{code}/nop-phi").tree.xpath("//a[contains(@href,'mien-giam')]/@href")
    page = ha.open(href)
    lacking = ha.send(page, {"text": "Nhà tôi là hộ nghèo", "ground": "other"}, "send")
    assert lacking.status == 422 and "file" in lacking.errors
    typed = {"text": "Nhà tôi là hộ nghèo", "ground": "other", "action": "save"}
    assert ha.upload_with(lacking, typed, [("hộ nghèo.pdf", PDF)]).status == 303
    page = ha.open(href)
    assert page.tree.xpath("string(//textarea)").strip() == "Nhà tôi là hộ nghèo"
    for _ in range(2):
        sent = ha.send(page, {}, "send")
        assert sent.leads_to == f"/ho-so/{code}/nop-phi"
    shown = ha.open(f"/ho-so/{code}/nop-phi")
    assert "Đang chờ cơ quan xét miễn, giảm 16.000 đồng" in shown.text
    assert "Nhà tôi là hộ nghèo" in shown.text and "hộ nghèo.pdf" in shown.text
    assert not shown.tree.xpath("//form[contains(@action,'truc-tuyen')]")
    assert "Đang chờ cơ quan xét miễn, giảm" in ha.open(f"/ho-so/{code}").text


def test_nobody_else_claims_it(enter, code):
    assert enter("binh").open(f"/ho-so/{code}/nop-phi/1/mien-giam").status == 404


def back(code):
    return f"/ho-so/{code}/nop-phi/1/mien-giam/rut"


def claimed(ha, code):
    """Claim an exemption, and give the page of the fees."""
    page = ha.open(f"/ho-so/{code}/nop-phi/1/mien-giam")
    typed = {"text": "Nhà tôi là hộ nghèo", "ground": "other", "action": "save"}
    ha.upload_with(page, typed, [("hộ nghèo.pdf", PDF)])
    ha.send(ha.open(f"/ho-so/{code}/nop-phi/1/mien-giam"), {}, "send")
    return ha.open(f"/ho-so/{code}/nop-phi")


def test_a_claim_is_taken_back_from_two_windows_once_and_its_fee_is_paid_after_all(ha, code):
    page = claimed(ha, code)
    assert "Sau này bạn còn đề nghị lại được 2 lần." in page.text
    for _ in range(2):
        assert ha.send(page, {}, action=back(code)).leads_to == f"/ho-so/{code}/nop-phi"
    shown = ha.open(f"/ho-so/{code}/nop-phi")
    assert "Cần nộp 16.000 đồng" in shown.text and "Bạn đã rút đề nghị này." in shown.text
    assert shown.tree.xpath("//form[contains(@action,'truc-tuyen')]")
    assert "Đề nghị miễn, giảm lần nữa" in shown.text
    assert "Bạn rút đề nghị miễn, giảm" in ha.open(f"/ho-so/{code}").text


def test_a_claim_that_was_answered_meanwhile_says_so_and_stands_as_answered(ha, rt, code):
    page = claimed(ha, code)
    with rt.db.write() as session:
        found = session.get_one(Dossier, numbering.find(session, code))
        dossier = events.lock(session, found.home_agency_id, found.id)
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        owed = exempting.claimed(session, dossier)
        exempting.refuse(session, safe, dossier, (owed, Said("Không")))
    late = ha.send(page, {}, action=back(code))
    assert late.status == 409 and "vừa được trả lời" in late.text
    assert "Cần nộp 16.000 đồng" in late.text
    assert late.tree.xpath("//title")[0].text.startswith("Lỗi:")
