"""Administration: agencies, connections, staff, calendars and the words of SMS."""

import json

import pytest
import sqlalchemy as sa

from portal.models import Agency, StaffDeed
from portal.runtime import Runtime
from portal.services import agencies, calendars, sms_texts
from portal.services.administration import connections
from portal.services.citizens import Signed
from portal.services.operations.staff import Person
from portal.services.sms_texts import Key
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire
from tests.servers.ports import free_ports
from tests.web.citizen.browsing import Browser, Page
from tests.web.console.conftest import AN, ISSUER

HOME = "/console/quan-tri"
AGENCIES, PEOPLE = f"{HOME}/co-quan", f"{HOME}/nhan-su"
BINH = Person(ISSUER, "binh", "Trần Văn Giám Sát")
WHY = {"reason": "Theo quyết định mẫu"}
NEW = {
    "code": "H41.97",
    "name": "Ủy ban nhân dân xã Mẫu",
    "name_en": "Sample Commune People's Committee",
    "level": "commune",
    "place": "16690",
    **WHY,
}
SECRET = "a secret of at least thirty-two characters"
WAY = {
    "connector": "one_stop",
    "endpoint": "base_url: https://mot-cua.example/lien-thong",
    "secret": f"key_id: k1\nsecret: {SECRET}",
    **WHY,
}


def row_of(rt: Runtime, code: str) -> Agency:
    """Read an agency's row."""
    with rt.db.read() as session:
        row = agencies.by_code(session, code)
        session.expunge(row)
        return row


def add(browser: Browser, **more: str) -> Page:
    """Add an agency."""
    return browser.send(browser.open(f"{AGENCIES}/moi"), {**NEW, **more})


def test_every_part_is_reached_from_the_first_page(an: Browser) -> None:
    page = an.open(HOME)
    for part in ("co-quan", "nhan-su", "lich", "tin-nhan"):
        assert page.tree.xpath(f"//main//a[@href='{HOME}/{part}']")
        assert an.open(f"{HOME}/{part}").status == 200


def test_an_agency_takes_dossiers_once_it_has_a_connection(an: Browser, rt: Runtime) -> None:
    sent = add(an)
    assert sent.leads_to.endswith("/H41.97/ket-noi")
    with rt.db.read() as session:
        today = row_of(rt, "H41.97").created_at.date()
        assert not agencies.serving(session, ["commune"], today, rehearsal=False)
    done = an.follow(an.send(an.open(sent.leads_to), WAY))
    assert "Đã đặt kết nối" in done.text
    with rt.db.read() as session:
        open_now = agencies.serving(session, ["commune"], today, rehearsal=False)
    assert [each.code for each in open_now] == ["H41.97"]


def test_a_specialised_system_of_the_whole_country_has_no_place(an: Browser) -> None:
    assert "place" in add(an, place="").errors
    assert add(an, level="system_tax", place="").status == 303
    assert "Cả nước" in an.open(f"{AGENCIES}/H41.97").text


def test_what_is_wrong_with_an_agency_is_said_and_what_was_typed_stays(an: Browser) -> None:
    page = add(an, code="xa-mau", place="99999", valid_from="31/02/2027", reason="")
    assert page.status == 422
    assert set(page.errors) == {"place", "valid_from", "reason"}
    assert page.value("name") == NEW["name"]
    assert set(add(an, code="xa-mau").errors) == {"code"}
    assert set(add(an, valid_from="02/01/2027", valid_until="01/01/2027").errors) == {"valid_until"}


def test_two_administrators_do_not_write_over_each_other(
    an: Browser, rt: Runtime, agency: Agency
) -> None:
    here = f"{AGENCIES}/{agency.code}/sua"
    first, second = an.open(here), an.open(here)
    assert an.send(first, {"phone": "1900 0001", **WHY}).status == 303
    refused = an.send(second, {"phone": "1900 0002", **WHY})
    assert (refused.status, refused.value("phone")) == (409, "1900 0002")
    assert row_of(rt, agency.code).phone == "1900 0001"


def test_secrets_are_sealed_kept_and_never_shown(an: Browser, rt: Runtime) -> None:
    add(an)
    here = f"{AGENCIES}/H41.97/ket-noi"
    an.send(an.open(here), WAY)
    row = row_of(rt, "H41.97")
    assert SECRET.encode() not in row.credentials
    shown = an.open(here)
    assert SECRET not in shown.answer.text and "key_id, secret" in shown.text
    assert SECRET not in an.open(f"{AGENCIES}/H41.97").answer.text
    # Another setting, no word of secrets: they stay, and one that is named with nothing goes.
    other = {"endpoint": f"{WAY['endpoint']}/v2", "secret": "", **WHY}
    assert an.send(an.open(here), other).status == 303
    assert connections.secrets(rt, row_of(rt, "H41.97"))["secret"] == SECRET
    wrong = an.send(an.open(here), {"secret": "secret:", **WHY})
    assert wrong.status == 422 and "secret is missing" in wrong.errors["endpoint"]
    with rt.db.read() as session:
        told = session.execute(sa.select(StaffDeed.detail)).scalars().all()
    assert SECRET not in json.dumps(told)


