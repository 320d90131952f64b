"""Messages both ways: one event, one promise, once; and a thread that tells the truth."""

from functools import partial

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.messages import Heard
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.domain.states import State
from portal.models import Agency, Attachment
from portal.services import attachments, content, enclosing, events, inbox, ratings, vault
from portal.services.attachments import MESSAGE, Upload
from portal.services.correspondence import thread, writing
from portal.services.correspondence.writing import Closed
from portal.services.hopping import hops
from portal.services.inbox import Told
from tests.furnished import house


def hear(rt, agency, dossier, kind, **more):
    """Let the agency say something."""
    news = house.tell(dossier, kind, None, **more)
    with rt.db.write() as session:
        assert inbox.apply(session, rt, agency, Told(news)) == Heard.APPLIED
    return house.again(rt, dossier)


def load(rt, citizen, dossier):
    with rt.db.read() as session:
        return writing.load(session, rt, citizen, dossier.code)


def attach(rt, citizen, dossier, *files):
    """Add files to the message that is being written, as the page does."""
    for data in files:
        found = load(rt, citizen, dossier)
        upload = Upload("", "ảnh.pdf", iter([data]), MESSAGE)
        stored = attachments.receive(rt, found.content.safe, enclosing.place(found), upload)
        with rt.db.write() as session:
            fresh = writing.load(session, rt, citizen, dossier.code, lock=True)
            enclosing.attach(session, rt, fresh, stored, writing.MOST_FILES)


def send(rt, citizen, dossier, text="Chiều mai tôi đến được không?", turn=None):
    """Write a message and send it, as the page does."""
    with rt.db.write() as session:
        found = writing.load(session, rt, citizen, dossier.code, lock=True)
        writing.write(found, text)
    with rt.db.write() as session:
        found = writing.load(session, rt, citizen, dossier.code, lock=True)
        return writing.send(session, rt, found, found.turn if turn is None else turn, text)


def entries(rt, dossier):
    with rt.db.read() as session:
        return thread.read(session, content.read(session, rt, *house.key(dossier)))


def read_all(rt, dossier):
    with rt.db.write() as session:
        thread.mark_read(session, house.again(rt, dossier))


def test_sending_seals_the_words_and_promises_the_agency_once(rt, citizen, submitted):
    attach(rt, citizen, submitted, house.PDF)
    assert send(rt, citizen, submitted, " Mai tôi đến.\r\n\r\n\r\nCảm ơn. ")
    with rt.db.read() as session:
        chain = house.chain(session, submitted)
        safe = vault.unlock(session, rt, *house.key(submitted))
        (row,) = session.scalars(sa.select(Attachment).where(Attachment.origin == MESSAGE))
    event = chain[-1]
    assert events.check_chain(chain) is None
    assert (event.kind, event.after, event.facts) == ("message_sent", None, {"files": 1})
    assert events.private(safe, event)["text"] == "Mai tôi đến.\n\nCảm ơn."
    assert "đến" not in str(event.facts) + str(event.commitments)
    assert row.event_seq == event.seq
    (made,) = [one for one in house.promised(rt, submitted, "agency:") if one.kind == "message"]
    assert (made.event_seq, made.event_hash) == (event.seq, event.hash)
    assert made.key == thread.key(submitted.id, event.seq)
    assert house.again(rt, submitted).state == State.SUBMITTED


def test_two_presses_and_two_windows_make_one_message(rt, citizen, submitted):
    turn = load(rt, citizen, submitted).turn
    assert send(rt, citizen, submitted, turn=turn)
    assert not send(rt, citizen, submitted, turn=turn)
    kinds = [promise.kind for promise in house.promised(rt, submitted, "agency:")]
    assert kinds.count("message") == 1


def test_another_message_from_an_older_window_is_shown_before_it_goes(rt, citizen, submitted):
    turn = load(rt, citizen, submitted).turn
    send(rt, citizen, submitted, turn=turn)
    with pytest.raises(Conflict):
        send(rt, citizen, submitted, "Tin khác", turn=turn)
    assert load(rt, citizen, submitted).text == "Tin khác"
    assert send(rt, citizen, submitted, "Tin khác")
    # The very same words may be said again, if they are meant again.
    assert send(rt, citizen, submitted, "Tin khác")
    assert [each.text for each in entries(rt, submitted)][1:] == ["Tin khác", "Tin khác"]


@pytest.mark.parametrize(("text", "reason"), [(" \n", "nothing"), ("x" * 2_001, "too_long")])
def test_an_empty_message_and_one_that_is_too_long_are_not_sent(
    rt, citizen, submitted, text, reason
):
    with pytest.raises(Unacceptable) as caught:
        send(rt, citizen, submitted, text)
    assert caught.value.reason == reason
    assert load(rt, citizen, submitted).text == text


