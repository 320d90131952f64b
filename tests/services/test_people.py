"""Citizens and their sessions: who somebody is, for how long, and what is theirs."""

import threading

import pytest
import sqlalchemy as sa

from portal.domain.errors import NotFound
from portal.links import token_hash
from portal.models import Citizen, SignInState, WebSession
from portal.services import citizens, dossiers, sessions
from portal.services.sessions import SignIn
from tests.furnished import house


def start(rt, subject="mau", sid="s1"):
    with rt.db.write() as session:
        identity = citizens.Identity("https://issuer.example", subject, "2", False, house.PROFILE)
        citizen = citizens.recognise(session, rt, identity)
        return sessions.start(session, rt, citizen, SignIn("national", sid, "2", "id-token"))


def found(rt, token):
    with rt.db.read() as session:
        return sessions.find(session, rt, token)


def rows(rt, table):
    with rt.db.read() as session:
        return session.scalars(sa.select(table)).all()


def test_a_citizen_is_the_same_whatever_their_phone(rt):
    first, second = house.sign_in(rt), house.sign_in(rt, phone="0987654321")
    assert first.id == second.id
    assert second.profile["phone"] == "0987654321"
    assert house.sign_in(rt, "khac").id != first.id


def test_two_first_sign_ins_at_once_make_one_citizen(rt):
    start_now, seen = threading.Barrier(4), []

    def enter():
        start_now.wait()
        seen.append(house.sign_in(rt).id)

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(seen), len(set(seen)), len(rows(rt, Citizen))) == (4, 1, 1)


def test_what_the_provider_says_is_sealed_and_the_number_found_by_keyed_hash(rt, citizen):
    (row,) = rows(rt, Citizen)
    assert b"000190000011" not in row.sealed_profile + row.number_index
    assert row.number_index == rt.index("citizen_number", "000190000011")
    assert "Mẫu" not in repr(citizen)


def test_a_session_is_found_by_its_token_and_only_the_hash_is_stored(rt):
    token = start(rt)
    row, signed = found(rt, token)
    assert (row.token_hash, signed.name) == (token_hash(token), "Nguyễn Thị Mẫu")
    assert token.encode() not in row.token_hash + row.sealed_id_token
    assert b"id-token" not in row.sealed_id_token
    assert found(rt, token + "x") is None
    assert found(rt, "") is None


def test_every_sign_in_gets_a_token_of_its_own(rt):
    assert start(rt) != start(rt)


def test_a_session_ends_when_nothing_is_done_in_it(rt, hands):
    token = start(rt)
    hands.turn(minutes=rt.settings.session_minutes - 1)
    assert found(rt, token)
    hands.turn(minutes=1)
    assert found(rt, token) is None


def test_a_session_in_use_lasts_up_to_twelve_hours(rt, hands):
    token, hours = start(rt), 0.0
    while found(rt, token):
        with rt.db.write() as session:
            sessions.touch(session, rt, token)
        hands.turn(minutes=20)
        hours += 1 / 3
    assert 11.9 < hours < 12.4


def test_a_session_that_ran_out_is_not_brought_back_to_life(rt, hands):
    token = start(rt)
    hands.turn(minutes=rt.settings.session_minutes + 1)
    with rt.db.write() as session:
        sessions.touch(session, rt, token)
    assert found(rt, token) is None


def test_signing_out_ends_every_session_of_the_same_sign_in(rt):
    here, there, other = start(rt), start(rt), start(rt, sid="s2")
    with rt.db.write() as session:
        assert sessions.end(session, rt, here) == ("national", "id-token")
    assert found(rt, here) is None
    assert found(rt, there) is None
    assert found(rt, other)


def test_the_provider_can_end_a_session_from_behind(rt):
    token, other = start(rt), start(rt, subject="khac", sid="s2")
    with rt.db.write() as session:
        sessions.end_everywhere(session, "rehearsal", "s1")
        sessions.end_everywhere(session, "national", "s2")
    assert found(rt, token)
    assert found(rt, other) is None


def test_the_state_of_a_sign_in_is_used_once(rt):
    with rt.db.write() as session:
        sessions.put_state(session, rt, "state", "nonce and verifier", 60)
    (row,) = rows(rt, SignInState)
    assert b"verifier" not in row.sealed
    with rt.db.read() as session:
        assert sessions.peek_state(session, rt, "state") == "nonce and verifier"
        assert sessions.peek_state(session, rt, "other") is None
    start_now, said = threading.Barrier(3), []

    def come_back():
        start_now.wait()
        with rt.db.write() as session:
            said.append(sessions.drop_state(session, "state"))

    threads = [threading.Thread(target=come_back) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [False, False, True]


def test_the_state_of_a_sign_in_runs_out(rt, hands):
    with rt.db.write() as session:
        sessions.put_state(session, rt, "state", "v", 60)
    hands.turn(seconds=60)
    with rt.db.read() as session:
        assert sessions.peek_state(session, rt, "state") is None


def test_what_was_typed_in_a_session_that_ran_out_can_be_kept_for_its_citizen_alone(rt, hands):
    token, ended = start(rt), start(rt, sid="s2")
    with rt.db.write() as session:
        sessions.end(session, rt, ended)
    hands.turn(hours=1)
    with rt.db.read() as session:
        assert sessions.lapsed(session, rt, token).name == "Nguyễn Thị Mẫu"
        assert sessions.lapsed(session, rt, ended) is None
        assert sessions.lapsed(session, rt, "x") is None
    hands.turn(hours=12)
    with rt.db.read() as session:
        assert sessions.lapsed(session, rt, token) is None
    assert len(rows(rt, WebSession)) == 2


def test_a_citizen_sees_their_own_dossiers_alone(rt, submitted, citizen):
    stranger = house.sign_in(rt, "la")
    with rt.db.read() as session:
        assert dossiers.own(session, citizen, submitted.code).id == submitted.id
        assert [one.id for one in dossiers.of_citizen(session, citizen)] == [submitted.id]
        assert dossiers.of_citizen(session, stranger) == []
        for code in (submitted.code, "H41.90.01-261123-9999"):
            with pytest.raises(NotFound, match=code):
                dossiers.own(session, stranger, code)


def test_a_dossier_is_looked_up_by_code_and_its_owners_number_together(
    rt, submitted, citizen, agency
):
    other = house.begin(rt, citizen, agency)
    other.fill(for_whom="other", owner_name="Trần Văn Ví Dụ", owner_number="000085000027", phone="")
    theirs = other.attach().submit()
    with rt.db.read() as session:
        look = lambda code, number: dossiers.looked_up(session, rt, code, number)  # noqa: E731
        assert look(theirs.code, "000085000027").id == theirs.id
        for code, number in (
            (theirs.code, house.PROFILE["citizen_number"]),
            (submitted.code, "000085000027"),
            (submitted.code, ""),
            ("H41.90.01-261123-9999", "000085000027"),
        ):
            assert look(code, number) is None


def test_the_agencys_words_are_told_where_they_may_be_shown_alone(rt, submitted):
    with rt.db.read() as session:
        (open_to_all,) = dossiers.happenings(session, rt, submitted, private=False)
        (own,) = dossiers.happenings(session, rt, submitted, private=True)
    assert (open_to_all.kind, open_to_all.note) == (own.kind, own.note) == ("submitted", "")
