"""Opens a branch: a draft at the agency that decides, filled with what has been answered already.

One that is whole is handed in at once; of any other its citizen answers what is still open.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from forms.joined import Step
from forms.kinds import KINDS
from forms.spec import Form
from portal import clock
from portal.domain.errors import DraftIncomplete, NotFound
from portal.models import Agency, Citizen, Dossier, JoinedBranch
from portal.runtime import Runtime
from portal.services import (
    agencies,
    citizens,
    content,
    drafts,
    events,
    publishing,
    submission,
    vault,
)
from portal.services.citizens import Signed
from portal.services.content import Content
from portal.services.drafts import Beginning
from portal.services.events import Occurrence
from portal.services.joining import branches


def open_branch(session: Session, rt: Runtime, key: tuple[uuid.UUID, uuid.UUID], step: str) -> None:
    """Open a branch of a dossier once, whatever is repeated or killed: all of it, or nothing.

    What cannot be opened (no agency, no form on offer) is written down where its citizen reads it.
    """
    dossier = events.lock(session, *key)
    row = session.get_one(JoinedBranch, (*key, step), with_for_update=True)
    if row.state != branches.PROMISED:
        return
    safe = vault.unlock(session, rt, *key)
    owner = session.get(Citizen, dossier.citizen_id)
    if owner is None:
        branches.fail(session, safe, dossier, row, "citizen")
        return
    try:
        with session.begin_nested():
            child = _begin(session, rt, citizens.signed(rt, owner), (dossier, row))
    except NotFound:
        branches.fail(session, safe, dossier, row, "not_offered")
        return
    row.state, row.opened_at = branches.IS_OPEN, clock.now()
    row.child_home_agency_id, row.child_id = child
    facts = {"step": step, "child": str(child[1])}
    events.record(session, safe, dossier, Occurrence(branches.OPENED, clock.now(), facts=facts))


def _begin(
    session: Session, rt: Runtime, citizen: Signed, what: tuple[Dossier, JoinedBranch]
) -> tuple[uuid.UUID, uuid.UUID]:
    """Begin the draft, and hand it in if nothing lacks.

    :raises NotFound: if nobody takes it there.
    """
    (dossier, row), found = what, content.read(session, rt, what[0].home_agency_id, what[0].id)
    step = branches.step_of(row)
    form = publishing.live(session, rt, step.procedure)
    agency = _agency(session, form, citizen, found.agency)
    beginning = Beginning(step.procedure, step.case, agency.id, dossier.language)
    draft = drafts.start(session, rt, citizen, beginning)
    session.flush()
    opened = drafts.load(session, rt, citizen, draft.id, lock=True)
    drafts.save(session, opened, answers(step, form, found), draft.row_version)
    try:
        with session.begin_nested():
            submission.submit(session, rt, citizen, draft.id)
    except DraftIncomplete:
        # What only its citizen can say is asked of them: the draft is theirs, and waits.
        pass
    return draft.home_agency_id, draft.id


def answers(step: Step, form: Form, found: Content) -> Mapping[str, Any]:
    """Give what the further form can be told, as typed there, by the tags both forms share."""
    said = {one["means"]: one["value"] for one in found.said if one["means"]}
    known = {tag: said.get(source) for tag, source in step.answers.items()} | dict(step.fixed)
    return {
        one.name: KINDS[one.kind].raw_from(one, known[one.means])
        for one in form.questions
        if one.means in known and known[one.means] not in (None, "")
    }


def _agency(session: Session, form: Form, citizen: Signed, first: Agency) -> Agency:
    """Choose who takes it: at the place of the first agency, else in its province if one alone is.

    :raises NotFound: if that tells nobody, or several.
    """
    offered = drafts.serving(session, form, citizen)
    here = [one for one in offered if one.place == first.place] or list(offered)
    if len(here) != 1:
        raise NotFound(form.code)
    return agencies.by_id(session, here[0].id)
