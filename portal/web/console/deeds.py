"""The journal: who did what, when and why."""

from flask import redirect, render_template
from werkzeug.wrappers import Response

from portal.services.operations import deeds
from portal.web.console import addresses
from portal.web.console.guard import guarded
from portal.web.context import reading

blueprint = guarded("console_deeds", __name__)


@blueprint.get(addresses.DEEDS)
def show() -> str:
    """Show what was done lately."""
    with reading() as session:
        rows = deeds.recent(session)
    return render_template("console/deeds.html", here="deeds", deeds=rows)


@blueprint.get(addresses.HOME)
def home() -> Response:
    """Open the first page of the console."""
    return redirect(addresses.FORMS, 303)
