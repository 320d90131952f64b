"""Health: the answer first, then each destination; and holding one back or letting it go."""

from collections.abc import Sequence

from flask import make_response, redirect, render_template
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound
from portal.services import outbox
from portal.services.operations import deeds, health, parking
from portal.services.outbox import Health
from portal.web.console import addresses
from portal.web.console.asking import Asked
from portal.web.console.charts import drawn
from portal.web.console.guard import guarded
from portal.web.context import reading, writing

blueprint = guarded("console_health", __name__)


@blueprint.get(addresses.HOME)
def show() -> str:
    """Say whether every dossier is on its way, or what is wrong and since when."""
    with reading() as session:
        destinations = outbox.health(session)
        found = health.problems(session, destinations)
        rows = health.fares(session, destinations)
    return render_template("console/health.html", here="health", problems=found, rows=rows)


@blueprint.get(f"{addresses.DESTINATIONS}/<name>")
def one(name: str) -> Response:
    """Show how one destination fares, over a day and over a month."""
    return _page(name, Asked())


@blueprint.post(f"{addresses.DESTINATIONS}/<name>/dung")
def pause(name: str) -> Response:
    """Hold a destination back; what is promised to it waits."""
    asked = Asked.read()
    if asked.errors:
        return _page(name, asked, 422)
    with writing() as session:
        _known(outbox.health(session), name)
        parking.pause(session, name, asked.actor)
    return redirect(addresses.destination(name), 303)


@blueprint.post(f"{addresses.DESTINATIONS}/<name>/chay")
def resume(name: str) -> Response:
    """Let a destination go again."""
    asked = Asked.read()
    if asked.errors:
        return _page(name, asked, 422)
    with writing() as session:
        parking.resume(session, name, asked.actor)
    return redirect(addresses.destination(name), 303)


def _page(name: str, asked: Asked, status: int = 200) -> Response:
    with reading() as session:
        known = [_known(outbox.health(session), name)]
        row = health.fares(session, known)[0]
        charts = health.charts(session, name)
        done = deeds.of_target(session, f"destination:{name}")[:20]
    page = render_template(
        "console/destination.html",
        here="health",
        row=row,
        hours=drawn(charts.hours),
        days=drawn(charts.days),
        deeds=done,
        asked=asked,
    )
    return make_response(page, status)


def _known(destinations: Sequence[Health], name: str) -> Health:
    found = next((each for each in destinations if each.name == name), None)
    if found is None:
        raise NotFound(name)
    return found
