"""A question all the way: written by a stranger, followed by its link, answered at the desk."""

import re

import sqlalchemy as sa

from portal.models import Agency, Enquiry
from portal.services.operations.staff import Person
from tests.furnished import house
from tests.furnished.desks import ISSUER, add_desk, officer
from tests.web.citizen.browsing import Browser

LAN = Person(ISSUER, "lan", "Trần Thị Lan Mẫu")
BASE = "/desk/H41.77.01/phan-anh"
WROTE = {
    "kind": "question",
    "agency": "H41.77.01",
    "words": "Tôi cần giấy tờ gì để nhập hộ khẩu?",
    "name": "Trần Văn Ẩn Danh",
    "phone": "0912 345 678",
}


def ask(app, **more):
    """Write as somebody who is not signed in."""
    stranger = Browser(app.test_client())
    page = stranger.open("/phan-anh")
    return stranger, stranger.send(page, {**WROTE, **more}, action="/phan-anh")


def test_a_question_is_answered_and_read_by_its_link_alone(rt, app, enter, agency, binh):
    stranger, sent = ask(app)
    assert sent.status == 303 and re.fullmatch(r"/p/[\w-]{22}", sent.leads_to)
    page = stranger.open(sent.leads_to)
    with rt.db.read() as session:
        code = session.scalars(sa.select(Enquiry.code)).one()
    assert code in page.text and "Ẩn Danh" not in page.text and "hộ khẩu" not in page.text
    assert stranger.open(f"/p/{code}").status == 404
    assert stranger.open(sent.leads_to.replace("/p/", "/s/")).status == 404
    assert code in binh.open(BASE).text
    place = f"{BASE}/{code}"
    seen = binh.open(place)
    assert "hộ khẩu" in seen.text and "Ẩn Danh" in seen.text
    assert binh.send(seen, {}, action=place).errors == {"deed": "Chọn việc cần làm"}
    old = seen
    assert binh.send(seen, {"deed": "take"}, action=place).status == 303
    assert binh.send(old, {"deed": "verify"}, action=place).status == 409
    seen = binh.open(place)
    kept = binh.send(seen, {"deed": "answer", "words": "x"}, action=place)
    assert kept.status == 422 and set(kept.errors) == {"words"}
    done = binh.send(seen, {"deed": "answer", "words": "Chỉ cần căn cước."}, action=place)
    assert done.status == 303
    assert "Chỉ cần căn cước." in stranger.open(sent.leads_to).text
    assert code in binh.open(f"{BASE}?khay=xong").text
    elsewhere = enter(officer(rt, add_desk(rt, "H41.77.02"), person=LAN))
    for path in (BASE, place, place.replace("77.01", "77.02")):
        assert elsewhere.open(path).status == 404


def test_what_was_typed_is_kept_and_told_what_is_wrong(rt, app, agency):
    wrong = {"kind": "", "words": "ngắn", "name": "", "phone": "12", "dossier": "không phải mã"}
    _, page = ask(app, **wrong)
    assert page.status == 422
    assert set(page.errors) == {"kind", "words", "name", "phone", "dossier"}
    kept = dict(page.form("/phan-anh").pairs)
    assert (kept["words"].strip(), kept["phone"], kept["agency"]) == ("ngắn", "12", "H41.77.01")
    with rt.db.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Enquiry)) == 0


def test_nobody_can_write_to_a_specialised_system(rt, app, agency):
    system = house.add_agency(rt, "H41.99.01")
    with rt.db.write() as session:
        at = sa.update(Agency).where(Agency.id == system.id)
        session.execute(at.values(level="system_land_and_tax"))
    page = Browser(app.test_client()).open("/phan-anh")
    offered = page.tree.xpath("//select[@name='agency']/option/@value")
    assert "H41.77.01" in offered and "H41.99.01" not in offered
    _, sent = ask(app, agency="H41.99.01")
    assert set(sent.errors) == {"agency"}
