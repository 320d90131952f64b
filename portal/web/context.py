"""What a view asks of the request it answers: the runtime, the citizen, the language, a session."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import current_app, g, redirect, request, url_for
from flask_babel import get_locale
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.runtime import Runtime
from portal.services.citizens import Signed

SESSION_COOKIE = "lt_session"
P = ParamSpec("P")
R = TypeVar("R")


def rt() -> Runtime:
    """Give the runtime of this app."""
    return cast(Runtime, current_app.extensions["lienthong"])


def reading() -> AbstractContextManager[Session]:
    """Open a transaction that only looks."""
    return rt().db.read()


def writing() -> AbstractContextManager[Session]:
    """Open a transaction that commits at its end."""
    return rt().db.write()


def citizen() -> Signed | None:
    """Give the signed-in citizen, if somebody is signed in."""
    return cast(Signed | None, g.get("citizen"))


def the_citizen() -> Signed:
    """Give the signed-in citizen of a view that asked for one.

    :raises LookupError: if the view was not marked ``signed_in``.
    """
    found = citizen()
    if found is None:
        raise LookupError("no citizen: mark the view with signed_in")
    return found


def language() -> str:
    """Name the language of this page: ``vi``, ``en``, or another that has a catalogue."""
    return str(get_locale()).replace("_", "-")


def local(path: str | None) -> str:
    """Give a path on this portal, or the home page if it leads anywhere else."""
    if not path or not path.startswith("/") or path[1:2] in ("/", "\\") or "\n" in path:
        return "/"
    return path


def sign_in_first() -> Response:
    """Send the browser to sign in, and back here afterwards."""
    back = request.full_path.rstrip("?") if request.method == "GET" else local(request.path)
    return redirect(url_for("auth.sign_in", tiep=back), 303)


def signed_in(view: Callable[P, R]) -> Callable[P, R | Response]:
    """Let a view be reached by signed-in citizens only; others are asked to sign in first."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        if citizen() is None:
            return sign_in_first()
        return view(*args, **kwargs)

    return guarded
