"""Putting single answers right: only what was asked for, by the form's rules, both kept."""

import pytest

from connectors.wanted import ANSWER, DOCUMENT, Wanted
from portal import desk
from portal.domain import evidence
from portal.domain.errors import Unacceptable
from portal.services import content, dossiers, events, supplements
from portal.services.amending.merging import Change
from tests.furnished import house
from tests.services.test_supplements import hear, send

OTHER = "000190000022"
WANTED = (
    Wanted(ANSWER, "for_whom", "Người cần xác nhận", "Ghi đúng người cần xác nhận"),
    Wanted(DOCUMENT, "proof", "Giấy tờ nhà", "Chụp lại cho rõ"),
)


@pytest.fixture
def asked(rt, hands, agency, submitted):
    """Give a dossier of which one answer and one paper are to be put right."""
    hands.turn(hours=1)
    return hear(rt, agency, submitted, "supplement_requested", wanted=WANTED)


def write(rt, citizen, dossier, **given):
    """Type answers, and say which questions are open then."""
    with rt.db.write() as session:
        reply = supplements.load(session, rt, citizen, dossier.code, lock=True)
        supplements.write(reply, "", given)
    with rt.db.read() as session:
        return supplements.load(session, rt, citizen, dossier.code).redoing


def read(rt, dossier):
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        return found, house.chain(session, dossier)


def texts(message):
    return {answer.name: answer.text for answer in message.answers}


def test_only_what_was_asked_for_changes_and_what_follows_from_it_by_the_forms_rules(
    rt, citizen, asked
):
    typed = write(rt, citizen, asked, phone="0999999999", number=OTHER, for_whom="other")
    assert [question.name for question in typed.open] == ["for_whom", "owner_name", "owner_number"]
    assert set(typed.errors) == {"owner_name", "owner_number"}
    assert typed.given == {"for_whom": "other"}
    with pytest.raises(Unacceptable) as caught:
        send(rt, citizen, asked)
    assert caught.value.reason == "answers"
    same = write(rt, citizen, asked, for_whom="me")
    assert [question.name for question in same.open] == ["for_whom"]
    with pytest.raises(Unacceptable) as caught:
        send(rt, citizen, asked)
    assert caught.value.reason == "nothing"


def test_what_is_put_right_is_read_everywhere_after_it_and_proven_beside_what_stood(
    rt, citizen, asked
):
    sealed = asked.sealed_answers
    write(rt, citizen, asked, for_whom="other", owner_name="Trần Văn Khác", owner_number=OTHER)
    sent = send(rt, citizen, asked)
    found, chain = read(rt, asked)
    event = chain[-1]
    assert sent.sealed_answers == sealed and sent.amended_seq == event.seq
    assert found.answers["for_whom"] == "other" and found.owner.full_name == "Trần Văn Khác"
    before, after = (content.message(rt, found, seq) for seq in (1, event.seq))
    assert texts(before)["for_whom"] == "Cho tôi" and "owner_name" not in texts(before)
    assert before.owner.full_name == "Nguyễn Thị Mẫu" != after.owner.full_name
    assert texts(after)["owner_name"] == "Trần Văn Khác"
    names = [answer.name for answer in after.answers]
    assert names == [q.name for q in found.form.questions if q.name in names]

    private = events.private(found.safe, event)
    assert events.check_chain(chain) is None and "Khác" not in str(event.facts)
    assert event.commitments["amended"] == evidence.commit(
        found.safe.salt, "amended", private["amended"]
    )
    assert found.commitment == event.facts["content"] != sent.content_commitment
    with rt.db.read() as session:
        assert dossiers.looked_up(session, rt, asked.code, OTHER).id == asked.id
        told = dossiers.happenings(session, rt, sent, private=True)[-1]
        open_to_all = dossiers.happenings(session, rt, sent, private=False)[-1]
    assert told.changes[0] == Change("Người cần xác nhận", "Cho tôi", "Cho người khác")
    assert open_to_all.changes == ()


def test_the_next_amendment_lies_over_the_first_and_takes_back_what_is_hidden_then(
    rt, citizen, agency, asked
):
    write(rt, citizen, asked, for_whom="other", owner_name="Trần Văn Khác", owner_number=OTHER)
    first = send(rt, citizen, asked).amended_seq
    again = hear(rt, agency, asked, "supplement_requested", id="again", wanted=WANTED[:1])
    assert again.amended_seq == first
    write(rt, citizen, asked, for_whom="me")
    second = send(rt, citizen, asked).amended_seq
    found, chain = read(rt, asked)
    assert set(texts(content.message(rt, found, second))) == {"full_name", "number", "phone"} | {
        "for_whom"
    }
    assert "owner_name" in texts(content.message(rt, found, first))
    letter = content.supplement(rt, found, chain[-1], "khoa")
    gone = {answer.name: answer.value for answer in letter.amended}
    assert gone == {"for_whom": "me", "owner_name": None, "owner_number": None}


def test_a_supplement_that_puts_nothing_right_has_the_hash_it_always_had(rt, citizen, asked):
    with rt.db.write() as session:
        reply = supplements.load(session, rt, citizen, asked.code, lock=True)
        supplements.write(reply, "Tôi khai đúng rồi")
    send(rt, citizen, asked)
    found, chain = read(rt, asked)
    letter = content.supplement(rt, found, chain[-1], "khoa")
    assert letter.amended == () and house.again(rt, asked).amended_seq == 0
    plain = desk._plain(letter)
    assert set(plain) == {"code", "id", "answers", "text", "files", "sent_at"}
