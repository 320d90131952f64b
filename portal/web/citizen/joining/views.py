"""The page where a citizen joins further procedures to a dossier, and sees every branch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from forms.joined import Joined
from portal.domain.errors import NotFound, Unacceptable
from portal.models import Dossier
from portal.services import dossiers
from portal.services.joining import branches
from portal.services.joining.branches import Branch
from portal.web.citizen import addresses
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing

blueprint = Blueprint("joining", __name__)


@dataclass(frozen=True)
class Line:
    """A branch as it is shown: ``code`` and ``state`` of its dossier once there is one."""

    name: str
    told: str
    reason: str = ""
    elsewhere: str = ""
    agency: str = ""
    code: str = ""
    state: str = ""
    due: datetime | None = None
    href: str = ""


@dataclass(frozen=True)
class JoinedPage:
    """What is joined to a dossier, or could be; ``begun`` once it is."""

    code: str
    name: str
    lines: tuple[Line, ...]
    begun: bool
    action: str
    back_href: str


@blueprint.get("/ho-so/<code>/lien-thong")
@signed_in
def show(code: str) -> str:
    """Say what can be joined, or how every branch stands."""
    with reading() as session:
        dossier = dossiers.own(session, the_citizen(), code)
        joined, found = branches.offered(dossier), branches.of(session, dossier)
    if joined is None and not found:
        raise NotFound(code)
    return render_template("joined.html", page=_page(dossier, joined, found))


@blueprint.post("/ho-so/<code>/lien-thong")
@signed_in
def begin(code: str) -> Response:
    """Join them: each is opened in its turn, whatever becomes of the others."""
    try:
        with writing() as session:
            branches.begin(session, rt(), the_citizen(), code)
    except Unacceptable as error:
        raise NotFound(code) from error
    return redirect(addresses.joined(code), 303)


def _page(dossier: Dossier, joined: Joined | None, found: Sequence[Branch]) -> JoinedPage:
    steps = joined.steps if joined else ()
    planned = (Branch(one.id, one.name, "planned", elsewhere=one.elsewhere) for one in steps)
    return JoinedPage(
        code=dossier.code,
        name=joined.name.in_(language()) if joined else "",
        lines=tuple(_line(one) for one in (found or planned)),
        begun=bool(found),
        action=addresses.joined(dossier.code),
        back_href=addresses.dossier(dossier.code),
    )


def _line(one: Branch) -> Line:
    href = addresses.dossier(one.child) if one.child else f"/nhap/{one.draft}" if one.draft else ""
    return Line(
        name=one.name.in_(language()),
        told="draft" if one.draft else "dossier" if one.child else one.state,
        reason=one.reason,
        elsewhere=one.elsewhere.in_(language()) if one.elsewhere else "",
        agency=one.agency,
        code=one.child,
        state=one.child_state,
        due=one.due,
        href=href,
    )
