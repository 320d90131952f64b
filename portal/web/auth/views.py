"""Pages of signing in and out."""

from urllib.parse import urlencode

from flask import Blueprint, current_app, make_response, redirect, render_template, request, session
from werkzeug.wrappers import Response

from portal import log
from portal.services import citizens, sessions
from portal.services.counter import claiming
from portal.web.auth.provider import Providers, SignInFailed
from portal.web.context import SESSION_COOKIE, local, rt, writing
from portal.web.limits import door

blueprint = Blueprint("auth", __name__)
_log = log.get()
_BACK = "sign_in_back"


def _providers() -> Providers:
    providers: Providers = current_app.extensions["providers"]
    return providers


def _callback() -> str:
    return f"{rt().settings.base_url}/dang-nhap/ket-qua"


@blueprint.get("/dang-nhap")
@door
def sign_in() -> Response:
    """Send the citizen to the identity provider, and remember where they were going."""
    provider = _providers().named(request.args.get("noi"))
    if provider is None:
        return _problem("unavailable")
    session[_BACK] = {"to": local(request.args.get("tiep")), "at": provider.name}
    try:
        answer: Response = _providers().authorize(provider, _callback())
        return answer
    except SignInFailed as error:
        _log.warning("identity_provider_unavailable", provider=provider.name, error=str(error))
        return _problem(error.reason)


@blueprint.get("/dang-nhap/ket-qua")
@door
def signed_in_callback() -> Response:
    """Take the citizen back from the identity provider, with a session of a fresh token."""
    back = session.pop(_BACK, None) or {}
    provider = _providers().named(back.get("at"))
    if provider is None:
        return _problem("failed")
    try:
        identity, sign_in_made = _providers().complete(provider)
    except SignInFailed as error:
        _log.warning("sign_in_failed", provider=provider.name, error=str(error))
        session[_BACK] = back
        return _problem(error.reason)
    with writing() as db:
        old = request.cookies.get(SESSION_COOKIE)
        if old:
            sessions.end(db, rt(), old)
        citizen = citizens.recognise(db, rt(), identity)
        claiming.claim(db, rt(), citizens.signed(rt(), citizen))
        token = sessions.start(db, rt(), citizen, sign_in_made)
    answer = redirect(local(back.get("to")), 303)
    _set_cookie(answer, token)
    return answer


@blueprint.post("/dang-xuat")
def sign_out() -> Response:
    """End the session here, and at the provider."""
    token = request.cookies.get(SESSION_COOKIE)
    address = None
    if token:
        with writing() as db:
            ended = sessions.end(db, rt(), token)
        provider = _providers().named(ended[0]) if ended else None
        if ended and provider:
            back = f"{rt().settings.base_url}/dang-xuat/xong"
            address = _providers().sign_out_address(provider, ended[1], back)
    session.clear()
    answer = redirect(address or "/dang-xuat/xong", 303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


@blueprint.get("/dang-xuat/xong")
def signed_out() -> str:
    """Say that the citizen is signed out."""
    return render_template("signed_out.html")


def _set_cookie(answer: Response, token: str) -> None:
    answer.set_cookie(
        SESSION_COOKIE,
        token,
        httponly=True,
        samesite="Lax",
        secure=rt().settings.base_url.startswith("https:"),
    )


def _problem(reason: str) -> Response:
    status = {"unavailable": 503, "denied": 200, "too_low": 403}.get(reason, 400)
    back = session.get(_BACK) or {}
    # To the same provider again: its own people cannot sign in at another one.
    again = {"tiep": back.get("to", "/"), "noi": back.get("at")}
    href = f"/dang-nhap?{urlencode({name: said for name, said in again.items() if said})}"
    page = render_template("sign_in_problem.html", reason=reason, sign_in_href=href)
    return make_response(page, status)
