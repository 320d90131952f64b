"""A paper in its owner's store: as its owner sees and uses it, and as the desk does."""

import pytest

from portal.services.operations.staff import Person
from tests.furnished import house, signed
from tests.furnished.desks import ISSUER, add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.signed import Wish
from tests.furnished.stores import trusting
from tests.services.store.conftest import ROOT, TYPED, decide, desk, lying

__all__ = ["decide", "desk", "lying", "trusting"]
ELSE = Person(ISSUER, "khac", "Trần Văn Khác Mẫu")
SEALED = signed.copy(signed.issue(Wish(), ROOT))


@pytest.fixture
def officer(rt, agency):
    return hire(rt, agency)


@pytest.fixture
def binh(enter, officer):
    return enter(officer)


@pytest.fixture
def own(at_home, citizen):
    return at_home(citizen)


@pytest.fixture
def filled(rt, citizen, agency):
    """Give the draft of another dossier of the same citizen."""
    return house.begin(rt, citizen, agency, TYPED).fill()


@pytest.fixture
def elsewhere(rt, enter):
    """Give the browser of an officer of another agency."""
    return enter(hire(rt, add_desk(rt, "H41.77.02"), person=ELSE))


@pytest.fixture
def decided(lying, decide):
    decide(lying, SEALED)
    return lying


def test_its_owner_finds_it_and_uses_it_only_after_agreeing(rt, decided, own, at_home, filled):
    other = at_home(house.sign_in(rt, "khac", citizen_number="000190000022"))
    shown = own.open("/kho-giay-to")
    (href,) = shown.tree.xpath("//main//a[starts-with(@href, '/kho-giay-to/')]/@href")
    assert decided.code in shown.text and "dùng lại được" in shown.text
    assert own.open(href).answer.data == SEALED
    assert decided.code not in other.open("/kho-giay-to").text and other.open(href).status == 404
    page = own.open(f"/nhap/{filled.id}/giay-to")
    (button,) = page.tree.xpath("//button[starts-with(@value, 'reuse:')]/@value")
    told = dict(page.form().pairs)
    asked = [(name, told[name]) for name in ("csrf_token", "version") if name in told]
    asked += [("document", "proof"), ("action", button)]
    refused = own.post(page.form().action, asked)
    assert refused.status == 422 and "Đánh dấu vào ô đồng ý" in refused.errors["file-proof"]
    taken = own.follow(own.post(page.form().action, [*asked, ("consent", "yes")]))
    assert "kết quả.pdf" in taken.text and "Có sẵn trong kho" not in taken.text
    # Pressed again in another window, it is not there twice.
    assert own.post(page.form().action, [*asked, ("consent", "yes")]).status == 422
    made = filled.submit()
    mine = own.open(f"/ho-so/{made.code}").text
    assert "Giấy tờ dùng lại từ kho của bạn" in mine and decided.code in mine


def test_the_desk_looks_at_it_and_revokes_it_with_a_reason(decided, own, binh, elsewhere):
    address = f"/desk/H41.77.01/ho-so/{decided.code}/so-hoa"
    listed = binh.open(address)
    (file,) = listed.tree.xpath("//form[contains(@action, '/kho')]/@action")
    page = binh.open(f"{address}?tep={file.split('/')[-2]}")
    looked = binh.send(page, {}, action=file)
    assert looked.answer.data == SEALED
    bad = binh.send(page, {"words": " "}, action=f"{address}/thu-hoi")
    assert bad.status == 422 and "Viết rõ lý do thu hồi" in bad.text
    token = elsewhere.open("/desk/H41.77.02").tree.xpath("//input[@name='csrf_token']/@value")[0]
    assert elsewhere.post(file, [("csrf_token", token)]).status == 404
    asked = {**dict(page.form(f"{address}/thu-hoi").pairs), "csrf_token": token, "words": "sai"}
    assert elsewhere.post(f"{address}/thu-hoi", [*asked.items()]).status == 404
    done = binh.send(bad, {"words": "Ghi sai họ tên"}, action=f"{address}/thu-hoi")
    assert "đã thu hồi" in binh.follow(done).text
    told = own.open("/kho-giay-to").text
    assert "Ghi sai họ tên" in told and "Cán bộ đã xem 1 lần" in told
