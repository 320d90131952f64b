"""One dossier on the desk: what was declared, its files, what happened, what can be done."""

import uuid
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask import render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms import display
from portal.domain.errors import NotFound
from portal.models import DeskCase, Dossier
from portal.papers import declaring
from portal.papers.sheets import DeclaredSection
from portal.services import content, dossiers, notices
from portal.services.attachments import Held
from portal.services.content import Content
from portal.services.correspondence import thread
from portal.services.desk import dealing, rules
from portal.services.desk.dealing import Desk
from portal.services.returning import choosing
from portal.services.returning.choosing import Standing
from portal.web.citizen.downloads import send
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_cases", __name__)
_MOST = 20


@dataclass(frozen=True)
class Case:
    """All that a page shows of a dossier. ``others`` are the same owner's at this agency.

    ``papers`` are what has been told to the citizen that is a paper, too.
    """

    at: Desk
    dossier: Dossier
    held: DeskCase
    content: Content = field(repr=False)
    happened: list[dossiers.Happening] = field(repr=False)
    others: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    giving: Standing = Standing()

    @property
    def possible(self) -> tuple[str, ...]:
        """What may be done now."""
        return tuple(str(kind) for kind in rules.possible(self.dossier, self.held))

    @property
    def sections(self) -> tuple[DeclaredSection, ...]:
        """What was declared, as it reads in Vietnamese."""
        form = self.content.form
        answers = display.declared(form, self.content.answers, self.dossier.case_code, "vi")
        return declaring.sections(form, answers)

    def files(self, *origins: str) -> list[Held]:
        """The files somebody sent."""
        return [file for file in self.content.files if file.origin in origins]


def opened(session: Session, agency: str, code: str) -> Case:
    """Open a dossier for an officer of its agency.

    :raises NotFound: for everybody else.
    """
    at = desk(session, agency)
    dossier, held = dealing.case(session, at.agency, code)
    found = content.read(session, rt(), dossier.home_agency_id, dossier.id)
    happened = dossiers.happenings(session, rt(), dossier, private=True)
    others, papers = _others(session, dossier), notices.there(session, dossier)
    returns = choosing.of(session, found.safe, dossier)
    return Case(at, dossier, held, found, happened, others, papers, returns)


def _others(session: Session, dossier: Dossier) -> tuple[str, ...]:
    if dossier.owner_index is None:
        return ()
    query = sa.select(Dossier.code).where(
        Dossier.home_agency_id == dossier.home_agency_id,
        Dossier.owner_index == dossier.owner_index,
        Dossier.id != dossier.id,
    )
    found = session.execute(query.order_by(Dossier.submitted_at.desc()).limit(_MOST)).scalars()
    return tuple(found)


@blueprint.get(addresses.CASE)
def show(agency: str, code: str) -> str:
    """Show a dossier, and note that its letters were seen."""
    with reading() as session:
        case = opened(session, agency, code)
        letters = thread.read(session, case.content)
    if case.held.letters:
        with writing() as session:
            dealing.look(session, desk(session, agency).agency, code)
    done = request.args.get("xong", "")
    return render_template("desk/case.html", it=case, at=case.at, letters=letters, done=done)


@blueprint.get(f"{addresses.CASE}/tep/<uuid:file_id>")
def file(agency: str, code: str, file_id: uuid.UUID) -> Response:
    """Give a file of a dossier: one the citizen sent, or a result."""
    with reading() as session:
        case = opened(session, agency, code)
    held = next((one for one in case.content.files if one.id == file_id), None)
    if held is None:
        raise NotFound(str(file_id))
    return send(case.content.safe, held)
