"""Comes before every page of the counter: an officer of this very agency, and only paper drafts."""

from typing import Any, cast

from flask import g, redirect, request
from werkzeug.wrappers import Response

from portal import desk as connector
from portal.domain.errors import NotFound
from portal.services.counter import taking
from portal.services.desk.dealing import Desk
from portal.web.citizen.addresses import Setting
from portal.web.context import reading, rt
from portal.web.desk import addresses
from portal.web.desk.guard import DOOR, desk

_FRAME = "desk/counter_frame.html"


def choose(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the agency out of the address: the pages of a draft know of none."""
    g.counter_agency = (values or {}).pop("agency", "")


def take() -> Response | None:
    """Let an officer in, and give a draft's pages the account by which the counter holds it.

    A browser that is signed in as a citizen besides goes on here as an officer alone.
    """
    refused = DOOR.let_in()
    if refused is not None:
        return refused
    agency, draft_id = g.counter_agency, (request.view_args or {}).get("draft_id")
    g.citizen, g.person_name = None, ""
    with reading() as session:
        at = desk(session, agency)
        if at.agency.connector != connector.NAME:
            raise NotFound(agency)
        if draft_id is not None:
            code = taking.became(session, at.agency, draft_id)
            if code:
                return redirect(addresses.case(agency, code), 303)
            g.citizen = taking.stand_in(session, rt(), at.agency, draft_id)
    left = addresses.counter(agency)
    g.counter, g.counter_draft, g.frame = at, draft_id, _FRAME
    g.drafts_set = Setting(left, left, addresses.dossiers(agency))
    return None


def here() -> Desk:
    """Give the officer at the counter."""
    return cast(Desk, g.counter)
