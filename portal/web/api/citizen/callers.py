"""Who calls: a browser with its session and the mark against forgery, or a bearer of a token."""

from flask import abort, current_app, g, request
from flask_wtf.csrf import CSRFError

from portal import log
from portal.web.api.problems import Fault, Problem
from portal.web.auth.bearer import Bearers
from portal.web.auth.provider import SignInFailed
from portal.web.context import citizen, rt
from portal.web.limits import limiter, shared
from portal.web.plumbing import csrf, recognise

_log = log.get()
_CHALLENGE = 'Bearer realm="lienthong"'
_LONGEST_TOKEN = 8192
CSRF_HEADER = "X-CSRFToken"


def admit() -> None:
    """Let a citizen in, by the token they bear or else by their session.

    :raises Problem: 401, 403 or 503.
    """
    count()
    header = request.headers.get("Authorization", "")
    if header:
        g.citizen = _bearer(header)
        return
    recognise(rt())
    if citizen() is None:
        raise Problem(401, headers={"WWW-Authenticate": _CHALLENGE})
    try:
        csrf.protect()
    except CSRFError:
        raise Problem(403, Fault(CSRF_HEADER, "csrf")) from None


@limiter.shared_limit(lambda: str(current_app.config["API_RATE"]), scope="api")
def count() -> None:
    """Count a request of this address; without the broker this process counts alone."""


def _bearer(header: str) -> object:
    scheme, _space, token = header.partition(" ")
    token = token.strip()
    bearers: Bearers = current_app.extensions["bearers"]
    if scheme.lower() != "bearer" or not token or len(token) > _LONGEST_TOKEN or not bearers.open:
        raise _refused("invalid_request" if bearers.open else "")
    if not token.isascii() or not token.isprintable():
        raise _refused("invalid_token")
    # A token that is guessed at must be counted everywhere, or nowhere be tried.
    if not shared():
        abort(503)
    try:
        return bearers.citizen(token)
    except SignInFailed as error:
        _log.warning("token_refused", reason=error.reason, detail=error.detail)
        raise _worded(error) from None


def _worded(error: SignInFailed) -> Problem:
    if error.reason == "unavailable":
        return Problem(503)
    if error.reason == "too_low":
        # RFC 9470: the caller may come again with a stronger sign-in.
        told = f'{_CHALLENGE}, error="insufficient_user_authentication"'
        return Problem(401, Fault("Authorization", "assurance"), headers={"WWW-Authenticate": told})
    return _refused("invalid_token")


def _refused(error: str) -> Problem:
    told = f'{_CHALLENGE}, error="{error}"' if error else _CHALLENGE
    return Problem(401, Fault("Authorization", "token"), headers={"WWW-Authenticate": told})
