"""One dossier opens further ones, each once; what fails, or waits, hides none of the others."""

import pytest
import sqlalchemy as sa

from connectors.messages import NewsKind
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.states import State
from portal.exchanges import joining, news
from portal.models import Dossier, JoinedBranch
from portal.services import events, promises
from portal.services.joining import branches, opening
from portal.services.promises import Room
from tests.furnished import house
from tests.furnished.partners import drain


@pytest.fixture
def begin(rt, citizen, parent):
    def begun(who=None):
        with rt.db.write() as session:
            branches.begin(session, rt, who or citizen, parent.code)

    return begun


@pytest.fixture
def standing(rt, parent):
    def stands():
        with rt.db.read() as session:
            assert events.check_chain(house.chain(session, parent)) is None
            return {one.step: one for one in branches.of(session, parent)}

    return stands


def dossiers(rt):
    with rt.db.read() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Dossier))


@pytest.fixture
def decide(rt, agency, parent):
    def decided():
        for number, kind in enumerate((NewsKind.ACCEPTED, NewsKind.DECIDED), start=1):
            news.hear(rt, agency, house.tell(parent, kind, number))

    return decided


def test_what_waits_for_nothing_is_opened_and_handed_in_if_it_is_whole(rt, begin, standing, parent):
    begin()
    assert {one.state for one in standing().values()} == {"promised", "waits", "elsewhere"}
    drain(rt)
    found = standing()
    whole = found["whole"]
    assert (whole.state, whole.child_state) == ("opened", "submitted")
    assert whole.child and whole.child != parent.code
    assert found["nobody"].reason == "not_offered"
    assert found["lacking"].state == "waits" and found["far"].state == "elsewhere"
    assert dossiers(rt) == 2


def test_what_fails_closes_what_waits_for_it_and_nothing_else(rt, begin, standing):
    begin()
    drain(rt)
    joining.go_on_all(rt)
    found = standing()
    assert (found["behind"].state, found["behind"].reason) == ("failed", "before")
    assert found["lacking"].state == "waits" and found["whole"].child


def test_what_waits_for_a_result_is_opened_when_there_is_one(rt, begin, decide, standing):
    begin()
    drain(rt)
    assert joining.go_on_all(rt) == 0
    decide()
    assert joining.go_on_all(rt) == 1
    drain(rt)
    lacking = standing()["lacking"]
    # Its papers are its citizen's to bring: it waits for them as a draft that is filled in.
    assert lacking.state == "opened" and lacking.draft and not lacking.child


def test_a_draft_its_citizen_completes_is_the_dossier_of_its_branch(
    rt, citizen, begin, decide, standing
):
    begin()
    decide()
    joining.go_on_all(rt)
    drain(rt)
    with rt.db.read() as session:
        row = session.scalars(sa.select(JoinedBranch).where(JoinedBranch.step == "lacking")).one()
    made = house.Paper(rt, citizen, row.child_id).fill().attach().submit()
    found = standing()["lacking"]
    assert (found.child, found.draft, found.child_state) == (made.code, "", State.SUBMITTED)


def test_asked_twice_or_held_by_a_worker_that_dies_there_is_one(rt, hands, begin, standing, parent):
    begin()
    begin()
    with rt.db.write() as session:
        promises.lease(session, "gone", 60, Room(10, 10))
    hands.turn(minutes=5)
    drain(rt)
    for _ in range(2):
        with rt.db.write() as session:
            opening.open_branch(session, rt, house.key(parent), "whole")
    hands.turn(hours=1)
    drain(rt)
    assert dossiers(rt) == 2 and len(standing()) == 5


def test_only_its_owner_joins_anything_to_it(rt, begin, standing):
    with pytest.raises(NotFound):
        begin(house.sign_in(rt, "khac", citizen_number="000190000099"))
    assert standing() == {}


def test_nothing_is_joined_to_what_starts_nothing(rt, citizen, agency):
    other = house.submit_new(rt, citizen, agency)
    with rt.db.write() as session, pytest.raises(Unacceptable, match="not_offered"):
        branches.begin(session, rt, citizen, other.code)
