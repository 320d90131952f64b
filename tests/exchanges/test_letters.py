"""What a citizen sends after the dossier reaches the agency once, whatever happens on the way."""

import base64
from datetime import timedelta

import pytest

from connectors.wanted import ANSWER, Wanted
from portal import clock
from portal.domain.states import State
from portal.exchanges import news as hearing_news
from portal.models import PromiseState
from portal.services import agencies, content, events, supplements, withdrawals
from tests.furnished import house
from tests.furnished.partners import drain
from tests.services import test_correspondence as correspondence
from tests.services import test_ratings as rating
from tests.services.test_supplements import hear, send, write


@pytest.fixture
def asked(rt, office, agency, submitted):
    """Give a dossier the agency holds, and to which it wants a supplement."""
    drain(rt)
    return hear(rt, agency, submitted, "supplement_requested", id="tin-1", reasons=("Ảnh mờ",))


def promise(rt, dossier, kind):
    """Give the promise of a kind, as it stands."""
    return [one for one in house.promised(rt, dossier, "agency:") if one.kind == kind][-1]


def kinds(rt, dossier):
    with rt.db.read() as session:
        chain = house.chain(session, dossier)
        assert events.check_chain(chain) is None
        return [event.kind for event in chain]


def next_try(rt, dossier, ahead, kind):
    """Put the clock on to when it is tried again, and try."""
    ahead.by += max(timedelta(0), promise(rt, dossier, kind).next_at - clock.now())
    drain(rt)


def poll(rt, agency):
    """Hear whatever the agency has to tell."""
    for told in rt.partners.agency(agency).poll("")[0]:
        hearing_news.hear(rt, agency, told)


def letters(office, dossier):
    return office.holds(dossier.code)["letters"]


def test_a_supplement_arrives_whole_with_its_files(rt, office, citizen, asked):
    write(rt, citizen, asked, "Tôi gửi lại ảnh.", house.PDF)
    send(rt, citizen, asked)
    drain(rt)
    (held,) = letters(office, asked)
    assert (held["kind"], held["text"], held["attempts"]) == ("supplement", "Tôi gửi lại ảnh.", 1)
    assert held["answers_event"] == "tin-1"
    assert [(file["document"], file["size"]) for file in held["files"]] == [
        ("proof", len(house.PDF))
    ]
    assert promise(rt, asked, "supplement").state == PromiseState.DONE
    assert kinds(rt, asked)[-2:] == ["supplement_sent", "supplement_delivered"]
    assert house.again(rt, asked).state == State.AWAITING_SUPPLEMENT


def agency_of(rt, dossier):
    with rt.db.read() as session:
        return agencies.by_id(session, dossier.home_agency_id)


def bring(rt, citizen, dossier, kind):
    """Let the citizen send a letter."""
    if kind == "rating":
        hear(rt, agency_of(rt, dossier), dossier, "refused", id="het")
        rating.rate(rt, citizen, dossier)
    elif kind == "message":
        correspondence.send(rt, citizen, dossier)
    elif kind == "supplement":
        write(rt, citizen, dossier)
        send(rt, citizen, dossier)
    else:
        with rt.db.write() as session:
            withdrawals.ask(session, rt, citizen, dossier.code, "")


@pytest.fixture(params=["supplement", "message", "rating", "withdrawal"])
def kind(request, rt, citizen, asked):
    """Send a letter of each kind."""
    bring(rt, citizen, asked, request.param)
    return request.param


def test_what_was_taken_without_an_answer_is_asked_about_and_not_sent_again(
    rt, office, ahead, asked, kind
):
    office.faults(drop_after_taking={"times": 1})
    drain(rt)
    waiting = promise(rt, asked, kind)
    assert (waiting.state, waiting.unsure) == (PromiseState.WAITING, True)
    next_try(rt, asked, ahead, kind)
    assert promise(rt, asked, kind).state == PromiseState.DONE
    assert [(held["kind"], held["attempts"]) for held in letters(office, asked)] == [(kind, 1)]
    assert kinds(rt, asked).count(f"{kind}_delivered") == 1


