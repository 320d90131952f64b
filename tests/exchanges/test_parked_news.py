"""Parked news: tried again by a person, never over newer news, or closed; always written down."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from connectors.messages import Heard
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.states import State
from portal.exchanges import news, parked_news, polling
from portal.models import InboxMessage, StaffDeed
from portal.services import inbox
from portal.services.hearing import Verdict
from portal.services.operations import parked_news as waiting
from portal.services.operations.deeds import Actor
from tests.furnished import house
from tests.furnished.house import tell

AN = Actor("An", reason="cơ quan đã sửa")


def again(rt, agency, id):
    return parked_news.apply_again(rt, agency.code, id, AN)


def outcome(rt, id):
    with rt.db.read() as session:
        query = sa.select(InboxMessage.outcome).where(InboxMessage.message_id == id)
        return session.scalars(query).one()


def deeds(rt):
    with rt.db.read() as session:
        return [row.deed for row in session.scalars(sa.select(StaffDeed).order_by(StaffDeed.id))]


def raw(dossier, **more):
    """Word a piece of news as a one-stop system does."""
    said = {"id": "odd-1", "dossier": dossier.code, "kind": "accepted", "seq": 1}
    said["occurred_at"] = "2026-11-23T02:00:00Z"
    return json.dumps({**said, **more}).encode()


def test_news_that_was_not_possible_is_applied_once_it_is(rt, agency, submitted):
    assert news.hear(rt, agency, tell(submitted, "returned", None, id="early")) == Heard.PARKED
    for seq, kind in enumerate(("accepted", "in_process", "decided"), start=1):
        news.hear(rt, agency, tell(submitted, kind, seq))
    assert again(rt, agency, "early") == Heard.APPLIED
    assert house.again(rt, submitted).state == State.RETURNED
    assert outcome(rt, "early") == "applied"
    assert deeds(rt) == ["news_tried_again"]
    with pytest.raises(NotFound):
        again(rt, agency, "early")


def test_what_is_still_not_possible_stays_parked_in_sight(rt, agency, submitted):
    news.hear(rt, agency, tell(submitted, "returned", 1))
    assert again(rt, agency, "returned-1") == Heard.PARKED
    assert outcome(rt, "returned-1") == "parked"
    assert house.again(rt, submitted).state == State.SUBMITTED


def test_a_kind_that_is_known_by_now_is_read_from_what_was_kept(rt, agency, submitted):
    odd = tell(submitted, "unknown", 1, id="odd-1", problem="odd", raw=raw(submitted))
    assert news.hear(rt, agency, odd) == Heard.PARKED
    assert again(rt, agency, "odd-1") == Heard.APPLIED
    assert house.again(rt, submitted).state == State.ACCEPTED


def test_what_cannot_be_read_still_is_said_so(rt, agency, submitted):
    odd = tell(submitted, "unknown", 1, id="odd-1", problem="odd", raw=b"not JSON")
    news.hear(rt, agency, odd)
    with pytest.raises(Unacceptable, match="unreadable"):
        again(rt, agency, "odd-1")
    assert outcome(rt, "odd-1") == "parked"


def test_parked_news_never_overwrites_what_was_told_after_it(rt, agency, submitted):
    news.hear(rt, agency, tell(submitted, "unknown", 1, id="odd-1", raw=raw(submitted)))
    news.hear(rt, agency, tell(submitted, "accepted", 2))
    news.hear(rt, agency, tell(submitted, "in_process", 3))
    with pytest.raises(Unacceptable, match="late"):
        again(rt, agency, "odd-1")
    assert house.again(rt, submitted).state == State.IN_PROCESS
    assert outcome(rt, "odd-1") == "parked"


def test_what_a_person_has_dealt_with_is_closed_and_stays_so(rt, agency, submitted):
    told = tell(submitted, "returned", 1)
    news.hear(rt, agency, told)
    with rt.db.write() as session:
        waiting.settle(session, agency.code, "returned-1", AN)
    assert outcome(rt, "returned-1") == waiting.SETTLED
    assert news.hear(rt, agency, told) == Heard.DUPLICATE
    with pytest.raises(NotFound):
        again(rt, agency, "returned-1")
    assert deeds(rt) == ["news_settled"]


def test_what_is_held_is_neither_closed_nor_tried_by_hand(rt, agency, submitted):
    news.hear(rt, agency, tell(submitted, "accepted", 2))
    with rt.db.write() as session, pytest.raises(NotFound):
        waiting.settle(session, agency.code, "accepted-2", AN)
    with pytest.raises(Unacceptable):
        again(rt, agency, "accepted-2")
    assert polling.release_held(rt) == 0
    assert outcome(rt, "accepted-2") == "held"


def test_news_of_no_dossier_is_kept_sealed_until_it_is_closed(rt, agency, submitted):
    strange = replace(tell(submitted, "accepted", 1), dossier="?", raw="Bà Mẫu".encode())
    with rt.db.write() as session:
        inbox.set_aside(session, rt, agency, strange, Verdict(Heard.PARKED))
    with rt.db.write() as session:
        row = waiting.find(session, agency.code, "accepted-1")
        assert not row.may_apply and "Mẫu".encode() not in row.message.sealed
        assert waiting.open_words(session, rt, agency.code, "accepted-1", AN) == "Bà Mẫu"
    with pytest.raises(Unacceptable, match="no_dossier"):
        again(rt, agency, "accepted-1")
    with rt.db.write() as session:
        waiting.settle(session, agency.code, "accepted-1", AN)
        assert session.get_one(InboxMessage, (agency.code, "accepted-1")).sealed is None
    assert deeds(rt) == ["news_opened", "news_settled"]
