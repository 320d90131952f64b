"""What a submitter can do while others are waited for: remind, correct, paper, go without."""

import pytest

from portal.domain.errors import NotFound, Unacceptable
from portal.domain.states import State
from portal.models import ConfirmationState, PromiseState
from portal.services import attachments, content
from portal.services.attachments import Upload
from portal.services.confirming import steering
from portal.services.confirming.answering import Answer
from portal.services.confirming.steering import NotWaiting
from tests.furnished import house
from tests.furnished.waiting import HEAD, all_links, answer, rows, steer, submit, token


def invitations(rt, dossier, number=1):
    return house.promised(rt, dossier, f"sms:confirmer-{number}")


def stored(rt, citizen, dossier):
    with rt.db.read() as session:
        waiting = steering.load(session, rt, citizen, dossier.code)
    upload = Upload("yes_paper", "đồng ý.pdf", iter([house.PDF]))
    return attachments.receive(rt, waiting.content.safe, waiting.place, upload)


def test_a_reminder_is_a_new_message_and_lets_the_old_one_go(rt, hands, citizen, waiting):
    hands.turn(hours=5)
    steer(rt, citizen, waiting, steering.remind, 1)
    old, new = invitations(rt, waiting)
    assert (old.state, new.state) == (PromiseState.DROPPED, PromiseState.WAITING)


def test_nobody_is_reminded_at_every_press(rt, hands, citizen, waiting):
    hands.turn(hours=3, minutes=59)
    with pytest.raises(Unacceptable, match="too_soon"):
        steer(rt, citizen, waiting, steering.remind, 1)
    for _time in range(steering.MOST_INVITED):
        hands.turn(hours=4)
        steer(rt, citizen, waiting, steering.remind, 1)
    hands.turn(hours=4)
    with pytest.raises(Unacceptable, match="too_often"):
        steer(rt, citizen, waiting, steering.remind, 1)
    with pytest.raises(Unacceptable, match="too_often"):
        steer(rt, citizen, waiting, steering.correct, 1, "+84912000555")
    assert len(invitations(rt, waiting)) == 1 + steering.MOST_INVITED


def test_whoever_said_no_may_be_asked_again_and_say_yes(rt, hands, citizen, people, agency):
    dossier = submit(rt, citizen, agency, "usual")
    answer(rt, people.head, token(rt, dossier), Answer(False, "Chưa rõ"))
    hands.turn(hours=4)
    steer(rt, citizen, dossier, steering.remind, 1)
    assert rows(rt, dossier)[0].state == ConfirmationState.WAITING
    answer(rt, people.head, token(rt, dossier))
    assert house.again(rt, dossier).state == State.SUBMITTED


def test_a_corrected_telephone_gets_the_link_and_the_wrong_one_opens_nothing(
    rt, hands, citizen, people, waiting
):
    wrong = token(rt, waiting)
    steer(rt, citizen, waiting, steering.correct, 1, "+84912000555")
    with rt.db.read() as session:
        loaded = steering.load(session, rt, citizen, waiting.code)
        assert loaded.named(loaded.rows[0]).phone == "+84912000555"
        assert loaded.named(loaded.rows[0]).citizen_number == HEAD
    with pytest.raises(NotFound):
        answer(rt, people.head, wrong)
    assert answer(rt, people.head, token(rt, waiting)).row.state == ConfirmationState.CONFIRMED
    assert [bool(link.revoked_at) for link in all_links(rt, waiting)] == [True, False]


def test_the_same_telephone_is_no_correction(rt, citizen, waiting):
    with pytest.raises(Unacceptable, match="same_phone"):
        steer(rt, citizen, waiting, steering.correct, 1, "+84912000444")


def test_signed_paper_stands_in_and_goes_along(rt, hands, citizen, people, agency):
    dossier = submit(rt, citizen, agency, "usual")
    key = token(rt, dossier)
    hands.turn(days=1)
    steer(rt, citizen, dossier, steering.hand_in, 1, [stored(rt, citizen, dossier)])
    gone = house.again(rt, dossier)
    assert gone.state == State.SUBMITTED
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        sent = content.message(rt, found, gone.seq)
    (told,) = sent.confirmations
    assert (told.outcome, told.document, told.citizen_number) == ("on_paper", "yes_paper", "")
    assert [file.document for file in sent.files] == ["yes_paper"]
    with pytest.raises(NotFound):
        answer(rt, people.head, key)


def test_paper_stands_in_only_where_the_form_names_one(rt, citizen, people, waiting):
    paper = stored(rt, citizen, waiting)
    with pytest.raises(Unacceptable, match="document"):
        steer(rt, citizen, waiting, steering.hand_in, 2, [paper])
    with pytest.raises(Unacceptable, match="nothing"):
        steer(rt, citizen, waiting, steering.hand_in, 1, [])
    with pytest.raises(Unacceptable, match="too_many"):
        steer(rt, citizen, waiting, steering.hand_in, 1, [paper] * 3)


def test_a_dossier_may_go_without_whom_the_form_does_not_insist_on(rt, citizen, people, waiting):
    with pytest.raises(Unacceptable, match="required"):
        steer(rt, citizen, waiting, steering.waive, 1)
    answer(rt, people.owner, token(rt, waiting, 2), Answer(False, "Không"))
    answer(rt, people.head, token(rt, waiting, 1))
    assert house.again(rt, waiting).state == State.AWAITING_CONFIRMATION
    steer(rt, citizen, waiting, steering.waive, 2)
    assert house.again(rt, waiting).state == State.SUBMITTED


def test_the_agency_is_told_who_agreed_to_what_when_and_how_sure(
    rt, hands, citizen, people, waiting
):
    hands.turn(hours=1)
    answer(rt, people.head, token(rt, waiting, 1))
    when = hands.now
    hands.turn(hours=1)
    steer(rt, citizen, waiting, steering.waive, 2)
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(waiting))
        head, owner = content.message(rt, found, found.dossier.seq).confirmations
        assert content.message(rt, found, 1).confirmations == ()
    assert (head.id, head.role, head.name) == ("head", "householder", "Chủ hộ")
    assert (head.full_name, head.citizen_number) == ("Trần Văn Chủ", HEAD)
    assert (head.outcome, head.at, head.assurance) == ("confirmed", when, "2")
    assert head.statement == "Tôi là chủ hộ và đồng ý."
    assert (owner.outcome, owner.full_name) == ("waived", "")


def test_what_is_settled_is_settled(rt, hands, citizen, people, waiting):
    answer(rt, people.head, token(rt, waiting, 1))
    hands.turn(hours=5)
    for deed, told in ((steering.remind, ()), (steering.correct, ("+84912000555",))):
        with pytest.raises(NotWaiting):
            steer(rt, citizen, waiting, deed, 1, *told)
    answer(rt, people.owner, token(rt, waiting, 2))
    with pytest.raises(NotWaiting):
        steer(rt, citizen, waiting, steering.remind, 1)


def test_nobody_steers_another_ones_dossier(rt, people, waiting):
    with pytest.raises(NotFound):
        steer(rt, people.head, waiting, steering.remind, 1)
