"""A dossier that was handed back: why, and the way to mend it and hand it in anew."""

from collections.abc import Sequence

from flask import Blueprint, redirect
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal import log
from portal.blobs import BlobMissing, BlobsAway
from portal.domain.errors import NotFound, Unacceptable
from portal.models import Draft
from portal.services import content, dossiers, redrafting
from portal.services.content import Content
from portal.services.dossiers import Happening
from portal.web.citizen import addresses
from portal.web.citizen.present_dossier import Task
from portal.web.context import rt, signed_in, the_citizen, writing

blueprint = Blueprint("handed_back", __name__)


def task(code: str, happenings: Sequence[Happening]) -> Task:
    """What there is to do with it; the reason where it may be shown."""
    told = [each.note for each in happenings if each.kind == redrafting.HANDED_BACK]
    return Task("handed_back", href=addresses.dossier(code, "soan-lai"), note="".join(told[-1:]))


class NotOffered(Exception):
    """The procedure is on offer no longer where the dossier was handed in."""


def _redrafted(session: Session, found: Content) -> Draft:
    try:
        return redrafting.redraft(session, rt(), the_citizen(), found)
    except NotFound as error:
        raise NotOffered from error


@blueprint.get("/ho-so/<code>/soan-lai")
@signed_in
def look(code: str) -> Response:
    """Lead whoever signed in on the way to the page with the button."""
    return redirect(addresses.dossier(code), 303)


@blueprint.post("/ho-so/<code>/soan-lai")
@signed_in
def redraft(code: str) -> Response:
    """Open a draft of it, answers and files included."""
    try:
        with writing() as session:
            own = dossiers.own(session, the_citizen(), code)
            found = content.read(session, rt(), own.home_agency_id, own.id)
            draft = _redrafted(session, found)
    except Unacceptable:
        # Pressed twice: the draft is in the list.
        return redirect(addresses.MY_DOSSIERS, 303)
    except NotOffered:
        return redirect(f"{addresses.dossier(code)}?tin=khong-soan-lai", 303)
    return files_carried(found, draft)


def files_carried(content: Content, draft: Draft) -> Response:
    """Copy the files of a dossier into the draft made of it, and lead to the draft."""
    try:
        redrafting.copy_files(rt(), the_citizen(), content, draft)
    except (BlobMissing, BlobsAway) as error:
        # The draft stands; its page of papers says which are still to be handed in.
        log.get().error("files_not_carried_over", dossier=str(draft.id), error=str(error))
        return redirect(addresses.step(draft.id, addresses.DOCUMENTS), 303)
    return redirect(addresses.draft(draft.id), 303)
