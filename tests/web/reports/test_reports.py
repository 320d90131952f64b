"""The pages of reports: who opens them, a report's whole way, what stands behind it, its files."""

import csv
import io
import json
import zipfile

import pypdf
import pytest
import sqlalchemy as sa

from portal import crypto
from portal.domain.report_moves import ReportState
from portal.models import Report, ReportMove, StaffDeed
from portal.services import agencies
from portal.services.reports import sending, working
from tests.furnished import house, reporting
from tests.furnished.reporting import LATE, Office
from tests.web.citizen.browsing import Browser

HOME = "/bao-cao/H41.90.01"


@pytest.fixture
def path(frozen: Office) -> str:
    """Where the report is."""
    return f"{HOME}/{frozen.report().id}"


def act(browser, path, deed, **typed):
    """Open a deed's page, fill it in and press."""
    page = browser.open(f"{path}/viec/{deed}")
    assert page.status == 200, page.answer.text[:500]
    return browser.send(page, typed, action=f"{path}/viec/{deed}")


def test_nobody_is_let_in_without_signing_in(app):
    page = Browser(app.test_client()).open(HOME)
    assert (page.status, page.leads_to) == (303, "/bao-cao/dang-nhap?tiep=%2Fbao-cao%2FH41.90.01")


def test_whoever_has_one_agency_is_led_there_and_reads_what_is_owed(writer, frozen):
    assert writer.open("/bao-cao").leads_to == HOME
    page = writer.open(HOME)
    assert page.heading == "Báo cáo"
    assert "Quý 1 năm 2026" in page.text and "25/03/2026" in page.text
    assert "còn 9 ngày" in page.text and "Đang lập" in page.text
    assert "Quý 2 năm 2026" in page.text and "Chưa chốt, còn nhận số liệu" in page.text
    assert "Không có báo cáo nào quá hạn." in page.text


@pytest.mark.parametrize("end", ["", "/o/c3", "/viec/hand_in", "/tep.csv"])
def test_another_agencys_report_is_not_there(rt, enter, frozen, path, end):
    other = reporting.office(rt, house.add_agency(rt, "H41.90.02"))
    stranger = enter(other.writer)
    assert stranger.open(path + end).status == 404
    assert stranger.open(path.replace("H41.90.01", "H41.90.02") + end).status == 404


def test_a_report_goes_its_whole_way_by_two_people(writer, approver, frozen, path):
    page = writer.open(path)
    assert page.tree.xpath("//tbody/tr[1]/td//text()")[0] == "2"
    texts = ["Đã nhận 2 hồ sơ", "Một hồ sơ chậm do thiếu người", ""]
    saved = writer.follow(writer.send(page, {"text": texts}, action=path))
    assert "Đã lưu." in saved.text and "Một hồ sơ chậm" in saved.text
    assert approver.open(f"{path}/viec/hand_in").status == 404
    assert act(writer, path, "hand_in").status == 303
    assert writer.open(f"{path}/viec/approve").status == 404
    refused = act(approver, path, "send_back", words=" ")
    assert (refused.status, list(refused.errors)) == (422, ["words"])
    assert act(approver, path, "approve").status == 303
    assert act(approver, path, "sign").status == 303
    sent = approver.follow(act(approver, path, "submit"))
    assert "Nơi nhận đã có" in sent.text
    assert frozen.report().state == ReportState.SUBMITTED


def test_a_button_that_is_pressed_twice_does_it_once(writer, approver, frozen, path):
    page = writer.open(f"{path}/viec/hand_in")
    for _ in range(2):
        sent = writer.send(page, {}, action=f"{path}/viec/hand_in")
        assert "Đã ghi" in writer.follow(sent).text
    kept = approver.send(page, {}, action=f"{path}/viec/hand_in")
    assert kept.status in (400, 404)
    with frozen.rt.db.read() as session:
        moves = session.scalars(sa.select(ReportMove.deed).where(ReportMove.deed == "hand_in"))
        assert len(moves.all()) == 1


def test_what_was_typed_into_a_report_that_is_handed_in_by_then_is_shown(writer, frozen, path):
    page = writer.open(path)
    act(writer, path, "hand_in")
    late = writer.send(page, {"text": ["Viết dở", "", ""]}, action=path)
    assert late.status == 409 and "Viết dở" in late.text
    assert "chưa được lưu" in late.text


def test_what_was_typed_stays_if_somebody_else_was_faster(writer, frozen, path):
    page = writer.open(path)
    writer.send(page, {"text": ["Trước", "", ""]}, action=path)
    late = writer.send(page, {"text": ["Sau", "", ""]}, action=path)
    assert (late.status, list(late.errors)) == (409, ["text-1"])
    assert "Sau" in late.text
    assert frozen.opened().words.narrative[0].text == "Trước"


def test_behind_a_cell_stand_its_dossiers_as_they_were(writer, path):
    page = writer.open(f"{path}/o/c10?dong=C%2FG01-CA05")
    assert "Cư trú · cột 10" in page.heading
    assert len(page.tree.xpath("//tbody/tr")) == 1
    assert "quá hạn" in page.text and "đã giải quyết" in page.text
    assert "Ô này bằng không." in writer.open(f"{path}/o/c8").text
    assert writer.open(f"{path}/o/c99").status == 404


