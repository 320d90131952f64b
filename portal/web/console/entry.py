"""Operators' signing in and out: a client, a cookie and an audience of their own."""

from urllib.parse import urlencode

from flask import Blueprint, current_app, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response

from portal import log
from portal.domain.errors import NotFound
from portal.services.citizens import Identity
from portal.services.operations import deeds, staff, staff_sessions
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import Person
from portal.services.operations.staff_sessions import CONSOLE
from portal.services.sessions import SignIn
from portal.settings import Provider
from portal.web.auth.provider import Providers, SignInFailed
from portal.web.console import addresses
from portal.web.console.guard import COOKIE
from portal.web.context import local, rt, writing
from portal.web.limits import door

blueprint = Blueprint("console_entry", __name__)
_log = log.get()
_BACK = "console_back"
_STATUS = {"unavailable": 503, "denied": 200, "too_low": 403, "no_role": 403}


def _provider() -> tuple[Providers, Provider]:
    providers: Providers = current_app.extensions["staff_providers"]
    provider = providers.named(None)
    if provider is None:
        raise NotFound("no identity provider of the staff is set")
    return providers, provider


@blueprint.get("/console/dang-nhap")
@door
def sign_in() -> Response:
    """Send an operator to the staff's identity provider, and remember where they were going."""
    providers, provider = _provider()
    session[_BACK] = _within(request.args.get("tiep"))
    try:
        answer: Response = providers.authorize(provider, _here(addresses.CALLBACK))
        return answer
    except SignInFailed as error:
        _log.warning("identity_provider_unavailable", provider=provider.name, error=str(error))
        return _problem(error.reason)


@blueprint.get(addresses.CALLBACK)
@door
def signed_in_callback() -> Response:
    """Take an operator back from the provider, with a session of a fresh token."""
    providers, provider = _provider()
    try:
        identity, made = providers.complete(provider)
    except SignInFailed as error:
        _log.warning("sign_in_failed", provider=provider.name, error=str(error))
        return _problem(error.reason)
    token = _begin(identity, made)
    if token is None:
        _log.warning("staff_without_role", provider=provider.name)
        return _problem("no_role", identity.subject)
    answer = redirect(_within(session.pop(_BACK, None)), 303)
    answer.set_cookie(
        COOKIE,
        token,
        path=addresses.HOME,
        httponly=True,
        samesite="Lax",
        secure=rt().settings.base_url.startswith("https:"),
    )
    return answer


def _begin(identity: Identity, made: SignIn) -> str | None:
    """Begin an operator's session, the one before it ended; None for anybody else."""
    name = identity.profile.get("full_name", "")
    with writing() as db:
        staff_sessions.end(db, rt(), request.cookies.get(COOKIE, ""), CONSOLE)
        member = staff.recognise(db, Person(identity.issuer, identity.subject, name))
        if member is None or not member.operates:
            return None
        deeds.record(db, member.acting(), "signed_in", f"staff:{member.subject}")
        return staff_sessions.start(db, rt(), member, CONSOLE, made)


@blueprint.post("/console/dang-xuat")
def sign_out() -> Response:
    """End the session here, and at the provider."""
    providers, provider = _provider()
    with writing() as db:
        ended = staff_sessions.end(db, rt(), request.cookies.get(COOKIE, ""), CONSOLE)
        if ended:
            member = staff.member(db, ended[0].staff_id)
            actor = member.acting() if member else Actor("")
            deeds.record(db, actor, "signed_out", f"staff:{member.subject if member else ''}")
    back = _here(addresses.SIGNED_OUT)
    address = providers.sign_out_address(provider, ended[1], back) if ended else None
    answer = redirect(address or addresses.SIGNED_OUT, 303)
    answer.delete_cookie(COOKIE, path=addresses.HOME)
    return answer


@blueprint.get(addresses.SIGNED_OUT)
def signed_out() -> Response:
    """Say that the operator is signed out."""
    _provider()
    return _problem("signed_out")


def _problem(reason: str, subject: str = "") -> Response:
    again = {"tiep": session.get(_BACK) or addresses.HOME}
    page = render_template(
        "console/sign_in_problem.html",
        reason=reason,
        subject=subject,
        sign_in_href=f"/console/dang-nhap?{urlencode(again)}",
    )
    return make_response(page, 200 if reason == "signed_out" else _STATUS.get(reason, 400))


def _here(path: str) -> str:
    return f"{rt().settings.base_url}{path}"


def _within(path: str | None) -> str:
    """Give a path inside the console, or its first page."""
    found = local(path)
    inside = found == addresses.HOME or found.startswith((f"{addresses.HOME}/", "/console?"))
    return found if inside else addresses.HOME
