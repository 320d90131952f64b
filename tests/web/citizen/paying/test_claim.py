"""Claiming an exemption beside the fee: kept as typed, with proof, and told how it stands."""

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