def test_so_many_a_day_and_files_to_a_limit(rt, hands, citizen, submitted):
    for number in range(writing.MOST_A_DAY):
        send(rt, citizen, submitted, f"Tin {number}")
    with pytest.raises(Unacceptable) as caught:
        send(rt, citizen, submitted, "Một tin nữa")
    assert caught.value.reason == "too_many_today"
    hands.turn(days=1, seconds=1)
    assert send(rt, citizen, submitted, "Một tin nữa")
    with pytest.raises(Unacceptable) as caught:
        attach(rt, citizen, submitted, *[house.PDF] * (writing.MOST_FILES + 1))
    assert caught.value.reason == "reply_full"


def test_somebody_elses_dossier_cannot_be_written_about(rt, citizen, submitted):
    with pytest.raises(NotFound):
        send(rt, house.sign_in(rt, "khac"), submitted)


def test_who_has_no_way_in_for_messages_and_ratings_is_promised_none(
    rt, citizen, agency, submitted
):
    with rt.db.write() as session:
        session.get(Agency, agency.id).connector = "ministry_adapter"
    with pytest.raises(Closed):
        send(rt, citizen, submitted)
    hear(rt, agency, submitted, "refused", reasons=("Sai nơi nộp",))
    with rt.db.write() as session:
        opened = ratings.load(session, rt, citizen, submitted.code, lock=True)
        scores = {name: 2 for names in ratings.CRITERIA.values() for name in names}
        ratings.rate(session, opened, ratings.Opinion(scores, ""), 0)
        assert ratings.of(session, submitted) is not None
    kinds = {one.kind for one in house.promised(rt, submitted, "agency:")}
    assert kinds.isdisjoint({"rating", "message"})


def test_it_can_be_written_about_until_ninety_days_after_its_end(
    rt, hands, citizen, agency, submitted
):
    hear(rt, agency, submitted, "refused", reasons=("Sai nơi nộp",))
    hands.turn(days=89)
    assert send(rt, citizen, submitted)
    hands.turn(days=2)
    with pytest.raises(Closed):
        send(rt, citizen, submitted)


def test_what_the_agency_writes_moves_nothing_and_is_told_by_sms(rt, citizen, agency, submitted):
    send(rt, citizen, submitted)
    own = entries(rt, submitted)[0]
    assert own.state == "held"
    key = thread.key(submitted.id, own.seq)
    after = hear(rt, agency, submitted, "message", note="Được.", officer="Bà Mẫu", answers=key)
    assert after.state == State.SUBMITTED
    own, told = entries(rt, submitted)
    assert (own.state, told.text, told.by, told.unread) == ("answered", "Được.", "Bà Mẫu", True)
    assert [one.event_seq for one in house.promised(rt, submitted, "sms")][-1] == told.seq
    read_all(rt, submitted)
    assert not entries(rt, submitted)[-1].unread
    assert house.again(rt, submitted).row_version == after.row_version


def test_messages_in_a_burst_are_told_of_once_until_they_are_read(rt, hands, agency, submitted):
    def told():
        return len(house.promised(rt, submitted, "sms"))

    before = told()
    for number in range(3):
        hear(rt, agency, submitted, "message", id=f"m{number}", note="Tin")
    assert told() == before + 1
    hands.turn(hours=2)
    hear(rt, agency, submitted, "message", id="m4", note="Tin")
    assert told() == before + 2
    read_all(rt, submitted)
    hear(rt, agency, submitted, "message", id="m5", note="Tin")
    assert told() == before + 3


MIXED = st.permutations(
    ["accepted", "message", "in_process", "message", "message", "decided", "returned"]
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(6)), kinds=MIXED.map(list))
def test_news_in_any_order_with_messages_between_ends_the_same(rt, citizen, agency, order, kinds):
    moves = [kind for kind in ["accepted", "in_process", "decided", "returned"]]
    numbered = [moves.pop(0) if kind != "message" else kind for kind in kinds][:6]
    dossier = house.submit_new(rt, citizen, agency)
    for place in order:
        kind = numbered[place]
        news = house.tell(dossier, kind, place + 1, id=f"{dossier.id}-{place}", note=f"{place}")
        with rt.db.write() as session:
            inbox.apply(session, rt, agency, Told(news))
        follow(rt, agency, dossier)
    wanted = [kind for kind in numbered if kind != "message"]
    after = house.again(rt, dossier)
    assert str(after.state) == (wanted[-1] if wanted else "submitted")
    said = [each.text for each in entries(rt, dossier)]
    assert said == [str(place) for place in range(6) if numbered[place] == "message"]


def follow(rt, agency, dossier):
    """Apply what waited, as whoever hears news does."""
    sender = inbox.waiting_news.Sender(agency.code, partial(hops.turn, agency))
    while True:
        with rt.db.read() as session:
            waiting = inbox.waiting_news.following(session, rt, sender, dossier.code)
        if waiting is None:
            return
        with rt.db.write() as session:
            inbox.apply(session, rt, agency, Told(waiting))
