"""A document that waits for a person, and whoever has found out that it did not arrive."""

import uuid
from datetime import timedelta

import pytest
import sqlalchemy as sa

from connectors.documents import DocumentStatus, Organ, Reference, StatusMessage
from portal import clock
from portal.models import PromiseState, StaffDeed
from portal.services.documents import hearing
from portal.services.operations.staff import OFFICER, OPERATOR
from portal.services.operations.staff_sessions import CONSOLE
from portal.web.console.guard import COOKIE
from tests.furnished.axis import THEIRS
from tests.furnished.stuck import owed, stick
from tests.web.citizen.browsing import Browser
from tests.web.console.conftest import AN, as_operator, token_of

PARKED = "/console/dang-treo"
ONE = f"{PARKED}/van-ban"
WHY = {"reason": "Đã gọi Sở Tài chính, chưa nhận được"}


@pytest.fixture
def stuck(rt, agency):
    return stick(rt, agency)


@pytest.fixture
def place(agency, stuck):
    """Where its page is."""
    return f"{ONE}?so={stuck.id}&noi=axis:{agency.code}"


def again(an, page, deed, **typed):
    """Press one of the buttons, with what the page itself sends along."""
    kept = {name: page.value(name) for name in ("csrf_token", "so", "noi", "viec", "seen")}
    return an.post(f"{ONE}/{deed}", list({**kept, **WHY, **typed}.items()))


def test_it_is_reached_from_its_group_and_says_where_it_was_to_go(an, agency, stuck, place):
    listed = an.open(PARKED).tree.xpath(f"//a[text()='axis:{agency.code}']/@href")
    page = an.open(an.open(listed[0]).tree.xpath(f"//a[text()='{stuck.docid}']/@href")[0])
    assert page.status == 200 and "cannot be asked" in page.text
    assert "Sở Tài chính (mẫu)" in page.text and "Chưa có phản hồi" in page.text
    assert "mời họp" not in page.answer.text


def test_what_did_not_arrive_is_sent_without_asking_and_it_is_kept_who_said_so(
    an, rt, stuck, place
):
    sent_on = again(an, an.open(place), "chua-den")
    assert sent_on.leads_to == f"{PARKED}?xong=1"
    assert (owed(rt, stuck).state, owed(rt, stuck).unsure) == (PromiseState.WAITING, False)
    with rt.db.read() as session:
        (row,) = session.scalars(sa.select(StaffDeed).where(StaffDeed.deed == "promises_replayed"))
    assert (row.by, row.reason) == ("Phạm Thị Điều Hành", WHY["reason"])
    assert row.detail["not_arrived"] and row.detail["dossier"] == str(stuck.id)


def test_sent_again_in_the_usual_way_the_axis_is_asked_first(an, rt, stuck, place):
    again(an, an.open(place), "gui-lai")
    assert (owed(rt, stuck).state, owed(rt, stuck).unsure) == (PromiseState.WAITING, True)


@pytest.mark.parametrize("deed", ["chua-den", "gui-lai"])
def test_without_a_reason_nothing_is_sent(an, rt, stuck, place, deed):
    refused = again(an, an.open(place), deed, reason=" bận")
    assert refused.status == 422 and "Ghi lý do" in refused.text
    assert refused.value("reason") == " bận"
    assert owed(rt, stuck).state == PromiseState.PARKED


def test_whoever_looked_before_the_last_try_looks_again(an, rt, stuck, place):
    before = an.open(place)
    again(an, an.open(place), "gui-lai")
    late = again(an, before, "chua-den")
    assert late.status == 409 and "Văn bản vừa có thay đổi" in late.text
    assert owed(rt, stuck).unsure
    stick_again(rt, stuck, attempts=5)
    assert again(an, before, "chua-den").status == 409
    assert owed(rt, stuck).state == PromiseState.PARKED


def stick_again(rt, stuck, **more):
    """Let it wait for a person after another try."""
    with rt.db.write() as session:
        row = session.merge(owed(rt, stuck))
        for name, value in {"state": PromiseState.PARKED, **more}.items():
            setattr(row, name, value)


def test_a_recipient_who_has_spoken_of_it_was_faster(an, rt, agency, stuck, place):
    before = an.open(place)
    theirs, ours = Organ(THEIRS), Reference(agency.code, document_id=stuck.docid)
    told = StatusMessage(theirs, ours, DocumentStatus.ARRIVED, "01", at=clock.now())
    with rt.db.write() as session:
        assert hearing.apply(session, rt, agency, told)
    late = again(an, before, "chua-den")
    assert late.status == 409 and "không còn việc nào đang treo" in late.text
    assert owed(rt, stuck).state == PromiseState.DONE


def test_what_left_and_nobody_speaks_of_is_listed_and_sent_again_if_it_did_not_arrive(
    an, rt, hands, stuck, place
):
    left(rt, hands, stuck)
    (listed,) = an.open(PARKED).tree.xpath(f"//a[text()='{stuck.docid}']/@href")
    page = an.open(listed)
    assert "chưa nơi nhận nào báo đã đến" in page.text
    assert again(an, page, "gui-lai").status == 409
    again(an, page, "chua-den")
    assert (owed(rt, stuck).state, owed(rt, stuck).unsure) == (PromiseState.WAITING, False)
    assert again(an, page, "chua-den").status == 409


def left(rt, hands, stuck):
    """Let the axis have said yes a week ago."""
    then = hands.now - timedelta(days=7)
    with rt.db.write() as session:
        session.merge(stuck).sent_at = then
    stick_again(rt, stuck, state=PromiseState.DONE, settled_at=then)


def test_where_the_axis_can_be_asked_nobody_need_say_it(an, rt, stuck, place):
    stick_again(rt, stuck, last_outcome="unavailable")
    page = an.open(place)
    assert "Chưa đến" not in page.text
    assert again(an, page, "chua-den").status == 409
    assert owed(rt, stuck).state == PromiseState.PARKED


@pytest.mark.parametrize("so", ["", "khong-phai-ma", str(uuid.UUID(int=7))])
def test_what_is_no_document_is_not_found(an, agency, so):
    assert an.open(f"{ONE}?so={so}&noi=axis:{agency.code}").status == 404


@pytest.mark.parametrize(("role", "audience"), [(OFFICER, CONSOLE), (OPERATOR, "desk")])
def test_whoever_is_no_operator_in_the_console_finds_no_such_page(app, rt, place, role, audience):
    client = app.test_client()
    client.set_cookie(COOKIE, token_of(rt, as_operator(rt, AN, role), audience), path="/console")
    assert Browser(client).open(place).status in (303, 404)
