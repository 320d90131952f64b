"""Case A: the agency is down for hours or for days, and whoever gives up must not do so unseen."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from portal.domain.errors import NotFound
from portal.domain.states import Delivery, State
from portal.models import PromiseState
from portal.services import outbox
from portal.services.operations import health, parking
from portal.services.operations.deeds import Actor
from tests.exchanges.test_deliver import attempts, delivery, next_try
from tests.furnished import house
from tests.furnished.partners import drain

ACTOR = Actor("test", reason="Cơ quan đã chạy lại")
LONGEST = timedelta(hours=8)


def back(office):
    """Let the agency come back; its clock has gone on as ours has."""
    office.well()
    office.keep_time()


def outcomes(office, dossier):
    return [entry["outcome"] for entry in office.ledger(dossier.code)]


def in_sight(rt):
    """Give what the console, the command line and the page of health show."""
    with rt.db.read() as session:
        groups = parking.groups(session)
        codes = [one.code for one in outbox.parked(session)]
        problems = health.problems(session, outbox.health(session))
        members = [one.code for each in groups for one in parking.group(session, each.key)[1]]
    return codes, members, [(one.kind, one.about, one.count) for one in problems]


def park(rt, office, ahead, dossier):
    """Let the agency be down for longer than anybody tries."""
    office.faults(away=True)
    drain(rt)
    ahead.by += timedelta(hours=73)
    drain(rt)
    assert delivery(rt, dossier).state == PromiseState.PARKED


def test_case_a_an_agency_that_is_down_is_tried_for_72_hours_and_then_is_in_sight(
    rt, office, ahead, submitted
):
    # Rests of half an hour, as is usual, would only make more tries of the 72 hours.
    settings = replace(rt.settings, retry_longest_seconds=LONGEST.total_seconds())
    office.faults(away=True)
    while delivery(rt, submitted).state == PromiseState.WAITING:
        drain(replace(rt, settings=settings))
        next_try(rt, submitted, ahead)
    tries = attempts(rt, submitted)
    moments = [one.started_at for one in tries]
    waits = [later - sooner for sooner, later in pairwise(moments)]
    assert {one.outcome for one in tries} == {"unavailable"}
    assert moments[-2] - moments[0] <= timedelta(hours=72) < moments[-1] - moments[0]
    assert waits[0] < timedelta(seconds=6) < waits[4] < waits[8] < LONGEST / 2 < waits[-2]
    assert max(waits) < LONGEST + timedelta(minutes=1)
    to = f"agency:{office.code}"
    codes, members, problems = in_sight(rt)
    assert codes == members == [submitted.code]
    assert problems == [("broken", to, 0), ("parked", to, 1)]
    after = house.again(rt, submitted)
    assert (after.state, after.delivery) == (State.SUBMITTED, Delivery.HELD)
    assert office.ledger(submitted.code) == []


def test_case_a_within_the_72_hours_it_is_in_sight_and_delivered_once_without_anybody(
    rt, office, ahead, submitted
):
    office.faults(away=True)
    drain(rt)
    ahead.by += timedelta(hours=71)
    drain(rt)
    assert in_sight(rt) == ([], [], [("late", f"agency:{office.code}", 1)])
    back(office)
    next_try(rt, submitted, ahead)
    office.keep_time()
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED
    assert outcomes(office, submitted) == ["accepted"]


@pytest.mark.parametrize("first", ["away", "drop_after_taking"])
def test_case_a_a_replay_of_what_is_parked_delivers_it_once(rt, office, ahead, submitted, first):
    # Away: it took nothing. Dropped: it took the dossier before it fell, and nobody heard.
    office.faults(**{first: {"times": 1}})
    drain(rt)
    park(rt, office, ahead, submitted)
    back(office)
    drain(rt)
    assert delivery(rt, submitted).state == PromiseState.PARKED
    with rt.db.write() as session:
        (group,) = parking.groups(session)
        assert parking.replay_group(session, group.key, ACTOR) == 1
    drain(rt)
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED
    assert outcomes(office, submitted) == ["accepted"]
    assert in_sight(rt)[:2] == ([], [])
    with rt.db.write() as session, pytest.raises(NotFound):
        parking.replay_group(session, group.key, ACTOR)
