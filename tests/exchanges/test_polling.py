"""Fetched news: nothing is let go, nothing that fails keeps anybody else waiting."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.domain.states import Delivery, State
from portal.exchanges import polling
from portal.models import AgencyCursor, InboxMessage
from portal.services import agencies, content
from tests.furnished import house
from tests.furnished.partners import drain, move_cursor, polled_agency


@pytest.fixture
def agency(rt, office):
    """Give a commune whose system brings no news: it is asked, from now on."""
    return polled_agency(rt, office)


def cursor(rt, agency):
    with rt.db.read() as session:
        return session.get_one(AgencyCursor, (agency.id, "news")).cursor


def messages(rt):
    with rt.db.read() as session:
        rows = session.scalars(sa.select(InboxMessage).order_by(InboxMessage.received_at))
        return {row.message_id: row for row in rows}


def make_older(rt, **by):
    """Let what was heard have been heard earlier."""
    with rt.db.write() as session:
        for row in session.scalars(sa.select(InboxMessage)):
            row.received_at -= timedelta(**by)


def test_an_agency_that_brings_no_news_is_asked(rt, agency, office, submitted):
    drain(rt)
    office.act(submitted.code, "accepted")
    office.act(submitted.code, "in_process")
    office.act(submitted.code, "decided")
    assert polling.poll_all(rt) == 4  # it confirmed by itself first
    after = house.again(rt, submitted)
    assert (after.state, after.delivery) == (State.DECIDED, Delivery.CONFIRMED)
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(after))
    assert [file.origin for file in found.files] == ["citizen", "result"]
    assert polling.poll_all(rt) == 0


def test_an_agency_that_brings_its_news_is_not_asked(rt, agency, submitted, office):
    with rt.db.write() as session:
        agencies.by_id(session, agency.id).polled = False
    drain(rt)
    assert polling.poll_all(rt) == 0
    assert house.again(rt, submitted).state == State.SUBMITTED


def test_the_cursor_moves_behind_the_effect(rt, agency, office, submitted):
    drain(rt)
    before = cursor(rt, agency)
    polling.poll_all(rt)
    moved = cursor(rt, agency)
    assert moved != before
    # Whoever fell before the cursor moved hears everything once more, and does nothing twice.
    move_cursor(rt, agency, before)
    polling.poll_all(rt)
    assert house.again(rt, submitted).seq == 3
    assert cursor(rt, agency) == moved


def test_one_agency_that_is_down_keeps_no_other_waiting(rt, agency, office, submitted):
    for code in ("H41.90.001", "H41.90.002"):
        house.add_agency(rt, code, "http://127.0.0.1:1/nowhere", polled=True)
    drain(rt)
    assert polling.poll_all(rt) >= 1
    assert house.again(rt, submitted).delivery == Delivery.CONFIRMED


def test_news_of_a_dossier_nobody_knows_is_set_aside_in_sight(rt, agency, office, submitted):
    drain(rt)
    with rt.db.write() as session:
        session.execute(sa.text("DELETE FROM dossier_codes"))
    polling.poll_all(rt)
    (kept,) = messages(rt).values()
    assert (kept.outcome, kept.dossier_id) == ("parked", None)
    assert kept.reason == "there is no such dossier of this agency"


def test_news_whose_file_cannot_be_had_waits_and_lets_the_others_pass(
    rt, agency, office, submitted, citizen
):
    drain(rt)
    office.act(submitted.code, "accepted")
    small = replace(rt, settings=replace(rt.settings, file_limit=300))
    office.act(submitted.code, "decided", seq=3)
    other = house.submit_new(rt, citizen, agency)
    drain(rt)
    polling.poll_all(small)
    assert house.again(rt, submitted).state == State.ACCEPTED
    assert house.again(rt, other).delivery == Delivery.CONFIRMED
    (held,) = [row for row in messages(rt).values() if row.outcome == "held"]
    assert held.seq == 3
    make_older(rt, minutes=16)
    assert polling.release_held(small) == 0
    # Once there is room for the file, the news happens.
    assert polling.release_held(rt) == 1
    assert house.again(rt, submitted).state == State.DECIDED


def test_news_that_never_can_be_applied_is_parked_after_72_hours(rt, agency, office, submitted):
    drain(rt)
    office.act(submitted.code, "accepted")
    office.act(submitted.code, "decided")
    small = replace(rt, settings=replace(rt.settings, file_limit=300))
    polling.poll_all(small)
    make_older(rt, hours=73)
    polling.release_held(small)
    assert [row.outcome for row in messages(rt).values()][-1] == "parked"