@pytest.mark.parametrize(
    "text",
    ["- a", "a: &x [1]\nb: *x", "a: [", f"a: {'x' * 30_000}", "7: 8"]
    + ["[" * 3000, f"a: {'{' * 3000}", 'a: "\\0"', 'a: "\\ud800"', "a: .nan", "a: 2026-01-01"],
)
def test_settings_that_are_none_are_refused(an: Browser, agency: Agency, text: str) -> None:
    page = an.send(an.open(f"{AGENCIES}/{agency.code}/ket-noi"), {"endpoint": text, **WHY})
    assert (page.status, list(page.errors)) == (422, ["endpoint"])


def test_an_agency_with_open_dossiers_does_not_change_between_desk_and_system(
    an: Browser, agency: Agency, citizen: Signed, rt: Runtime
) -> None:
    house.begin(rt, citizen, agency).fill().attach().submit()
    to_desk = {"connector": "desk", "endpoint": "", "secret": "", **WHY}
    page = an.send(an.open(f"{AGENCIES}/{agency.code}/ket-noi"), to_desk)
    assert page.status == 422 and "còn hồ sơ đang giải quyết" in page.errors["connector"]


def test_a_call_to_a_system_that_is_not_there_shows_what_came_back(
    an: Browser, rt: Runtime
) -> None:
    add(an)
    nobody = f"base_url: http://127.0.0.1:{free_ports(1)[0]}\nallow_private: true"
    an.send(an.open(f"{AGENCIES}/H41.97/ket-noi"), {**WAY, "endpoint": nobody})
    page = an.open(f"{AGENCIES}/H41.97")
    tried = an.send(page, {}, action=f"{AGENCIES}/H41.97/thu")
    assert tried.status == 200 and "chưa trả lời đúng" in tried.text
    assert "called: " in tried.text
    with rt.db.read() as session:
        deed = session.execute(
            sa.select(StaffDeed).where(StaffDeed.deed == "agency_tried")
        ).scalar_one()
    assert (deed.detail, deed.by) == ({"outcome": "failed"}, AN.name)


def test_a_role_is_given_and_taken_and_the_last_operator_stays(an: Browser, agency: Agency) -> None:
    person = {"subject": BINH.subject, "name": BINH.name, "role": "officer", **WHY}
    lacking = an.send(an.open(f"{PEOPLE}/giao"), person)
    assert set(lacking.errors) == {"agency"}
    for role, name in (("reporter", "Lập báo cáo"), ("approver", "Duyệt, ký và gửi báo cáo")):
        report = {**person, "role": role}
        assert set(an.send(an.open(f"{PEOPLE}/giao"), report).errors) == {"agency"}
        told = an.follow(an.send(an.open(f"{PEOPLE}/giao"), {**report, "agency": agency.code}))
        assert name in told.text and agency.code in told.text
        leave = f"{PEOPLE}/thoi?nguoi={BINH.subject}&viec={role}&co-quan={agency.code}"
        assert an.send(an.open(leave), WHY).status == 303
        assert agency.code not in an.open(PEOPLE).text
    given = an.follow(an.send(an.open(f"{PEOPLE}/giao"), {**person, "agency": agency.code}))
    assert BINH.name in given.text and agency.code in given.text
    leave = f"{PEOPLE}/thoi?nguoi={BINH.subject}&viec=officer&co-quan={agency.code}"
    assert an.send(an.open(leave), WHY).status == 303
    assert agency.code not in an.open(PEOPLE).text
    last = an.send(an.open(f"{PEOPLE}/thoi?nguoi={AN.subject}&viec=operator"), WHY)
    assert last.status == 422 and "người điều hành cuối cùng" in last.errors["reason"]


