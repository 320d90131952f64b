"""Answering a request for a supplement: one transaction, one promise, the clock as it stood."""

import pytest
import sqlalchemy as sa

from connectors.messages import Heard
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.states import State
from portal.models import Attachment, DossierPause
from portal.services import (
    attachments,
    content,
    enclosing,
    events,
    inbox,
    receipts,
    supplements,
    vault,
)
from portal.services.attachments import Upload
from portal.services.inbox import Told
from portal.services.supplements import NotAsked
from tests.furnished import house


def hear(rt, agency, dossier, kind, **more):
    """Let the agency say something."""
    news = house.tell(dossier, kind, None, **more)
    with rt.db.write() as session:
        assert inbox.apply(session, rt, agency, Told(news)) == Heard.APPLIED
    return house.again(rt, dossier)


def write(rt, citizen, dossier, text="Tôi gửi lại ảnh.", *files, document="proof"):
    """Write an answer with files, as the page does."""
    with rt.db.write() as session:
        reply = supplements.load(session, rt, citizen, dossier.code, lock=True)
        supplements.write(reply, text)
    for data in files:
        upload = Upload(document, "lại.pdf", iter([data]))
        stored = attachments.receive(rt, reply.content.safe, enclosing.place(reply), upload)
        with rt.db.write() as session:
            fresh = supplements.load(session, rt, citizen, dossier.code, lock=True)
            supplements.attach(session, rt, fresh, stored)


def send(rt, citizen, dossier):
    with rt.db.write() as session:
        return supplements.send(session, rt, citizen, dossier.code)


@pytest.fixture
def asked(rt, hands, agency, submitted):
    """Give a dossier whose agency asked for more an hour after it came."""
    hands.turn(hours=1)
    by = hands.now.replace(month=12, day=5)
    return hear(rt, agency, submitted, "supplement_requested", reasons=("Ảnh mờ",), due_at=by)


def test_sending_writes_the_event_seals_the_words_and_promises_the_agency_once(rt, citizen, asked):
    write(rt, citizen, asked, " Tôi gửi lại ảnh.\r\n\r\n\r\n\r\nCảm ơn. ", house.PDF)
    sent = send(rt, citizen, asked)
    assert sent.state == State.AWAITING_SUPPLEMENT and sent.supplement_sent_at is not None
    with rt.db.read() as session:
        chain = house.chain(session, asked)
        safe = vault.unlock(session, rt, *house.key(asked))
        rows = session.scalars(sa.select(Attachment).order_by(Attachment.added_at)).all()
    event = chain[-1]
    assert events.check_chain(chain) is None
    assert (event.kind, event.after) == ("supplement_sent", None)
    assert event.facts == {"answers": "supplement_requested-None", "files": 1}
    assert events.private(safe, event)["text"] == "Tôi gửi lại ảnh.\n\nCảm ơn."
    assert "ảnh" not in str(event.facts) + str(event.commitments)
    assert [row.event_seq for row in rows] == [1, event.seq]
    made = [one for one in house.promised(rt, asked, "agency:") if one.kind == "supplement"]
    assert [(one.event_seq, one.event_hash) for one in made] == [(event.seq, event.hash)]


def test_pressed_twice_there_is_one_supplement(rt, citizen, asked):
    write(rt, citizen, asked)
    send(rt, citizen, asked)
    with pytest.raises(NotAsked):
        send(rt, citizen, asked)
    kinds = [promise.kind for promise in house.promised(rt, asked, "agency:")]
    assert kinds.count("supplement") == 1


def test_an_empty_answer_and_one_that_is_too_long_are_not_sent(rt, citizen, asked):
    for text, reason in ((" \n", "nothing"), ("x" * 5_001, "too_long")):
        write(rt, citizen, asked, text)
        with pytest.raises(Unacceptable) as caught:
            send(rt, citizen, asked)
        assert caught.value.reason == reason
    with rt.db.read() as session:
        assert supplements.load(session, rt, citizen, asked.code).text == "x" * 5_001


def test_files_are_taken_to_a_limit_of_their_own(rt, citizen, asked):
    files = [house.PDF] * (supplements.MOST_FILES + 1)
    with pytest.raises(Unacceptable) as caught:
        write(rt, citizen, asked, "", *files, document="more")
    assert caught.value.reason == "reply_full"


def test_a_document_of_the_form_is_taken_as_often_as_the_form_says(rt, citizen, asked):
    with pytest.raises(Unacceptable) as caught:
        write(rt, citizen, asked, "", *[house.PDF] * 3)
    assert caught.value.reason == "document.too_many"


def test_somebody_elses_dossier_and_one_that_waits_for_nothing_cannot_be_answered(
    rt, citizen, agency, asked
):
    with pytest.raises(NotFound):
        send(rt, house.sign_in(rt, "khac"), asked)
    hear(rt, agency, asked, "accepted")
    with pytest.raises(NotAsked):
        send(rt, citizen, asked)


def test_the_clock_stands_from_request_to_the_agencys_word_that_it_goes_on(
    rt, hands, citizen, agency, submitted
):
    accepted = hear(rt, agency, submitted, "accepted")
    hands.turn(hours=1)
    asked_at = hands.now
    by = hands.now.replace(month=12, day=5)
    paused = hear(rt, agency, submitted, "supplement_requested", due_at=by)
    assert paused.due_current == accepted.due_current
    hands.turn(days=2)
    write(rt, citizen, submitted)
    assert send(rt, citizen, submitted).due_current == accepted.due_current
    hands.turn(hours=3)
    resumed = hear(rt, agency, submitted, "in_process")
    with rt.db.read() as session:
        pauses = session.execute(sa.select(DossierPause.since, DossierPause.until)).all()
    assert pauses == [(asked_at, hands.now)]
    assert resumed.due_original == accepted.due_original < resumed.due_current


def test_asked_again_after_an_answer_the_citizen_hears_of_it_and_may_answer_again(
    rt, citizen, agency, asked
):
    write(rt, citizen, asked)
    send(rt, citizen, asked)
    again = hear(rt, agency, asked, "supplement_requested", id="again", reasons=("Vẫn còn mờ",))
    assert supplements.awaited(again)
    told = [one.event_seq for one in house.promised(rt, asked, "sms")]
    assert len(told) == 3 and told[-1] == again.seq
    with rt.db.read() as session:
        reply = supplements.load(session, rt, citizen, asked.code)
    assert reply.request.reasons == ("Vẫn còn mờ",) and reply.text == ""
    write(rt, citizen, asked, "Ảnh mới")
    send(rt, citizen, asked)
    kinds = [promise.kind for promise in house.promised(rt, asked, "agency:")]
    assert kinds.count("supplement") == 2


def test_more_words_about_an_unanswered_request_send_no_second_message(rt, agency, asked):
    before = len(house.promised(rt, asked, "sms"))
    hear(rt, agency, asked, "supplement_requested", id="more", note="Ảnh phải rõ số")
    assert len(house.promised(rt, asked, "sms")) == before


def test_papers_of_the_submission_tell_nothing_of_what_came_later(rt, citizen, asked):
    def confirmation():
        with rt.db.read() as session:
            return receipts.confirmation(rt, content.read(session, rt, *house.key(asked)))

    before = confirmation()
    write(rt, citizen, asked, "", house.PDF)
    assert confirmation() == before
    send(rt, citizen, asked)
    assert confirmation() == before
