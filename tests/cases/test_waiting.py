"""Case C: a dossier that waits for somebody never runs out, however long they take."""

import re
from datetime import timedelta
from typing import NamedTuple

import pytest

from portal.domain.states import Delivery, State
from portal.jobs.scheduler import DUTIES
from portal.models import Dossier
from portal.services import attachments, content, events
from portal.services.citizens import Signed
from portal.services.confirming import steering
from tests.furnished import house
from tests.furnished.partners import drain, polled_agency
from tests.furnished.waiting import ANSWERS, PROCEDURE, People, answer, asking, people, steer
from tests.services.test_supplements import send, write

__all__ = ["asking", "people"]
# Days of a year on which something comes round: reminders, notices and ends of drafts, links, and
# the days after each.
DAYS = (1, 3, 4, 7, 8, 31, 53, 54, 59, 60, 61, 62, 91, 183, 366)
LINK = re.compile(r"/x/([A-Za-z0-9_-]+)$")
PLAN = house.pdf(size=3000)


@pytest.fixture
def agency(rt, ahead, office):
    """Give a commune whose system is asked for its news."""
    return polled_agency(rt, office)


@pytest.fixture
def at_agency(rt, office, submitted):
    """Give a dossier that its agency holds and has accepted."""
    drain(rt)
    tell(rt, office, submitted, "accepted")
    return submitted


class Asked(NamedTuple):
    """A dossier that waits for two people, who handed it in, and who is asked."""

    dossier: Dossier
    citizen: Signed
    people: People


@pytest.fixture
def asked(rt, citizen, agency, people):
    """Give a dossier with a file that waits for others."""
    paper = house.begin(rt, citizen, agency, PROCEDURE, "owned").fill(**ANSWERS)
    waiting = paper.attach(PLAN, document="plan", name="bản vẽ.pdf").submit()
    return Asked(waiting, citizen, people)


def tell(rt, office, dossier, kind, **more):
    """Let the agency say something, and hear it as the scheduler does."""
    office.act(dossier.code, kind, **more)
    duties(rt)
    return house.again(rt, dossier)


def duties(rt):
    """Do everything the scheduler has to do, and keep every promise that is due."""
    for duty in DUTIES:
        duty.do(rt)
    drain(rt)


def stand(rt, dossier):
    """Give what there is of a dossier: where it stands, whether its events hold, its files."""
    with rt.db.read() as session:
        assert events.check_chain(house.chain(session, dossier)) is None
        found = content.read(session, rt, *house.key(dossier))
        files = [b"".join(attachments.opened(rt, found.safe, file)) for file in found.files]
    return house.again(rt, dossier).state, files


def live_through_a_year(rt, office, ahead, dossier):
    """Let a year go by; on every day something comes round on, the dossier stands as before."""
    before = stand(rt, dossier)
    for day in DAYS:
        ahead.by = timedelta(days=day)
        office.keep_time()
        duties(rt)
        assert stand(rt, dossier) == before
    return before


def link_of(rt, centre, dossier, number):
    """Give the token of the last message somebody got who was asked."""
    promise = house.promised(rt, dossier, f"sms:confirmer-{number}")[-1]
    (message,) = centre.inbox(promise.key)
    return LINK.search(message["text"])[1]


def test_case_c_a_dossier_waits_a_year_for_others_to_confirm_and_goes_when_they_have(
    rt, office, centre, ahead, asked
):
    waiting = asked.dossier
    drain(rt)
    stood = live_through_a_year(rt, office, ahead, waiting)
    assert stood == (State.AWAITING_CONFIRMATION, [PLAN])
    assert office.ledger(waiting.code) == []
    for number, who in ((1, asked.people.head), (2, asked.people.owner)):
        # The link of a year ago is closed; the submitter has a new one sent.
        steer(rt, asked.citizen, waiting, steering.remind, number)
        drain(rt)
        answer(rt, who, link_of(rt, centre, waiting, number))
    drain(rt)
    after = house.again(rt, waiting)
    assert (after.state, after.delivery) == (State.SUBMITTED, Delivery.DELIVERED)
    assert [entry["outcome"] for entry in office.ledger(waiting.code)] == ["accepted"]
    assert [file["size"] for file in office.holds(waiting.code)["body"]["files"]] == [len(PLAN)]


def test_case_c_a_dossier_waits_a_year_for_a_supplement_with_what_is_written_of_it(
    rt, office, ahead, citizen, at_agency
):
    by = (at_agency.submitted_at + timedelta(days=14)).isoformat()
    tell(rt, office, at_agency, "supplement_requested", reasons=["Ảnh mờ"], due_at=by)
    write(rt, citizen, at_agency, "Tôi gửi lại ảnh.", PLAN)
    stood = live_through_a_year(rt, office, ahead, at_agency)
    assert stood == (State.AWAITING_SUPPLEMENT, [house.PDF, PLAN])
    send(rt, citizen, at_agency)
    drain(rt)
    (letter,) = office.holds(at_agency.code)["letters"]
    assert (letter["text"], letter["attempts"]) == ("Tôi gửi lại ảnh.", 1)
    assert [file["size"] for file in letter["files"]] == [len(PLAN)]
    assert tell(rt, office, at_agency, "in_process").state == State.IN_PROCESS
    assert office.taken(at_agency.code) == 1


def test_case_c_a_dossier_waits_a_year_for_its_fee_and_goes_on_when_it_is_paid(
    rt, office, ahead, at_agency
):
    tell(rt, office, at_agency, "fee_requested", note="8.000 đồng")
    stood = live_through_a_year(rt, office, ahead, at_agency)
    assert stood == (State.AWAITING_PAYMENT, [house.PDF])
    assert tell(rt, office, at_agency, "in_process", note="Đã thu phí").state == State.IN_PROCESS
    assert office.taken(at_agency.code) == 1
    assert tell(rt, office, at_agency, "decided").state == State.DECIDED