def test_a_calendar_goes_from_a_text_to_force_through_two_people(
    an: Browser, enter: object, rt: Runtime
) -> None:
    here = f"{HOME}/lich/vn"
    form = an.open(f"{here}/soan")
    days = f"{form.value('off').strip()}\n24/12/2026 Nghỉ thử (mẫu)"
    wrong = an.send(form, {"off": f"{days}\nmai nghỉ", **WHY})
    assert "mai nghỉ" in wrong.errors["off"] and "Nghỉ thử" in wrong.value("off")
    made = an.follow(an.send(an.open(f"{here}/soan"), {"off": days, **WHY}))
    assert "Ngày nghỉ 24/12/2026: Nghỉ thử (mẫu)" in made.text
    path = made.form().action
    own = an.send(made, WHY, button="approve")
    assert own.status == 422 and "phải khác người soạn" in own.errors["reason"]
    binh = enter(BINH)  # type: ignore[operator]
    assert binh.send(binh.open(path), WHY, button="approve").leads_to.endswith("xong=duyet")
    with rt.db.read() as session:
        assert any(day.note == "Nghỉ thử (mẫu)" for day in calendars.newest(session, "vn").days_off)


def test_words_of_an_sms_go_from_text_to_telephone_through_two_people(
    an: Browser, enter: object, rt: Runtime
) -> None:
    here = f"{HOME}/tin-nhan/vi/news/accepted"
    wrong = an.send(an.open(here), {"body": "Đã nhận {code}", **WHY})
    assert "không dấu" in wrong.errors["body"] and wrong.value("body") == "Đã nhận {code}"
    body = "Da nhan ho so {code}, hen {day}. {link}"
    made = an.follow(an.send(an.open(here), {"body": body, **WHY}))
    binh = enter(BINH)  # type: ignore[operator]
    assert binh.send(binh.open(made.form().action), WHY, button="approve").status == 303
    with rt.db.read() as session:
        assert sms_texts.standing(session, Key("vi", "news", "accepted")) == body
    assert an.open(f"{HOME}/tin-nhan/vi/news/nothing").status == 404


def test_groups_of_a_desk_are_added_changed_and_closed_with_a_reason(
    an: Browser, rt: Runtime
) -> None:
    place = add_desk(rt)
    chi = hire(rt, place, person=Person(ISSUER, "chi", "Phạm Thị Chi Mẫu"))
    here = f"{AGENCIES}/{place.code}/bo-phan"
    assert an.open(f"{AGENCIES}/{place.code}").tree.xpath(f"//a[@href='{here}']")
    wrong = an.send(an.open(f"{here}/moi"), {"name": "", "reason": ""})
    assert wrong.status == 422 and set(wrong.errors) == {"name", "reason"}
    told = {"name": "Hộ tịch", "member": [str(chi.id)], **WHY}
    page = an.follow(an.send(an.open(f"{here}/moi"), told))
    assert "Phạm Thị Chi Mẫu" in page.text and "thêm bộ phận" in page.text
    assert "name" in an.send(an.open(f"{here}/moi"), told).errors
    (one,) = page.tree.xpath(f"//tbody//a[starts-with(@href, '{here}/')]/@href")
    first, second = an.open(one), an.open(one)
    assert an.send(first, {"name": "Hộ tịch", "member": [], **WHY}, action=one).status == 303
    late = an.send(second, {"name": "Tư pháp", **WHY}, action=one)
    assert (late.status, late.value("name")) == (409, "Tư pháp")
    closing = dict(an.open(one).form(one).pairs) | {"reason": WHY["reason"]}
    page = an.follow(an.post(f"{one}/dong", [*closing.items()]))
    assert "Đã đóng bộ phận" in page.text and an.open(one).status == 404
    with rt.db.read() as session:
        query = sa.select(StaffDeed.deed).where(StaffDeed.target == f"agency:{place.code}")
        found = sorted(session.scalars(query.where(StaffDeed.deed.startswith("group"))))
    assert found == ["group_added", "group_changed", "group_closed"]


def test_a_successor_is_named_by_its_code_and_is_never_a_circle(
    an: Browser, rt: Runtime, agency: Agency
) -> None:
    add(an)
    here, other = f"{AGENCIES}/{agency.code}/sua", f"{AGENCIES}/H41.97/sua"
    for wrong in (agency.code, "H41.98", "xa-mau"):
        page = an.send(an.open(here), {"successor": wrong, **WHY})
        assert (page.status, page.value("successor")) == (422, wrong)
        assert set(page.errors) == {"successor"}
    assert an.send(an.open(here), {"successor": "h41.97", **WHY}).status == 303
    assert row_of(rt, agency.code).successor_id == row_of(rt, "H41.97").id
    assert NEW["name"] in an.open(f"{AGENCIES}/{agency.code}").text
    assert an.open(here).value("successor") == "H41.97"
    back = an.send(an.open(other), {"successor": agency.code, **WHY})
    assert set(back.errors) == {"successor"}
    assert an.send(an.open(here), {"successor": "", **WHY}).status == 303
    assert row_of(rt, agency.code).successor_id is None
