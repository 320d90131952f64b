"""A dossier that waits for the wrong person is mended without typing it anew."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.domain.errors import NotFound
from portal.domain.states import State
from portal.models import Agency, Draft
from portal.services import drafts
from portal.services.confirming import redrafting, steering
from portal.services.confirming.steering import NotWaiting
from portal.services.redrafting import copy_files
from tests.furnished import house
from tests.furnished.waiting import ANSWERS, PROCEDURE


def again(rt, citizen, dossier):
    """Take it back and mend it, as its page does; give the new draft, open."""
    with rt.db.write() as session:
        waiting = steering.load(session, rt, citizen, dossier.code, lock=True)
        draft = redrafting.begin(session, rt, citizen, waiting)
    copy_files(rt, citizen, waiting.content, draft)
    with rt.db.read() as session:
        return drafts.load(session, rt, citizen, draft.id)


@pytest.fixture
def with_plan(rt, citizen, agency, people):
    """Give a dossier that waits and brought a file of the citizen's own."""
    paper = house.begin(rt, citizen, agency, PROCEDURE, "owned").fill(**ANSWERS)
    return paper.attach(document="plan", name="bản vẽ.pdf").submit()


def test_answers_and_files_are_there_again_and_the_old_dossier_is_withdrawn(rt, citizen, with_plan):
    opened = again(rt, citizen, with_plan)
    assert {name: opened.typed[name] for name in ANSWERS} == ANSWERS
    assert opened.draft.case_code == "owned" and opened.draft.id != with_plan.id
    assert [(file.document, file.name) for file in opened.files] == [("plan", "bản vẽ.pdf")]
    assert house.again(rt, with_plan).state == State.WITHDRAWN
    mended = house.Paper(rt, citizen, opened.draft.id).fill(head_phone="0912 000 999").submit()
    assert mended.code != with_plan.code and mended.state == State.AWAITING_CONFIRMATION


def test_the_copy_is_sealed_for_the_draft_alone(rt, citizen, with_plan):
    opened = again(rt, citizen, with_plan)
    (copied,) = opened.files
    with rt.db.read() as session:
        (sent,) = steering.content.read(session, rt, *house.key(with_plan)).files
    assert (copied.sha256, copied.blob == sent.blob) == (sent.sha256, False)


def test_pressed_twice_there_is_one_draft(rt, citizen, waiting):
    again(rt, citizen, waiting)
    with pytest.raises(NotWaiting):
        again(rt, citizen, waiting)
    with rt.db.read() as session:
        open_drafts = sa.select(sa.func.count()).where(Draft.submitted_at.is_(None))
        assert session.scalar(open_drafts) == 1


def test_where_the_agency_takes_no_more_nothing_changes(rt, citizen, agency, waiting):
    with rt.db.write() as session:
        yesterday = waiting.submitted_at.date() - timedelta(days=1)
        session.get_one(Agency, agency.id).valid_until = yesterday
    with pytest.raises(NotFound):
        again(rt, citizen, waiting)
    assert house.again(rt, waiting).state == State.AWAITING_CONFIRMATION
