"""Pages on which administrators set what the portal runs by."""

from datetime import timedelta

from flask import render_template

from portal.services.administration import agencies as _agencies
from portal.services.catalogues import lists as _lists
from portal.services.catalogues import reading as _catalogues
from portal.services.seals import keeping
from portal.web.console import addresses
from portal.web.console.administration import (
    accounts,
    agencies,
    calendars,
    catalogues,
    code_list_versions,
    code_lists,
    connections,
    covers,
    groups,
    people,
    seals,
    texts,
)
from portal.web.console.guard import guarded
from portal.web.context import reading

# As long as it takes to ask for another certificate and get it.
_SOON = timedelta(days=45)
_first = guarded("console_administration", __name__)


@_first.get(addresses.ADMINISTRATION)
def show() -> str:
    """Lead to each part."""
    with reading() as session:
        lacking = [row for row in _agencies.everyone(session) if not row.connector]
        ending = keeping.ending(session, _SOON)
        waiting = _catalogues.waiting(session)
        lists_waiting = _lists.all_waiting(session)
    return render_template(
        "console/administration/administration.html",
        here="admin",
        lacking=lacking,
        ending=ending,
        catalogues_waiting=waiting,
        lists_waiting=lists_waiting,
    )


BLUEPRINTS = (
    _first,
    agencies.blueprint,
    connections.blueprint,
    seals.blueprint,
    accounts.blueprint,
    groups.blueprint,
    covers.blueprint,
    people.blueprint,
    calendars.blueprint,
    texts.blueprint,
    catalogues.blueprint,
    code_lists.blueprint,
    code_list_versions.blueprint,
)
