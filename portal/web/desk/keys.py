"""The keys of the desk: what each does, and the switch that turns all of them off."""

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from portal.web import key_choice
from portal.web.context import rt
from portal.web.desk import addresses
from portal.web.desk.guard import guarded

blueprint = guarded("desk_keys", __name__)
_YEAR = 365 * 24 * 3600
PAGE = f"{addresses.HOME}/phim-tat"


@blueprint.get(PAGE)
def show() -> str:
    """Tell what each key does."""
    return render_template("desk/keys.html")


@blueprint.post(PAGE)
def switch() -> Response:
    """Turn the keys off in this browser, or on again; anything else changes nothing."""
    answer = redirect(PAGE, 303)
    path, secure = addresses.HOME, rt().settings.base_url.startswith("https:")
    match request.form.get("phim"):
        case "bat":
            answer.delete_cookie(key_choice.COOKIE, path=path, secure=secure, samesite="Lax")
        case "tat":
            answer.set_cookie(
                key_choice.COOKIE,
                key_choice.OFF,
                max_age=_YEAR,
                path=path,
                secure=secure,
                httponly=True,
                samesite="Lax",
            )
    return answer
