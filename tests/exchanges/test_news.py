"""News: once, in the agency's order, never over a newer state, and nothing of it lost."""

import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from connectors.messages import Heard
from portal import clock
from portal.domain.states import Delivery, State
from portal.exchanges import news, polling
from portal.models import Event, InboxMessage
from portal.services import events, inbox, vault
from tests.furnished import house
from tests.furnished.house import tell


def hear(rt, agency, dossier, kind, seq, **more):
    return news.hear(rt, agency, tell(dossier, kind, seq, **more))


def kinds(rt, dossier):
    with rt.db.read() as session:
        chain = house.chain(session, dossier)
        assert events.check_chain(chain) is None
        return [event.kind for event in chain][1:]


def message(rt, id):
    with rt.db.read() as session:
        return session.scalars(sa.select(InboxMessage).where(InboxMessage.message_id == id)).one()


def test_news_moves_a_dossier_and_says_that_the_agency_has_it(rt, agency, submitted):
    due = clock.now() + timedelta(days=3)
    assert hear(rt, agency, submitted, "accepted", 1, due_at=due, unit="Một cửa") == Heard.APPLIED
    after = house.again(rt, submitted)
    assert (after.state, after.delivery) == (State.ACCEPTED, Delivery.CONFIRMED)
    assert after.due_current == due


def test_the_same_news_told_twice_happens_once(rt, agency, submitted):
    one = tell(submitted, "accepted", 1)
    assert [news.hear(rt, agency, one) for _ in range(2)] == [Heard.APPLIED, Heard.DUPLICATE]
    assert kinds(rt, submitted) == ["accepted"]


