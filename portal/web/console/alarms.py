"""Alarms: what was told to whom, and asking to be left in peace about one of them."""

from flask import make_response, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.services.operations import alarms, deeds
from portal.web.console import addresses
from portal.web.console.asking import Asked, number
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

blueprint = guarded("console_alarms", __name__)
_WAYS = {"webhook": "alarm_webhook", "mail": "alarm_email"}


@blueprint.get(addresses.ALARMS)
def show() -> str:
    """List alarms, those that are open first."""
    with reading() as session:
        rows = alarms.standing(session)
    ways = [way for way, setting in _WAYS.items() if getattr(rt().settings, setting)]
    return render_template("console/alarms.html", here="alarms", rows=rows, ways=ways)


@blueprint.get(f"{addresses.ALARMS}/<kind>/<about>")
def one(kind: str, about: str) -> Response:
    """Show one alarm, and what can be done about it."""
    return _page(kind, about, Asked())


@blueprint.post(f"{addresses.ALARMS}/<kind>/<about>/im")
def silence(kind: str, about: str) -> Response:
    """Tell nobody of it for a while."""
    asked, hours = Asked.read(), number("hours")
    if hours not in alarms.SILENCES:
        asked = asked.wrong("hours", _("Chọn thời gian tạm tắt"))
    if asked.errors:
        return _page(kind, about, asked, 422)
    with writing() as session:
        alarms.silence(session, alarms.find(session, kind, about), hours, asked.actor)
    return redirect(addresses.alarm(kind, about), 303)


@blueprint.post(f"{addresses.ALARMS}/<kind>/<about>/bao-lai")
def speak(kind: str, about: str) -> Response:
    """Let it be told of again."""
    asked = Asked.read()
    if asked.errors:
        return _page(kind, about, asked, 422)
    with writing() as session:
        alarms.speak(session, alarms.find(session, kind, about), asked.actor)
    return redirect(addresses.alarm(kind, about), 303)


def _page(kind: str, about: str, asked: Asked, status: int = 200) -> Response:
    with reading() as session:
        row = alarms.find(session, kind, about)
        done = deeds.of_target(session, alarms.target(row))[:20]
    page = render_template(
        "console/alarm.html",
        here="alarms",
        row=row,
        silent=alarms.silent(row),
        hours=number("hours"),
        choices=alarms.SILENCES,
        deeds=done,
        asked=asked,
    )
    return make_response(page, status)
