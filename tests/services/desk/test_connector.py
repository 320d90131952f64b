"""The desk keeps the contract of an agency's system: once, whole, and says what it holds."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from connectors.errors import NotAuthentic, Rejected
from connectors.messages import Message, Outcome
from portal.desk import Desk
from portal.domain.states import Delivery, State
from portal.exchanges import reconcile
from portal.models import DeskCase
from portal.services import content
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.partners import drain

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.fixture
def desk(rt, agency):
    return Desk(rt.db, agency)


@pytest.fixture
def message(rt, submitted):
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(submitted))
        return content.message(rt, found, content.SUBMISSION)


def cases(rt):
    with rt.db.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(DeskCase))


def test_a_submitted_dossier_is_laid_on_the_desk_and_confirmed(rt, agency, hands, submitted):
    drain(rt)
    hands.turn(hours=1)
    drain(rt)
    after = house.again(rt, submitted)
    assert (after.delivery, after.state) == (Delivery.CONFIRMED, State.SUBMITTED)
    assert after.agency_reference == submitted.code
    assert cases(rt) == 1


def test_handed_over_twice_or_at_once_it_lies_there_once(rt, desk, message):
    start, outcomes = threading.Barrier(3), []

    def hand_over():
        start.wait()
        outcomes.append(desk.submit(message, "key").outcome)

    threads = [threading.Thread(target=hand_over) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [Outcome.ACCEPTED, Outcome.DUPLICATE, Outcome.DUPLICATE]
    assert desk.submit(message, "another key").outcome == Outcome.DUPLICATE
    assert cases(rt) == 1


def test_other_content_under_the_same_code_is_refused(desk, message):
    desk.submit(message, "key")
    with pytest.raises(Rejected):
        desk.submit(replace(message, channel="postal"), "key")
    assert desk.ask(message.code).content_hash == desk.fingerprint(message)


def test_it_says_what_it_holds_and_nothing_of_another_agencys(rt, desk, message):
    assert desk.ask(message.code) is None
    desk.submit(message, "key")
    held = desk.ask(message.code)
    assert (held.code, held.state) == (message.code, "submitted")
    other = Desk(rt.db, add_desk(rt, "H41.77.02"))
    assert other.ask(message.code) is None
    with pytest.raises(Rejected):
        other.submit(message, "key")


def test_its_list_is_whole_and_the_daily_comparison_finds_nothing(rt, agency, desk, citizen):
    for _ in range(3):
        house.submit_new(rt, citizen, agency)
    drain(rt)
    items, cursor = desk.inventory("")
    assert len(items) == 3 and cursor == items[-1].code
    assert desk.inventory(cursor) == ((), cursor)
    assert reconcile.compare_with(rt, agency).found == {}


def test_what_a_citizen_sends_later_is_taken_once_and_counted(rt, agency, desk, lying):
    letter = Message(lying.code, "m-1", "Bao giờ xong?", (), NOON)
    assert not desk.holds(letter)
    outcomes = [desk.write(letter, "key").outcome for _ in range(2)]
    assert outcomes == [Outcome.ACCEPTED, Outcome.DUPLICATE]
    assert desk.holds(letter)
    with pytest.raises(Rejected):
        desk.write(replace(letter, text="khác"), "key")
    with rt.db.read() as session:
        assert session.get_one(DeskCase, house.key(lying)).letters == 1


def test_nobody_comes_in_by_a_door_for_programs(desk):
    with pytest.raises(NotAuthentic):
        desk.read({}, "POST", "/", b"{}")
    assert desk.reply(NotAuthentic("key")).status == 401
