"""The pages of a hand-over between offices: asked, taken over, sent back, with its slip."""

import io

import pypdf
import pytest

from portal.services.operations.staff import Person
from tests.furnished.desks import ISSUER, add_desk, officer
from tests.web.desk.test_desk import act

FAR = "H41.77.02"


@pytest.fixture
def case(lying):
    return f"/desk/H41.77.01/ho-so/{lying.code}"


@pytest.fixture
def there(lying):
    return f"/desk/{FAR}/ho-so/{lying.code}"


@pytest.fixture
def an(enter, rt, agency):
    """The browser of somebody at the other office."""
    return enter(officer(rt, add_desk(rt, FAR), person=Person(ISSUER, "an", "Vũ Thị An Mẫu")))


def send(browser, where, **typed):
    return browser.send(browser.open(where), typed, action=where)


def test_a_dossier_is_forwarded_taken_over_and_worked_on(binh, an, case, there):
    assert an.open(there).status == 404
    assert list(send(binh, f"{case}/chuyen", words="x").errors) == ["to"]
    after = binh.follow(send(binh, f"{case}/chuyen", to=FAR, words="Đúng thẩm quyền"))
    assert "Hồ sơ đang ở cơ quan khác" in after.text and "Nội dung khai" in after.text
    assert binh.open(f"{case}/viec/accepted").status == 404
    page = an.open(there)
    assert "chờ nhận bàn giao" in page.text and an.open(f"{there}/viec/accepted").status == 404
    (slip,) = page.tree.xpath("//a[contains(@href, 'PBG-')]/@href")
    text = _read(an.open(slip).answer.data)
    assert "PHIẾU BÀN GIAO HỒ SƠ" in text and "Đúng thẩm quyền" in text and FAR in text
    taken = an.follow(an.send(page, {}, action=f"{there}/nhan-ban-giao"))
    assert "Đã ghi: Đã nhận bàn giao." in taken.text
    assert act(an, there, "accepted").status == 303
    assert "Đã tiếp nhận" in binh.open(case).text


def _read(pdf):
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_is_sent_back_needs_a_reason_and_is_gone_from_there(binh, an, case, there, lying):
    binh.follow(send(binh, f"{case}/chuyen", to=FAR))
    bad = send(an, f"{there}/tra-lai", words="ERR")
    assert (bad.status, list(bad.errors)) == (422, ["words"])
    assert send(an, f"{there}/tra-lai", words="Không đúng nơi").leads_to == f"/desk/{FAR}"
    assert an.open(there).status == 404 and "Không đúng nơi" in binh.open(case).text
    assert binh.open(f"{case}/giay/PBG-{lying.code}-9.pdf").status == 404
