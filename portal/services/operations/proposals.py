"""Form versions in the making: brought as a text, checked, mended, compared, then published."""

import uuid
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from forms.loader import Loaded
from forms.reading.nodes import Problem
from forms.spec import Form
from portal import clock, crypto
from portal.domain.errors import Conflict, NotFound
from portal.models import FormProposal
from portal.services import code_lists
from portal.services.operations import deeds, form_desk
from portal.services.operations.deeds import Actor
from portal.services.operations.form_checks import examine
from portal.services.operations.form_desk import When

LARGEST = 512 * 1024
"""How long a form's text may be, in bytes."""


class NotInOrder(Exception):
    """A text that is no form, or whose examples do not pass: everything wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Written:
    """The text of a form, how its file is called, and (to mend one) which version was read."""

    source: str = field(repr=False)
    file_name: str = "form.yaml"
    version: int = 0


def bring(session: Session, written: Written, actor: Actor) -> FormProposal:
    """Keep a text that is in order beside the live version.

    :raises NotInOrder: if anything is wrong with it; nothing is kept then.
    """
    form, now = checked(session, written), clock.now()
    row = FormProposal(
        id=crypto.uuid7(),
        procedure_code=form.code,
        hash=form.hash,
        source=written.source,
        file_name=written.file_name,
        made_by=actor.name,
        made_at=now,
        saved_at=now,
    )
    session.add(row)
    deeds.record(session, actor, "proposal_brought", f"form:{form.code}", {"version": form.hash})
    return row


def mend(session: Session, proposal_id: uuid.UUID, written: Written, actor: Actor) -> FormProposal:
    """Put another text in the place of one; it may even be another procedure's.

    :raises NotInOrder: if anything is wrong with it.
    :raises Conflict: if somebody else has saved meanwhile.
    :raises NotFound: if it was published or thrown away.
    """
    row = _locked(session, proposal_id, written.version)
    form = checked(session, written)
    row.procedure_code, row.hash, row.source = form.code, form.hash, written.source
    row.saved_at, row.made_by = clock.now(), actor.name
    deeds.record(session, actor, "proposal_mended", f"form:{form.code}", {"version": form.hash})
    session.flush()
    return row


def publish(
    session: Session, proposal_id: uuid.UUID, version: int, when: When, actor: Actor
) -> bool:
    """Make a proposal live, now or from a moment on; says whether anything changed by it.

    :raises Conflict: if it was saved, or something was decided, meanwhile.
    :raises NotInOrder: if it does not pass any more.
    :raises Unacceptable: as :func:`portal.services.publishing.publish`.
    """
    row = _locked(session, proposal_id, version)
    form = checked(session, Written(row.source, row.file_name))
    fresh = form_desk.publish(session, Loaded(form, row.source, form.hash), when, actor)
    row.settled_at, row.outcome = clock.now(), "published"
    return fresh


def drop(session: Session, proposal_id: uuid.UUID, version: int, actor: Actor) -> FormProposal:
    """Throw a proposal away; its text is kept, and no page leads to it.

    :raises Conflict: if somebody else has saved meanwhile.
    """
    row = _locked(session, proposal_id, version)
    row.settled_at, row.outcome = clock.now(), "dropped"
    target, told = f"form:{row.procedure_code}", {"version": row.hash}
    deeds.record(session, actor, "proposal_dropped", target, told)
    return row


def get(session: Session, proposal_id: uuid.UUID) -> FormProposal:
    """Give a version in the making.

    :raises NotFound: if there is none, or none any more.
    """
    row = session.get(FormProposal, proposal_id)
    if row is None or row.settled_at is not None:
        raise NotFound(f"proposal {proposal_id}")
    return row


def checked(session: Session, written: Written) -> Form:
    """Make the form of a text; the code lists that are kept here count.

    :raises NotInOrder: with everything wrong with it.
    """
    lists = code_lists.kept(session, clock.today())
    problems, form = examine(written.source, written.file_name, lists)
    if problems or form is None:
        raise NotInOrder(problems)
    return form


def _locked(session: Session, proposal_id: uuid.UUID, version: int) -> FormProposal:
    row = session.get(FormProposal, proposal_id, with_for_update=True, populate_existing=True)
    if row is None or row.settled_at is not None:
        raise NotFound(f"proposal {proposal_id}")
    if row.row_version != version:
        raise Conflict(version, row.row_version)
    return row
