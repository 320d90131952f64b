"""Reminders come by themselves and end; the dossier waits as long as it takes."""

from portal.domain.states import State
from portal.jobs.scheduler import remind
from portal.services import retention, withdrawals
from portal.services.confirming.answering import Answer
from tests.furnished import house
from tests.furnished.waiting import answer, rows, token


def reminders(rt, dossier):
    with rt.db.read() as session:
        return [e for e in house.chain(session, dossier) if e.kind == "confirmation_reminded"]


def test_people_are_reminded_after_three_and_seven_days_and_then_left(rt, hands, waiting):
    counts = []
    for day in range(1, 401):
        hands.turn(days=1)
        if remind(rt):
            counts.append(day)
        with rt.db.write() as session:
            retention.forget(session)
            assert retention.expire_drafts(session, (7, 1)) == 0
    assert counts == [3, 7]
    assert len(reminders(rt, waiting)) == 4
    assert house.again(rt, waiting).state == State.AWAITING_CONFIRMATION


def test_with_each_reminder_the_submitter_is_told_too(rt, hands, waiting):
    hands.turn(days=3)
    assert remind(rt) == 2
    told = [p for p in house.promised(rt, waiting, "sms") if p.kind == "notify"]
    assert len(told) == 3


def test_whoever_has_answered_is_not_reminded(rt, hands, people, waiting):
    answer(rt, people.head, token(rt, waiting, 1))
    answer(rt, people.owner, token(rt, waiting, 2), Answer(False, "Không"))
    hands.turn(days=8)
    assert remind(rt) == 0


def test_nobody_is_reminded_of_a_dossier_that_was_taken_back(rt, hands, citizen, waiting):
    with rt.db.write() as session:
        withdrawals.ask(session, rt, citizen, waiting.code, "")
    hands.turn(days=8)
    assert remind(rt) == 0 and {row.remind_at for row in rows(rt, waiting)} == {None}
