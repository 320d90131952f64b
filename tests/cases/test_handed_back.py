"""A dossier its agency will not take does not lie parked for ever: its citizen gets it back."""

import pytest
import sqlalchemy as sa

from connectors.errors import ConnectorError
from portal.domain.errors import Unacceptable
from portal.domain.states import State
from portal.exchanges import handing_back
from portal.models import Draft, Promise, PromiseState, StaffDeed
from portal.services import withdrawals
from portal.services.operations import dossier_view
from portal.services.operations.deeds import Actor
from portal.web.console.guard import COOKIE
from tests.cases.conftest import Visit
from tests.furnished import house
from tests.furnished.partners import drain
from tests.web.citizen.browsing import Browser
from tests.web.console.conftest import as_operator, token_of

WHY = "Số nhà chưa ghi tên đường, cơ quan không nhập được. Xin ghi đủ rồi nộp lại."
ACTOR = Actor("Phạm Thị Điều Hành", reason=WHY)


@pytest.fixture
def refused(rt, office, visit: Visit):
    """Give a dossier that is parked because its agency refuses to take it."""
    office.faults(refuse=True)
    dossier = visit.hand_in()
    drain(rt)
    office.well()
    return dossier


def again_after(rt, dossier):
    handing_back.hand_back(rt, dossier.code, ACTOR)
    drain(rt)
    return house.again(rt, dossier)


def offered(rt, dossier):
    """Say whether the console offers to hand it back."""
    with rt.db.read() as session:
        return dossier_view.find(session, dossier.code).refused


def test_its_citizen_is_told_and_nothing_is_promised_any_more(rt, office, centre, refused):
    assert offered(rt, refused)
    after = again_after(rt, refused)
    assert after.state == State.WITHDRAWN
    assert office.ledger(refused.code)[-1]["outcome"] == "refused"
    assert office.taken(refused.code) == 0
    with rt.db.read() as session:
        states = set(session.scalars(sa.select(Promise.state)))
        (deed,) = session.scalars(sa.select(StaffDeed))
    assert states == {PromiseState.DROPPED, PromiseState.DONE}
    assert (deed.deed, deed.by, deed.reason) == ("dossier_handed_back", ACTOR.name, WHY)
    texts = [one["text"] for p in house.promised(rt, refused, "sms") for one in centre.inbox(p.key)]
    assert [WHY[:6] in text for text in texts] == [False, False]
    assert texts[-1].startswith(f"Ho so {refused.code} chua den duoc co quan")


def test_the_citizen_reads_why_and_hands_in_a_mended_one_with_its_files(
    rt, office, refused, visit: Visit
):
    again_after(rt, refused)
    page = visit.browser.open(f"/ho-so/{refused.code}")
    assert WHY in page.text and "Trả lại để bạn sửa" in page.text
    sent = visit.browser.send(page, {}, action="/ho-so/")
    assert sent.leads_to.startswith("/nhap/")
    (made,) = drafts_of(rt, refused)
    review = visit.browser.open(f"/nhap/{made.id}/kiem-tra")
    assert "giấy.pdf" in review.text and house.ANSWERS["phone"] in review.text
    mended = Visit(rt, visit.browser, review).hand_in()
    drain(rt)
    assert mended.code != refused.code
    assert (office.taken(mended.code), office.taken(refused.code)) == (1, 0)


def test_a_request_to_withdraw_that_waits_behind_it_goes_nowhere(rt, office, citizen, refused):
    with rt.db.write() as session:
        withdrawals.ask(session, rt, citizen, refused.code, "")
    after = again_after(rt, refused)
    assert after.state == State.WITHDRAWN
    assert {one.state for one in house.promised(rt, refused, "agency:")} == {PromiseState.DROPPED}
    assert office.taken(refused.code) == 0


def test_pressed_twice_there_is_one_draft(rt, refused, visit: Visit):
    again_after(rt, refused)
    page = visit.browser.open(f"/ho-so/{refused.code}")
    first, second = (visit.browser.send(page, {}, action="/ho-so/") for _ in range(2))
    assert (first.status, second.leads_to) == (303, "/ho-so")
    assert len(drafts_of(rt, refused)) == 1


def test_nobody_without_a_name_reads_why(rt, centre, refused, visit: Visit):
    again_after(rt, refused)
    _, told = house.promised(rt, refused, "sms")
    (message,) = centre.inbox(told.key)
    page = visit.browser.open(message["text"][message["text"].index("/s/") :])
    assert page.status == 200
    assert WHY not in page.text and "Đăng nhập để sửa và nộp lại" in page.text


def test_what_the_agency_holds_is_not_handed_back(rt, office, visit: Visit):
    office.faults(drop_after_taking={"times": 1})
    dossier = visit.hand_in()
    drain(rt)
    with rt.db.write() as session:
        # As if it had then been refused: what counts is what the agency says when asked.
        session.execute(
            sa.update(Promise)
            .where(Promise.kind == "deliver")
            .values(state=PromiseState.PARKED, last_outcome="rejected")
        )
    with pytest.raises(Unacceptable, match="held"):
        handing_back.hand_back(rt, dossier.code, ACTOR)
    assert house.again(rt, dossier).state == State.SUBMITTED


def test_while_the_agency_cannot_be_asked_nothing_is_handed_back(rt, office, refused):
    office.faults(away=True)
    with pytest.raises(ConnectorError):
        handing_back.hand_back(rt, refused.code, ACTOR)
    assert house.again(rt, refused).state == State.SUBMITTED


def test_what_is_on_its_way_or_there_is_not_handed_back(rt, office, visit: Visit):
    dossier = visit.hand_in()
    for _ in range(2):
        assert not offered(rt, dossier)
        with pytest.raises(Unacceptable, match="not_refused"):
            handing_back.hand_back(rt, dossier.code, ACTOR)
        drain(rt)


@pytest.fixture
def operator(rt, visit: Visit) -> Browser:
    """Give the browser of an operator at the same portal."""
    client = visit.browser.client.application.test_client()
    client.set_cookie(COOKIE, token_of(rt, as_operator(rt)), path="/console")
    return Browser(client)


def press(operator: Browser, dossier, reason: str):
    page = operator.open(f"/console/ho-so?ma={dossier.code}")
    kept = [(name, value) for name, value in page.form().pairs if name != "reason"]
    return operator.post("/console/ho-so/tra-lai", [*kept, ("reason", reason)])


def test_an_operator_hands_it_back_with_a_reason_and_the_button_is_gone(rt, refused, operator):
    assert press(operator, refused, " ").status == 422
    page = operator.follow(press(operator, refused, WHY))
    assert "Trả lại cho người dân" not in page.text
    assert house.again(rt, refused).state == State.WITHDRAWN
    assert press(operator, refused, WHY).status == 409


def test_an_operator_is_told_when_the_agency_cannot_be_asked(rt, office, refused, operator):
    office.faults(away=True)
    page = press(operator, refused, WHY)
    assert page.status == 503
    assert "Chưa hỏi được cơ quan" in page.errors["reason"]
    assert house.again(rt, refused).state == State.SUBMITTED


def drafts_of(rt, dossier):
    with rt.db.read() as session:
        rows = sa.select(Draft).where(Draft.id != dossier.id, Draft.submitted_at.is_(None))
        return session.scalars(rows).all()
