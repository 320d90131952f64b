"""The journal: who did what, when and why."""

from flask import render_template

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
