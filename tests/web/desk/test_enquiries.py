"""A question all the way: written by a stranger, followed by its link, answered at the desk."""

import re

import sqlalchemy as sa

from portal.models import Agency, DossierKey, Enquiry, Promise, PromiseState, StaffDeed
from portal.services import agencies, events
from portal.services.enquiries import erasing
from portal.services.operations.staff import Person
from tests.furnished import house
from tests.furnished.desks import ISSUER, add_desk, officer
from tests.furnished.partners import drain
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


def answered(rt, app, binh, **more):
    """Let a question be answered, whose asker agreed that it is published."""
    ask(app, **{"publish": "yes", **more})
    with rt.db.read() as session:
        code = session.scalars(sa.select(Enquiry.code).order_by(Enquiry.code.desc())).first()
    place = f"{BASE}/{code}"
    binh.send(binh.open(place), {"deed": "take"}, action=place)
    said = {"deed": "answer", "words": "Chỉ cần căn cước."}
    binh.send(binh.open(place), said, action=place)
    return place


def publish(binh, place, **more):
    text = {"title": "Giấy tờ nhập hộ khẩu", "question": "Cần giấy tờ gì?", **more}
    return binh.send(binh.open(place), text, action=f"{place}/dang")


def test_a_name_or_a_number_is_not_published_and_what_was_typed_stays(rt, app, agency, binh):
    place = answered(rt, app, binh)
    for wrong in (
        {"question": "Ông TRAN VAN AN DANH hỏi cần gì?"},
        {"question": "Gọi 0912 345 678 được không?"},
        {"question": "Số 001190012345 có sai không?"},
    ):
        kept = publish(binh, place, **wrong)
        assert (kept.status, set(kept.errors)) == (422, {"question"})
        assert wrong["question"] in dict(kept.form(f"{place}/dang").pairs)["question"]
    assert set(publish(binh, place, title=" ").errors) == {"title"}
    assert set(publish(binh, place, answer="").errors) == {"answer"}
    assert "Chưa có câu trả lời" in Browser(app.test_client()).open("/hoi-dap").text


def test_an_answer_is_published_without_a_name_and_found_without_accents(rt, app, agency, binh):
    place = answered(rt, app, binh)
    reader = Browser(app.test_client())
    assert "Đã đăng" in binh.follow(publish(binh, place)).text
    found = reader.open("/hoi-dap?tim=ho+khau+CAN+cuoc&co-quan=H41.77.01")
    (link,) = found.tree.xpath("//main//h2/a/@href")
    shown = reader.open(link)
    assert "Chỉ cần căn cước." in shown.text and "Ẩn Danh" not in shown.answer.text
    assert "nhập hộ khẩu?" not in shown.text
    for nothing in ("?tim=ho+chieu", "?co-quan=H41.99", "?trang=2"):
        answer = reader.open(f"/hoi-dap{nothing}")
        assert answer.status == 200 and answer.tree.xpath("//main//h2/a") == []
    for anything in ("?tim=%25", "?tim=%00&trang=-1", "?trang=x"):
        assert reader.open(f"/hoi-dap{anything}").tree.xpath("//main//h2/a/@href") == [link]


def test_what_is_published_is_taken_down_at_once(rt, app, agency, binh):
    place = answered(rt, app, binh)
    page = binh.follow(publish(binh, place))
    reader = Browser(app.test_client())
    (link,) = reader.open("/hoi-dap").tree.xpath("//main//h2/a/@href")
    gone = binh.post(f"{place}/go-dang", page.form(f"{place}/dang").pairs)
    assert "Đã gỡ xuống" in binh.follow(gone).text
    assert reader.open(link).status == 404 and "Chưa có" in reader.open("/hoi-dap").text
    assert binh.post(f"{place}/go-dang", page.form(f"{place}/dang").pairs).status == 404
    with rt.db.read() as session:
        done = session.scalars(sa.select(StaffDeed.deed).order_by(StaffDeed.done_at, StaffDeed.id))
        told = [deed for deed in done if "publish" in deed]
    assert told == ["enquiry_published", "enquiry_unpublished"]


def test_nothing_is_published_of_whoever_did_not_agree_or_before_an_answer(rt, app, agency, binh):
    place = answered(rt, app, binh, publish="")
    assert "không đồng ý cho đăng" in binh.open(place).text
    text = [("title", "Hỏi"), ("question", "Hỏi gì?"), ("answer", "Trả lời")]
    text = [*binh.open(place).token, *text]
    assert binh.post(f"{place}/dang", text).status == 422
    ask(app, publish="yes")
    with rt.db.read() as session:
        code = session.scalars(sa.select(Enquiry.code).order_by(Enquiry.code.desc())).first()
    assert binh.post(f"{BASE}/{code}/dang", text).status == 422
    assert "Chưa có" in Browser(app.test_client()).open("/hoi-dap").text


def test_content_is_erased_when_its_time_is_over_and_what_is_counted_stays(
    rt, app, hands, binh, enter
):
    with rt.db.read() as session:
        agency = agencies.by_code(session, "H41.77.01")
    place = answered(rt, app, binh)
    publish(binh, place)
    _, sent = ask(app)
    reader = Browser(app.test_client())
    drain(rt)
    with rt.db.write() as session:
        # What still has to be told is kept; here nobody answers at the SMS centre.
        assert erasing.erase_over(session, 0) == 0
        session.execute(sa.update(Promise).values(state=PromiseState.DONE))
    hands.turn(days=31)
    with rt.db.write() as session:
        assert (erasing.erase_over(session, 0), erasing.erase_over(session, 32)) == (0, 0)
        assert erasing.erase_over(session, 30) == 1
        assert erasing.erase_over(session, 30) == 0
        row = session.scalars(sa.select(Enquiry).where(Enquiry.erased_at.is_not(None))).one()
        assert (row.sealed, row.phone_index, row.citizen_id) == (b"", None, None)
        assert (row.kind, row.standing, row.handled_by) == ("question", "answered", agency.id)
        assert session.get_one(DossierKey, (row.home_agency_id, row.id)).wrapped is None
        assert events.check_chain(house.chain(session, row)) is None
    # A month has passed: the officer signs in anew.
    binh = enter(officer(rt, agency))
    assert binh.open(place).status == 404
    assert "đã xóa khi hết hạn lưu" in binh.open(f"{BASE}?khay=xong").text
    assert reader.open("/hoi-dap").tree.xpath("//main//h2/a") == []
    assert reader.open(sent.leads_to).status == 200