def test_an_agency_that_is_down_gets_it_when_it_is_back(rt, office, ahead, citizen, asked):
    write(rt, citizen, asked)
    send(rt, citizen, asked)
    office.faults(error500=True)
    drain(rt)
    assert promise(rt, asked, "supplement").state == PromiseState.WAITING
    office.well()
    next_try(rt, asked, ahead, "supplement")
    assert [held["attempts"] for held in letters(office, asked)] == [1]


def test_a_refused_supplement_is_parked_for_a_person(rt, office, citizen, asked):
    write(rt, citizen, asked)
    send(rt, citizen, asked)
    office.faults(refuse=True)
    drain(rt)
    parked = promise(rt, asked, "supplement")
    assert parked.state == PromiseState.PARKED and "citizen's" in parked.last_error


def test_a_yes_that_was_lost_and_had_no_effect_is_sent_again(rt, office, ahead, citizen, asked):
    write(rt, citizen, asked)
    send(rt, citizen, asked)
    office.faults(hang={"times": 1})
    drain(rt)
    assert letters(office, asked) == []
    next_try(rt, asked, ahead, "supplement")
    assert [held["attempts"] for held in letters(office, asked)] == [1]


def test_a_wish_to_withdraw_goes_after_the_dossier_and_the_officer_confirms(
    rt, office, citizen, agency, submitted
):
    with rt.db.write() as session:
        withdrawals.ask(session, rt, citizen, submitted.code, "Nộp nhầm")
    drain(rt)
    drain(rt)
    (held,) = letters(office, submitted)
    assert (held["kind"], held["reason"]) == ("withdrawal", "Nộp nhầm")
    assert house.again(rt, submitted).state == State.SUBMITTED
    office.act(submitted.code, "withdrawn")
    connector = rt.partners.agency(agency)
    for told in connector.poll("")[0]:
        hearing_news.hear(rt, agency, told)
    assert house.again(rt, submitted).state == State.WITHDRAWN


def test_a_message_goes_and_its_answer_comes_with_files_and_moves_nothing(
    rt, office, agency, citizen, submitted
):
    drain(rt)
    poll(rt, agency)
    correspondence.attach(rt, citizen, submitted, house.PDF)
    correspondence.send(rt, citizen, submitted, "Chiều mai tôi đến được không?")
    drain(rt)
    (held,) = letters(office, submitted)
    assert (held["kind"], held["text"]) == ("message", "Chiều mai tôi đến được không?")
    assert [file["size"] for file in held["files"]] == [len(house.PDF)]
    (own,) = correspondence.entries(rt, submitted)
    assert (own.state, held["id"]) == ("delivered", promise(rt, submitted, "message").key)
    paper = {"name": "hẹn.pdf", "media_type": "application/pdf"}
    paper["content_base64"] = base64.b64encode(house.PDF).decode()
    office.act(submitted.code, "message", note="Được.", answers=held["id"], files=[paper])
    poll(rt, agency)
    own, told = correspondence.entries(rt, submitted)
    assert (own.state, told.text, [file.name for file in told.files]) == (
        "answered",
        "Được.",
        ["hẹn.pdf"],
    )
    assert house.again(rt, submitted).state == State.SUBMITTED
    with rt.db.read() as session:
        origins = {f.origin for f in content.read(session, rt, *house.key(submitted)).files}
    assert origins == {"citizen", "message"}


def test_answers_that_were_put_right_arrive_once_with_the_supplement(rt, office, citizen, asked):
    wanted = (Wanted(ANSWER, "phone", "Số điện thoại", "Số đã khóa"),)
    hear(rt, agency_of(rt, asked), asked, "supplement_requested", id="tin-2", wanted=wanted)
    with rt.db.write() as session:
        reply = supplements.load(session, rt, citizen, asked.code, lock=True)
        supplements.write(reply, "", {"phone": "0987654321"})
    send(rt, citizen, asked)
    drain(rt)
    (held,) = letters(office, asked)
    assert [(one["name"], one["text"]) for one in held["amended"]] == [("phone", "0987 654 321")]
    assert held["attempts"] == 1 and promise(rt, asked, "supplement").state == PromiseState.DONE