def test_the_same_news_told_by_threads_at_once_happens_once(rt, agency, submitted):
    start, heard, one = threading.Barrier(4), [], tell(submitted, "accepted", 1)

    def bring():
        start.wait()
        heard.append(news.hear(rt, agency, one))

    threads = [threading.Thread(target=bring) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(heard) == [Heard.APPLIED, *[Heard.DUPLICATE] * 3]
    assert kinds(rt, submitted) == ["accepted"]


def test_news_told_by_threads_in_any_order_happens_in_the_agencys_order(rt, agency, submitted):
    told = ["confirmed", "accepted", "in_process", "decided", "returned"]
    start = threading.Barrier(len(told))

    def bring(seq, kind):
        start.wait()
        hear(rt, agency, submitted, kind, seq)

    threads = [threading.Thread(target=bring, args=one) for one in enumerate(told, start=1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kinds(rt, submitted) == told
    assert house.again(rt, submitted).state == State.RETURNED


def test_news_that_comes_too_early_is_held_and_then_happens_in_order(rt, agency, submitted):
    assert hear(rt, agency, submitted, "in_process", 3) == Heard.HELD
    assert hear(rt, agency, submitted, "accepted", 2) == Heard.HELD
    assert house.again(rt, submitted).state == State.SUBMITTED
    assert hear(rt, agency, submitted, "confirmed", 1) == Heard.APPLIED
    assert kinds(rt, submitted) == ["confirmed", "accepted", "in_process"]


def test_held_news_told_again_is_held_still(rt, agency, submitted):
    assert hear(rt, agency, submitted, "accepted", 2) == Heard.HELD
    assert hear(rt, agency, submitted, "accepted", 2) == Heard.HELD
    hear(rt, agency, submitted, "confirmed", 1)
    assert kinds(rt, submitted) == ["confirmed", "accepted"]


def test_held_news_is_sealed(rt, agency, submitted):
    hear(rt, agency, submitted, "accepted", 2, note="Bà Mẫu đã đến")
    assert "Mẫu".encode() not in message(rt, "accepted-2").sealed


def test_a_late_word_never_overwrites_a_newer_state(rt, agency, submitted):
    hear(rt, agency, submitted, "accepted", 1)
    hear(rt, agency, submitted, "in_process", 2)
    assert hear(rt, agency, submitted, "refused", 1, id="late") == Heard.STALE
    assert house.again(rt, submitted).state == State.IN_PROCESS


def test_news_waits_a_while_for_the_news_before_it_and_not_for_ever(rt, agency, hands, submitted):
    hear(rt, agency, submitted, "in_process", 3)
    hands.turn(minutes=14)
    hear(rt, agency, submitted, "accepted", 2)
    assert polling.release_held(rt) == 0
    hands.turn(minutes=2)
    # Number 1 never came; number 3 has waited long enough, and number 2 is late for it then.
    assert polling.release_held(rt) == 1
    assert message(rt, "in_process-3").outcome == "parked"
    hands.turn(minutes=14)
    assert polling.release_held(rt) == 1
    assert message(rt, "accepted-2").outcome == "stale"


def test_what_followed_released_news_happens_with_it(rt, agency, hands, submitted):
    hear(rt, agency, submitted, "accepted", 2)
    hands.turn(minutes=16)
    hear(rt, agency, submitted, "in_process", 3)
    polling.release_held(rt)
    assert kinds(rt, submitted) == ["accepted", "in_process"]


@pytest.mark.parametrize("kind, seq", [("unknown", 1), ("returned", 1)])
def test_what_is_not_understood_or_not_possible_is_parked_sealed(rt, agency, submitted, kind, seq):
    heard = hear(rt, agency, submitted, kind, seq, problem="odd", note="Bà Mẫu")
    kept = message(rt, f"{kind}-{seq}")
    assert (heard, kept.outcome) == (Heard.PARKED, "parked")
    assert kept.reason in ("odd", "no move from submitted to returned")
    with rt.db.read() as session:
        safe = vault.unlock(session, rt, *house.key(submitted))
    assert "Bà Mẫu" in safe.open(f"news/{kept.message_id}", kept.sealed).decode()
    assert house.again(rt, submitted).state == State.SUBMITTED
    assert kinds(rt, submitted) == []


def test_an_extension_moves_the_due_date_and_keeps_the_first_one_beside_it(rt, agency, submitted):
    first = clock.now() + timedelta(days=3)
    hear(rt, agency, submitted, "accepted", 1, due_at=first)
    later = first + timedelta(days=2)
    heard = hear(rt, agency, submitted, "extended", 2, due_at=later, note="Chờ xác minh")
    after = house.again(rt, submitted)
    assert (heard, after.state) == (Heard.APPLIED, State.ACCEPTED)
    assert (after.due_original, after.due_current) == (first, later)
    assert [one.kind for one in house.promised(rt, submitted, "sms")] == ["notify"] * 3


@pytest.mark.parametrize("seq", [1, 2, 3])
def test_an_extension_that_makes_no_sense_is_parked(rt, agency, submitted, seq):
    # Before there is a due date, to a day that is no later, and when all is over.
    due = clock.now() + timedelta(days=3)
    told = [("accepted", due), ("decided", None)][: seq - 1]
    for number, (kind, day) in enumerate(told, start=1):
        hear(rt, agency, submitted, kind, number, due_at=day)
    new = due if seq == 2 else due + timedelta(days=1)
    assert hear(rt, agency, submitted, "extended", seq, due_at=new) == Heard.PARKED
    assert house.again(rt, submitted).due_current == (due if told else None)


def test_an_assignment_is_written_down_and_told_to_nobody(rt, agency, submitted):
    hear(rt, agency, submitted, "accepted", 1)
    before = house.promised(rt, submitted)
    assert hear(rt, agency, submitted, "assigned", 2, officer="Mẫu", unit="TN") == Heard.APPLIED
    assert kinds(rt, submitted) == ["accepted", "assigned"]
    assert len(house.promised(rt, submitted)) == len(before)


def test_what_is_parked_holds_up_nothing_that_comes_after_it(rt, agency, submitted):
    assert hear(rt, agency, submitted, "accepted", 2) == Heard.HELD
    assert hear(rt, agency, submitted, "returned", 1) == Heard.PARKED
    assert kinds(rt, submitted) == ["accepted"]


def test_the_same_state_said_again_is_stale_unless_there_is_more_to_say(rt, agency, submitted):
    hear(rt, agency, submitted, "supplement_requested", 1, reasons=("Thiếu giấy A",))
    assert hear(rt, agency, submitted, "supplement_requested", 2) == Heard.STALE
    more = hear(rt, agency, submitted, "supplement_requested", 3, reasons=("Thiếu cả giấy B",))
    assert more == Heard.APPLIED
    assert kinds(rt, submitted) == ["supplement_requested"] * 2
    assert house.again(rt, submitted).state == State.AWAITING_SUPPLEMENT


def test_another_agencys_dossier_is_as_good_as_none(rt, agency, submitted):
    other = house.add_agency(rt, "H41.90.02")
    assert hear(rt, other, submitted, "accepted", 1) == Heard.NO_SUCH_DOSSIER
    assert house.again(rt, submitted).seq == 1
    with rt.db.read() as session:
        assert inbox.locate(session, other, submitted.code) is None
        assert session.scalars(sa.select(InboxMessage)).all() == []


def test_two_agencies_may_use_the_same_ids(rt, agency, submitted, citizen):
    other = house.add_agency(rt, "H41.90.02")
    theirs = house.submit_new(rt, citizen, other)
    assert hear(rt, agency, submitted, "accepted", 1, id="1") == Heard.APPLIED
    assert hear(rt, other, theirs, "accepted", 1, id="1") == Heard.APPLIED


def test_numbers_beyond_32_bits_are_numbers_too(rt, agency, submitted):
    assert hear(rt, agency, submitted, "accepted", 2**53 - 1) == Heard.HELD
    told = tell(submitted, "accepted", 2**53 - 1, id="impatient")
    assert news.take(rt, agency, told, patient=False) == Heard.APPLIED
    assert house.again(rt, submitted).news_seq == 2**53 - 1


def test_an_agency_that_numbers_nothing_is_heard_as_it_comes(rt, agency, submitted):
    assert hear(rt, agency, submitted, "accepted", None) == Heard.APPLIED
    assert hear(rt, agency, submitted, "in_process", None) == Heard.APPLIED


def test_nothing_happens_later_than_now(rt, agency, hands, submitted):
    hear(rt, agency, submitted, "accepted", 1, occurred_at=hands.now + timedelta(days=9))
    assert house.again(rt, submitted).received_at == hands.now


def test_an_agency_that_confirms_other_content_than_was_sent_is_shown_to_a_person(
    rt, agency, submitted
):
    heard = hear(rt, agency, submitted, "confirmed", 1, content_hash="0" * 64)
    assert heard == Heard.PARKED
    assert house.again(rt, submitted).delivery == Delivery.HELD


def test_a_note_is_told_without_a_move(rt, agency, submitted):
    assert hear(rt, agency, submitted, "note", 1, note="Mời bạn đến ký") == Heard.APPLIED
    assert house.again(rt, submitted).state == State.SUBMITTED
    with rt.db.read() as session:
        event = session.scalars(sa.select(Event).where(Event.kind == "note")).one()
        safe = vault.unlock(session, rt, *house.key(submitted))
        assert events.private(safe, event)["note"] == "Mời bạn đến ký"
        assert "ký" not in str(event.facts) + str(event.commitments)
