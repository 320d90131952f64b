"""People who are asked answer by their own sign-in; the dossier goes when all have, and once."""

import threading

import pytest

from portal.domain.errors import NotFound, Unacceptable
from portal.domain.states import State
from portal.models import Confirmation, ConfirmationState, Tally
from portal.services import events, vault, withdrawals
from portal.services.confirming import answering, links
from portal.services.confirming.answering import Answer, SomebodyElse
from tests.furnished import house
from tests.furnished.meeting import meeting
from tests.furnished.waiting import HEAD, PROCEDURE, answer, rows, submit, token


def kinds(rt, dossier):
    with rt.db.read() as session:
        return [event.kind for event in house.chain(session, dossier)]


def delivered(rt, dossier):
    return [p for p in house.promised(rt, dossier, "agency:") if p.kind == "deliver"]


def test_a_dossier_that_asks_others_has_its_code_and_waits(rt, hands, waiting):
    assert waiting.code and waiting.state == State.AWAITING_CONFIRMATION
    assert kinds(rt, waiting) == ["submitted", "confirmation_asked", "confirmation_asked"]
    made = [(p.destination, p.kind) for p in house.promised(rt, waiting)]
    assert made == [("sms", "notify"), ("sms:confirmer-1", "invite"), ("sms:confirmer-2", "invite")]
    with rt.db.read() as session:
        (tally,) = session.query(Tally).all()
    assert (tally.state, tally.count) == (State.AWAITING_CONFIRMATION, 1)


def test_what_only_one_is_asked_waits_for_one(rt, people, citizen, agency):
    dossier = submit(rt, citizen, agency, "usual")
    assert [row.asks["ids"] for row in rows(rt, dossier)] == [["head"]]


def test_a_dossier_on_paper_waits_for_nobody(rt, people, citizen, agency):
    paper = submit_on_paper(rt, citizen, agency)
    assert paper.state == State.SUBMITTED and not rows(rt, paper)
    assert len(delivered(rt, paper)) == 1


def submit_on_paper(rt, citizen, agency):
    from_draft = house.begin(rt, citizen, agency, PROCEDURE)
    from_draft.fill(phone="0912 345 678", place="x", how="paper", head_name="A B", head_number=HEAD)
    return from_draft.attach(document="yes_paper").submit()


def test_whoever_is_named_twice_is_asked_once(rt, people, citizen, agency):
    dossier = submit(rt, citizen, agency, owner_number=HEAD)
    (row,) = rows(rt, dossier)
    assert (row.asks["ids"], row.required) == (["head", "owner"], True)


def test_the_last_yes_lets_it_go_once_and_the_promise_stands_on_that_event(
    rt, hands, people, waiting
):
    hands.turn(days=30)
    answer(rt, people.head, token(rt, waiting, 1))
    assert house.again(rt, waiting).state == State.AWAITING_CONFIRMATION
    assert not delivered(rt, waiting)
    hands.turn(hours=1)
    answer(rt, people.owner, token(rt, waiting, 2))
    gone = house.again(rt, waiting)
    assert (gone.state, gone.released_at) == (State.SUBMITTED, hands.now)
    assert gone.answer_due > hands.now
    (promise,) = delivered(rt, waiting)
    with rt.db.read() as session:
        chain = house.chain(session, waiting)
        assert events.check_chain(chain) is None
    assert chain[-1].kind == "confirmations_complete"
    assert (promise.event_seq, promise.event_hash) == (chain[-1].seq, chain[-1].hash)


def test_a_yes_is_an_event_with_who_and_how_sure_sealed_and_committed(rt, hands, people, waiting):
    answer(rt, people.head, token(rt, waiting))
    with rt.db.read() as session:
        event = house.chain(session, waiting)[-1]
        private = events.private(vault.unlock(session, rt, *house.key(waiting)), event)
    assert event.kind == "confirmation_given"
    assert event.facts == {
        "confirmation": 1,
        "for": ["head"],
        "acr": "2",
        "content": waiting.content_commitment,
    }
    assert set(event.commitments) == {"full_name", "citizen_number", "statements"}
    assert private["citizen_number"] == HEAD
    assert private["statements"] == {"head": "Tôi là chủ hộ và đồng ý."}


@pytest.mark.parametrize("again", [Answer(True), Answer(False, "Đổi ý")])
def test_the_first_answer_stands(rt, people, waiting, again):
    key = token(rt, waiting)
    answer(rt, people.head, key)
    told = answer(rt, people.head, key, again)
    assert told.row.state == ConfirmationState.CONFIRMED and not told.open
    assert kinds(rt, waiting).count("confirmation_given") == 1
    assert "confirmation_declined" not in kinds(rt, waiting)


def test_a_no_says_why_and_the_submitter_is_told(rt, people, waiting):
    answer(rt, people.head, token(rt, waiting), Answer(False, "Tôi không quen"))
    assert rows(rt, waiting)[0].state == ConfirmationState.DECLINED
    told = [p for p in house.promised(rt, waiting, "sms") if p.kind == "notify"]
    with rt.db.read() as session:
        event = house.chain(session, waiting)[-1]
        private = events.private(vault.unlock(session, rt, *house.key(waiting)), event)
    assert (told[-1].event_seq, private["text"]) == (event.seq, "Tôi không quen")