def test_its_files_are_the_printed_form_and_the_figures(rt, writer, path):
    text = "\n".join(
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO(writer.client.get(f"{path}/tep.pdf").data)).pages
    )
    assert "II.06a/VPCP/KSTT" in text and "Bản chưa ký" in text and "Cư trú" in text
    told = writer.client.get(f"{path}/tep.csv").data.decode("utf-8-sig")
    head, total, *_ = csv.reader(io.StringIO(told))
    assert (len(head), total[:4]) == (13, ["", "Tổng cộng", "2", "2"])
    with zipfile.ZipFile(io.BytesIO(writer.client.get(f"{path}/tep.xlsx").data)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    for words in ("Biểu số II.06a/VPCP/KSTT", "Tổng cộng", "(13)", "Cư trú"):
        assert words in strings
    assert writer.open(f"{path}/tep.json").status == 404
    with rt.db.read() as session:
        taken = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "report_taken")).all()
    assert [deed.detail["as"] for deed in taken] == ["pdf", "csv", "xlsx"]


def test_what_was_signed_is_checked_without_the_portal(app, approver, frozen, path):
    frozen.sign()
    told = json.loads(approver.client.get(f"{path}/tep.json").data)
    known = app.test_client().get("/.well-known/lienthong-keys.json").json["keys"][0]
    public = crypto.public_key(frozen.rt.settings.secrets.key("acknowledgement"))
    assert known["x"] == crypto.token(public.public_bytes_raw())
    public.verify(bytes.fromhex(told["signature"]), told["statement"].encode())
    pdf = pypdf.PdfReader(io.BytesIO(approver.client.get(f"{path}/tep.pdf").data))
    assert frozen.opened().revision.document_hash[:16] in pdf.pages[0].extract_text()


def test_a_parent_sees_who_is_missing_and_gives_back_what_it_was_sent(rt, enter, frozen, path):
    with rt.db.write() as session:
        province = agencies.by_code(session, "H41")
        province.level = "province"
    parent = reporting.office(rt, province, collects=True)
    parent.freeze()
    browser = enter(parent.writer)
    mine = f"/bao-cao/H41/{parent.report().id}"
    assert "Đang lập" in browser.open(mine).text
    theirs = path.replace("H41.90.01", "H41/cap-duoi")
    assert browser.open(theirs).status == 404
    assert browser.open(f"{theirs}/tep.csv").status == 404
    frozen.sign()
    frozen.do(sending.submit, frozen.approver)
    assert act(browser, mine, "collect").status == 303
    assert "bản 1" in browser.open(mine).text
    parts = browser.open(f"{mine}/o/c3")
    assert "UBND xã mẫu H41.90.01" in parts.text
    assert browser.open(theirs).status == 200
    assert signed_at(browser.client.get(f"{theirs}/tep.json")) == ("H41.90.01", 2)
    assert browser.client.get(f"{theirs}/tep.pdf").data.startswith(b"%PDF")
    assert act(browser, theirs, "return", words="").status == 422
    assert act(browser, theirs, "return", words="Cột 10 chưa giải trình").status == 303
    assert frozen.report().state == ReportState.RETURNED
    # What is put right meanwhile is not here yet: what was sent stays to be read.
    frozen.do(working.restate, None, "Giải trình cột 10")
    page = browser.open(theirs)
    assert page.status == 200 and "Bản cũ" in page.text and "Giải trình" not in page.text
    assert page.tree.xpath("//ul[@class='deeds']") == []
    assert browser.open(mine).tree.xpath(f"//a[@href='{theirs}']")


def signed_at(answer):
    """Tell whose report was signed, and how many dossiers it counts."""
    told = json.loads(json.loads(answer.data)["statement"])
    return told["reporter"]["organId"], told["rows"][0]["values"]["c3"]


def why(browser, path):
    """Read why a report came back, above its figures."""
    return browser.open(path).tree.xpath(
        "//div[contains(@class, 'panel--wait')]//text()[normalize-space()]"
    )


def test_why_a_report_came_back_stands_above_it_until_it_is_handed_in_again(writer, approver, path):
    act(writer, path, "hand_in")
    act(approver, path, "send_back", words="Thiếu nguyên nhân")
    assert why(writer, path) == ["Trả lại để sửa", "Thiếu nguyên nhân"]
    act(writer, path, "hand_in")
    assert why(writer, path) == []


def test_a_restatement_asks_why_each_line_changed(rt, writer, approver, frozen, path):
    frozen.sign()
    with rt.db.write() as session:
        session.execute(sa.update(Report).values(state=ReportState.ACCEPTED))
    reporting.put(rt, frozen.agency, LATE)
    page = writer.follow(act(writer, path, "restate", words="Sót một hồ sơ"))
    assert "cột 3: 2 → 3" in page.text
    refused = act(writer, path, "hand_in")
    assert refused.status == 422 and "chưa ghi lý do" in refused.text
    whys = ["Sót một hồ sơ"] * len(page.tree.xpath("//textarea[@name='why']"))
    saved = writer.send(writer.open(path), {"why": whys}, action=path)
    assert saved.status == 303
    assert act(writer, path, "hand_in").status == 303
    assert "xem bản 1" in writer.open(path).text
    assert "Bản cũ" in writer.open(f"{path}?ban=1").text
