"""What operators see of progress besides: which connections are quiet, and what is not counted."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from portal.models import ProgressUnit
from portal.services import outbox
from portal.services.outbox import Health
from portal.services.progress import watching
from portal.web.console.guard import guarded
from portal.web.context import reading
from portal.web.progress import addresses, asking

blueprint = guarded("console_progress", __name__)


@dataclass(frozen=True)
class Row:
    """A connected agency: when it was last heard, and how what is promised to it fares."""

    name: str
    href: str
    unit: ProgressUnit
    last_at: datetime | None
    health: Health | None


@blueprint.get(addresses.OPERATORS)
def show() -> str:
    """List connected agencies, the quietest first, and say whether the figures are fresh."""
    with reading() as session:
        health = {one.name: one for one in outbox.health(session)}
        seen = watching.connected(session)
        rows = [
            Row(
                name=asking.name_of(one.unit),
                href=addresses.of_node(one.unit.code),
                unit=one.unit,
                last_at=one.last_at,
                health=health.get(f"agency:{one.agency_code}"),
            )
            for one in seen
        ]
        freshness = watching.freshness(session)
    return render_template("console/progress.html", here="progress", rows=rows, fresh=freshness)
