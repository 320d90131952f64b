"""Official documents on the desk's pages: registers, one document, deeds, and one of our own."""

import csv
import io

import sqlalchemy as sa

from portal.domain.documents import Standing
from portal.models import Document
from tests.furnished.axis import THEIRS
from tests.furnished.desks import add_desk, officer
from tests.furnished.documents import documents, one, said
from tests.furnished.papers import pdf

BASE = "/desk/H41.77.01/van-ban"
LETTER = {
    "notation": "UBND-VP",
    "subject": "V/v mời họp giao ban",
    "place": "Vinh",
    "signer": "Nguyễn Thị Mẫu",
    "signed_on": "23/11/2026",
    "to": f"{THEIRS} Sở Tài chính (mẫu)\nH41.12 Sở Nội vụ (mẫu)",
}


def act(browser, document, deed, **typed):
    """Open a deed's page, fill it in and press."""
    place = f"{BASE}/{document.id}/viec/{deed}"
    page = browser.open(place)
    assert page.status == 200
    return browser.send(page, typed, action=place)


def send(browser, files, **typed):
    """Write a document of ours and press."""
    page = browser.open(f"{BASE}/moi")
    given = dict(page.form(f"{BASE}/moi").pairs) | LETTER | typed
    given["files"] = [(io.BytesIO(data), name) for name, data in files]
    answer = browser.client.post(f"{BASE}/moi", data=given, content_type="multipart/form-data")
    return type(page)(answer)


def test_documents_of_another_agency_are_not_there(rt, enter, came):
    stranger = enter(officer(rt, add_desk(rt, "H41.77.02")))
    for path in ("", "/{id}", "/{id}/viec/accept", "/so", "/moi"):
        assert stranger.open(BASE + path.format(id=came.id)).status == 404
        own = BASE.replace("77.01", "77.02") + path.format(id=came.id)
        assert stranger.open(own).status == (404 if "{id}" in path else 200)


def test_a_register_is_searched_without_accents_by_number_and_by_issuer(binh, came):
    found = ("quyet toan", "quyết toán bao cao", "2491/STC-BCTC", "2491", THEIRS)
    for search in (*found, "2491/STC", "giao ban"):
        page = binh.open(f"{BASE}?tim={search}")
        assert ("V/v báo cáo & quyết toán" in page.text) is (search in found), search


def test_a_document_is_shown_with_its_files_clocks_and_trace(binh, came):
    page = binh.open(f"{BASE}/{came.id}")
    for words in (
        "V/v báo cáo & quyết toán",
        "Nguyễn Văn Mẫu",
        "còn hạn đến",
        "Báo trạng thái: Đã đến",
    ):
        assert words in page.text
    (link,) = page.tree.xpath("//main//a[contains(@href, '/tep/')]/@href")
    assert binh.open(link).answer.data.startswith(b"%PDF")


def test_it_is_accepted_and_enters_the_register(rt, binh, came):
    done = binh.follow(act(binh, came, "accept"))
    assert "Đã ghi: Tiếp nhận" in done.text and "1/2026" in done.text
    assert one(rt).standing == Standing.ACCEPTED
    assert binh.open(f"{BASE}/{came.id}/viec/accept").status == 404
    assert "Còn phải làm" in binh.open(f"{BASE}?khay=can-lam").text


def test_a_refusal_without_a_reason_keeps_the_document_where_it_was(rt, binh, came):
    page = act(binh, came, "refuse", words=" ")
    assert (page.status, list(page.errors)) == (422, ["words"])
    assert page.tree.findtext(".//title").startswith("Lỗi:")
    assert one(rt).standing == Standing.ARRIVED


def test_a_document_is_linked_to_a_dossier_of_the_agency_alone(rt, binh, came, lying):
    page = act(binh, came, "link", code="H41.77.02-261123-0001")
    assert (page.status, list(page.errors)) == (422, ["code"])
    done = binh.follow(act(binh, came, "link", code=lying.code))
    assert lying.code in done.text and one(rt).case_id == lying.id


def test_what_was_done_meanwhile_is_looked_at_first(binh, came):
    place = f"{BASE}/{came.id}/viec/accept"
    page = binh.open(place)
    act(binh, came, "refuse", words="Sai nơi nhận")
    assert binh.send(page, {}, action=place).status == 409


def test_a_document_of_our_own_is_numbered_and_waits_to_be_sent(rt, binh, line):
    done = binh.follow(send(binh, [("cv.pdf", pdf())]))
    assert "Đang chờ gửi" in done.text and "Sở Nội vụ (mẫu)" in done.text
    assert one(rt).docid == "H41.77.01,2026/11/23,01/UBND-VP"


def test_what_has_to_be_mended_is_named_and_what_was_typed_stays(rt, binh, line):
    for typed, wrong in (
        ({"notation": ""}, {"notation"}),
        ({"to": ""}, {"to"}),
        ({"to": "khong-ma Sở"}, {"to"}),
        ({"signed_on": "24/11/2026", "due_day": "mai"}, {"signed_on", "due_day"}),
    ):
        page = send(binh, [("cv.pdf", pdf())], **typed)
        assert (page.status, set(page.errors)) == (422, wrong)
        assert "V/v mời họp giao ban" in page.answer.text
    assert documents(rt) == []


def test_a_document_has_a_file(rt, binh, line):
    page = send(binh, [])
    assert (page.status, set(page.errors)) == (422, {"files"})


def test_a_register_is_taken_along_as_a_file(rt, binh, came):
    act(binh, came, "accept")
    page = binh.open(f"{BASE}/so")
    given = dict(page.form("").pairs) | {"so": "den", "tu": "01/11/2026", "den": "30/11/2026"}
    answer = binh.client.post(f"{BASE}/so/csv", data=given)
    head, row = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert (row[0], row[1], row[3]) == ("23/11/2026", "1", "2491/STC-BCTC")
    assert binh.client.post(f"{BASE}/so/xlsx", data=given).data[:2] == b"PK"
    wrong = binh.client.post(f"{BASE}/so/csv", data=given | {"den": "01/10/2026"})
    assert wrong.status_code == 422


def test_an_update_begins_with_what_was_sent_and_keeps_its_files(rt, binh, line):
    send(binh, [("cv.pdf", pdf())])
    assert set(send(binh, [("cv.pdf", pdf())]).errors) == {"again"}
    with rt.db.write() as session:
        (row,) = session.scalars(sa.select(Document))
        row.standing, first = Standing.SENT, row.id
    place = f"{BASE}/moi?cap-nhat={first}"
    assert place in binh.open(f"{BASE}/{first}").answer.text
    page = binh.open(place)
    assert "V/v mời họp giao ban" in page.answer.text and "H41.12 Sở Nội vụ (mẫu)" in page.text
    form = dict(page.form(f"{BASE}/moi").pairs) | {"signed_on": "23/11/2026", "again": "1"}
    assert type(page)(binh.client.post(f"{BASE}/moi", data=form)).status == 422
    binh.client.post(f"{BASE}/moi", data=form | {"subject": "V/v dời lịch họp"})
    update = documents(rt)[-1]
    assert (update.kind, update.about) == ("update", documents(rt)[0].docid)
    assert [file.name for file in said(rt, update).files] == ["cv.pdf"]
    assert documents(rt)[0].asked_back == "update" and binh.open(place).status == 404
