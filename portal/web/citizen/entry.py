"""Comes before every page of a draft: whose browser is it, and is the draft still a draft?"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from flask import Blueprint, make_response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound
from portal.services import drafts, sessions, versions
from portal.services.citizens import Signed
from portal.services.drafts import Open
from portal.web.citizen import addresses
from portal.web.context import SESSION_COOKIE, citizen, reading, rt

# Pages that show what a form says: before them comes the choice between two versions of it.
_PAGES = frozenset({"begin.go_on", "steps.show", "documents.show", "review.show"})
P = ParamSpec("P")
R = TypeVar("R")


class AlreadySubmitted(Exception):
    """The draft has become a dossier: its pages lead there now."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NewerForm(Exception):
    """The draft's form has a newer version, and its citizen has not chosen yet."""

    def __init__(self, draft_id: uuid.UUID) -> None:
        super().__init__(draft_id)
        self.draft_id = draft_id


@dataclass(frozen=True)
class Visitor:
    """Who is writing; ``lapsed`` if their session has just run out in this browser."""

    citizen: Signed
    lapsed: bool = False


def visitor() -> Visitor | None:
    """Find who is sending a form, so that what they typed can be kept whatever their session does.

    The request has passed the check against forgery, and the browser still holds the session's
    cookie: it is the same person at the same desk, whose time is up.
    """
    signed = citizen()
    if signed is not None:
        return Visitor(signed)
    token = request.cookies.get(SESSION_COOKIE)
    if not token:
        return None
    with reading() as session:
        found = sessions.lapsed(session, rt(), token)
    return Visitor(found, lapsed=True) if found else None


def with_visitor(view: Callable[Concatenate[Visitor, P], R]) -> Callable[P, R | Response]:
    """Give a view that takes a form its visitor; a stranger's browser is asked to sign in."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        found = visitor()
        if found is None:
            return session_over(kept=False)
        return view(found, *args, **kwargs)

    return guarded


def session_over(back: str = addresses.MY_DOSSIERS, *, kept: bool = True) -> Response:
    """Say that the session is over, and whether what was sent is saved."""
    href = addresses.sign_in(back)
    page = render_template("session_expired.html", sign_in_href=href, kept=kept)
    return make_response(page, 200 if kept else 401)


def open_draft(
    session: Session, signed: Signed, draft_id: uuid.UUID, *, lock: bool = False
) -> Open:
    """Open a citizen's draft.

    :raises NotFound: if it is not theirs or not there.
    :raises AlreadySubmitted: if it has become a dossier, perhaps while we waited for the lock.
    :raises NewerForm: on a page of the form, if there is a newer version to be told of first.
    """
    try:
        opened = drafts.load(session, rt(), signed, draft_id, lock=lock)
    except NotFound:
        dossier = drafts.submitted_as(session, signed, draft_id)
        if dossier is None:
            raise
        raise AlreadySubmitted(dossier.code) from None
    if request.endpoint in _PAGES and versions.pending(session, rt(), opened.draft):
        raise NewerForm(draft_id)
    return opened


def lead_on(blueprint: Blueprint) -> None:
    """Let a submitted draft lead to its dossier, one with a newer form to the choice."""

    @blueprint.errorhandler(AlreadySubmitted)
    def to_dossier(error: AlreadySubmitted) -> Response:
        return redirect(addresses.submitted(error.code), 303)

    @blueprint.errorhandler(NewerForm)
    def to_choice(error: NewerForm) -> Response:
        return redirect(addresses.newer_version(error.draft_id), 303)