@pytest.mark.parametrize("reason, why", [("  \u200b ", "nothing"), ("x" * 1001, "too_long")])
def test_a_no_without_a_proper_reason_changes_nothing(rt, people, waiting, reason, why):
    with pytest.raises(Unacceptable, match=why):
        answer(rt, people.head, token(rt, waiting), Answer(False, reason))
    assert rows(rt, waiting)[0].state == ConfirmationState.WAITING


def test_nobody_else_can_answer_and_the_first_attempt_is_told(rt, people, waiting):
    key = token(rt, waiting)
    for who in (people.owner, house.sign_in(rt, "ba", citizen_number="000190000099")):
        with pytest.raises(SomebodyElse):
            answer(rt, who, key)
        for _twice in range(2):
            with rt.db.write() as session:
                answering.note_stranger(session, rt, who, key)
    assert kinds(rt, waiting).count("confirmation_mismatch") == 2
    told = [p for p in house.promised(rt, waiting, "sms") if p.kind == "notify"]
    assert len(told) == 2
    assert rows(rt, waiting)[0].state == ConfirmationState.WAITING


def test_a_link_that_goes_round_fills_no_chain(rt, people, waiting):
    key = token(rt, waiting)
    for number in range(answering.MOST_STRANGERS + 3):
        who = house.sign_in(rt, f"la-{number}", citizen_number=f"00019000010{number}")
        with rt.db.write() as session:
            answering.note_stranger(session, rt, who, key)
    assert kinds(rt, waiting).count("confirmation_mismatch") == answering.MOST_STRANGERS


def test_somebody_of_a_rehearsal_answers_for_no_real_dossier(rt, people, waiting):
    rehearsing = house.sign_in(rt, "dien-tap", rehearsal=True, citizen_number=HEAD)
    with pytest.raises(SomebodyElse):
        answer(rt, rehearsing, token(rt, waiting))


def test_somebody_without_a_number_is_somebody_else(rt, people, waiting):
    nameless = house.sign_in(rt, "khong-so", citizen_number="")
    with pytest.raises(SomebodyElse):
        answer(rt, nameless, token(rt, waiting))


def test_a_link_runs_out_and_the_dossier_does_not(rt, hands, people, waiting):
    key = token(rt, waiting)
    hands.turn(days=rt.settings.link_days + 1)
    with pytest.raises(NotFound):
        answer(rt, people.head, key)
    assert house.again(rt, waiting).state == State.AWAITING_CONFIRMATION
    fresh = token(rt, waiting)
    assert fresh != key
    assert answer(rt, people.head, fresh).row.state == ConfirmationState.CONFIRMED


def test_only_a_hash_of_the_token_is_stored(rt, waiting):
    key = token(rt, waiting)
    with rt.db.read() as session:
        row = links.follow(session, key)
        assert row is not None and key.encode() not in row.token_hash
        assert rt.links.token(row.id) == key


def test_a_yes_after_the_dossier_was_taken_back_changes_nothing(rt, citizen, people, waiting):
    key = token(rt, waiting)
    with rt.db.write() as session:
        withdrawals.ask(session, rt, citizen, waiting.code, "Nộp nhầm")
    before = kinds(rt, waiting)
    told = answer(rt, people.head, key)
    assert not told.open and kinds(rt, waiting) == before


def test_taken_back_while_it_waits_it_is_withdrawn_at_once(rt, citizen, waiting):
    for _twice in range(2):
        with rt.db.write() as session:
            withdrawals.ask(session, rt, citizen, waiting.code, "Nộp nhầm")
    ended = house.again(rt, waiting)
    assert ended.state == State.WITHDRAWN and ended.finished_at is not None
    assert kinds(rt, waiting).count("withdrawn") == 1
    assert not house.promised(rt, waiting, "agency:")
    states = {p.state for p in house.promised(rt, waiting, "sms:confirmer")}
    assert states == {"dropped"}


def test_two_who_say_yes_at_once_let_it_go_once(rt, people, waiting):
    sayings = [(people.head, token(rt, waiting, 1)), (people.owner, token(rt, waiting, 2))]
    with meeting(rt, "confirmation_links"):
        threads = [threading.Thread(target=answer, args=(rt, *saying)) for saying in sayings]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(delivered(rt, waiting)) == 1
    assert kinds(rt, waiting).count("confirmations_complete") == 1


def test_pressed_twice_at_once_it_is_said_once(rt, citizen, agency, people):
    dossier = submit(rt, citizen, agency, "usual")
    key = token(rt, dossier)
    with meeting(rt, "confirmation_links"):
        threads = [
            threading.Thread(target=answer, args=(rt, people.head, key)) for _press in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert kinds(rt, dossier).count("confirmation_given") == 1
    assert len(delivered(rt, dossier)) == 1


def test_names_and_numbers_of_those_asked_stand_nowhere_in_the_clear(rt, waiting):
    with rt.db.read() as session:
        row = session.get_one(Confirmation, (*house.key(waiting), 1))
        events_told = [event.facts for event in house.chain(session, waiting)]
    assert HEAD.encode() not in row.sealed + row.number_index
    assert HEAD not in str(events_told)
