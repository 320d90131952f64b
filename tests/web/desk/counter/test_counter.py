"""The counter's pages: an officer enters a dossier on paper from the first question to form 01."""

import pytest

from portal.domain.states import Channel, State
from portal.models import DeskIntake, Dossier
from portal.services.operations.staff import Person
from tests.cases.conftest import enter as as_citizen
from tests.furnished import house
from tests.furnished.desks import ISSUER, add_desk, officer

COUNTER = "/desk/H41.77.01/quay"
START = f"{COUNTER}/thu-tuc/{house.PROCEDURE}"
STRANGER = Person(ISSUER, "la", "Phạm Văn Lạ Mẫu")
PERSON = {"full_name": "Nguyễn Thị Mẫu", "citizen_number": "000190000011", "phone": "0912345678"}


def begun(browser, **said):
    """Begin to enter; gives the first step's page."""
    return browser.follow(browser.send(browser.open(START), {**PERSON, **said}, action=START))


def entered(browser, **said):
    """Enter everything but the scan, the paper in hand; gives the review."""
    step = begun(browser, **said)
    papers = browser.follow(browser.send(step, {"for_whom": "me"}))
    assert papers.heading.endswith("Giấy tờ")
    counts = papers.tree.xpath("//a[contains(@href, '/ban-giay')]/@href")[0]
    page = browser.open(counts)
    return browser.follow(browser.send(page, {"proof.originals": "1"}, action=counts))


def kept(rt, draft_path):
    draft_id = draft_path.split("/nhap/")[1].split("/")[0]
    with rt.db.read() as session:
        intake = session.query(DeskIntake).one()
        assert str(intake.dossier_id) == draft_id
        return session.get(Dossier, (intake.home_agency_id, intake.dossier_id))


def test_a_dossier_is_entered_submitted_and_accepted_and_form_01_is_there(rt, binh):
    review = entered(binh)
    assert "Nguyễn Thị Mẫu" in review.text and "Trực tiếp tại quầy" in review.text
    action = review.form(COUNTER).action
    done = binh.send(review, {"unit": "Quầy 1"}, action=review.tree.xpath("//form/@action")[-1])
    case = binh.follow(done)
    dossier = kept(rt, action)
    assert (dossier.state, dossier.channel) == (State.ACCEPTED, Channel.DIRECT)
    assert "Đã ghi: Tiếp nhận" in case.text
    paper = binh.open(f"/desk/H41.77.01/ho-so/{dossier.code}/giay/giay-tiep-nhan.pdf")
    assert paper.answer.data[:4] == b"%PDF"


def test_pressed_again_it_leads_to_the_same_dossier(rt, binh):
    review = entered(binh)
    path = review.tree.xpath("//form/@action")[-1]
    first, second = (binh.send(review, {}, action=path) for _ in range(2))
    assert first.status == second.status == 303
    assert second.leads_to.split("?")[0] == first.leads_to.split("?")[0]


def test_steps_are_saved_as_typed_and_found_again_by_a_colleague(rt, binh):
    step = begun(binh)
    left = binh.send(step, {"phone": "12"}, button="leave")
    assert left.leads_to == COUNTER
    counter = binh.follow(left)
    assert "Đang nhập dở" in counter.text and "Nguyễn Thị Mẫu" in counter.text
    (link,) = counter.tree.xpath("//a[contains(@href, '/quay/nhap/')]/@href")
    assert binh.follow(binh.open(link)).value("phone") == "12"


def test_what_cannot_be_is_said_and_what_was_typed_stays(binh):
    wrong = {"day": "31/02/2026", "citizen_number": "123", "full_name": "", "phone": "09"}
    page = binh.send(binh.open(START), wrong, action=START)
    assert page.status == 422
    assert set(page.errors) == {"day", "citizen_number", "full_name"}
    assert dict(page.form().pairs)["day"] == "31/02/2026"
    old = binh.send(binh.open(START), {**PERSON, "day": "01/01/2020"}, action=START)
    assert old.status == 422 and "trong ngày nhận" in old.errors["day"]


@pytest.mark.parametrize("number", ["-1", "một", "1000"])
def test_a_count_that_is_none_is_said(binh, number):
    step = begun(binh)
    counts = step.tree.xpath("//a[contains(@href, '/ban-giay')]/@href")[0]
    page = binh.send(binh.open(counts), {"proof.originals": number}, action=counts)
    assert page.status == 422 and "từ 0 đến 999" in page.errors["proof-originals"]
    assert dict(page.form().pairs)["proof.originals"] == number


def test_a_scan_is_taken_and_shown(binh):
    step = begun(binh)
    papers = binh.follow(binh.send(step, {"for_whom": "me"}))
    there = binh.follow(binh.upload(papers, "proof", [("giấy.pdf", house.PDF)]))
    (link,) = there.tree.xpath("//ul[@class='files']//a/@href")
    assert link.startswith(COUNTER) and binh.open(link).answer.data == house.PDF


def test_a_draft_of_the_declaration_is_printed_and_all_can_be_thrown_away(binh):
    step = begun(binh)
    (paper,) = step.tree.xpath("//a[contains(@href, 'to-khai.pdf')]/@href")
    assert binh.open(paper).answer.data[:4] == b"%PDF"
    gone = step.tree.xpath("//form[contains(@action, '/xoa')]")[0]
    token = gone.xpath(".//input[@name='csrf_token']/@value")[0]
    assert binh.post(gone.get("action"), [("csrf_token", token)]).leads_to == COUNTER
    assert "Đang nhập dở" not in binh.open(COUNTER).text


def test_nobody_else_reaches_what_is_entered(rt, app, binh, enter, citizen):
    path = binh.send(binh.open(START), PERSON, action=START).leads_to
    stranger = enter(officer(rt, add_desk(rt, "H41.77.02"), person=STRANGER))
    assert stranger.open(path).status == 404
    assert stranger.open(path.replace("H41.77.01", "H41.77.02")).status == 404
    assert as_citizen(app, citizen).open(path).leads_to.startswith("/desk/dang-nhap")
    own = path.replace(COUNTER, "")
    assert as_citizen(app, citizen).open(own).status == 404


def test_an_officer_opens_no_draft_of_a_citizens_own(rt, binh, citizen, agency):
    own = house.begin(rt, citizen, agency)
    assert binh.open(f"{COUNTER}/nhap/{own.id}/nguoi-nop").status == 404
