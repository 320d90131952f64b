"""How an agency's system is reached: settings in sight, secrets sealed and never shown again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.errors import Misconfigured
from connectors.registry import CONNECTORS, Role
from portal import axis_road, crypto
from portal.desk import NAME as DESK
from portal.domain.errors import Unacceptable
from portal.domain.states import FINAL
from portal.models import Agency, Dossier
from portal.runtime import Runtime
from portal.services.administration.agencies import locked
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor


@dataclass(frozen=True)
class Connection:
    """A connector, its settings, and the secrets that are to be set anew.

    A secret that is not named stays as it is; one that is named with nothing is taken away.
    """

    connector: str
    endpoint: Mapping[str, Any]
    secret: Mapping[str, Any] = field(repr=False)
    polled: bool = False


def choices() -> list[str]:
    """List the ways to reach an agency: every connector to its system, the desk, and the axis."""
    named = [name for name, held in CONNECTORS.items() if held.role == Role.AGENCY]
    return [*named, DESK, axis_road.NAME]


def secrets(rt: Runtime, agency: Agency) -> dict[str, Any]:
    """Open what is secret of a connection; never to be shown."""
    key = rt.keyring.derived(agency.key_id, "agency-credentials")
    found: dict[str, Any] = json.loads(crypto.unseal(key, agency.credentials, agency.code))
    return found


def connect(
    session: Session, rt: Runtime, which: tuple[str, int], wanted: Connection, actor: Actor
) -> Agency:
    """Set how an agency is reached; ``which`` is its code and the row version that was seen.

    What is promised to it goes the new way from now on, in the same order.

    :raises Conflict: if somebody has changed it since.
    :raises Unacceptable: ``connector`` if there is none of this name, ``settings`` with ``said``
        if the connector does not take these settings, ``busy`` if dossiers are open and the
        change is from a desk to a system or back: who holds them now would be forgotten.
    """
    row = locked(session, *which)
    if wanted.connector not in choices():
        raise Unacceptable("connector")
    if row.connector and (row.connector == DESK) != (wanted.connector == DESK):
        _nothing_open(session, row)
    kept = secrets(rt, row) if row.connector == wanted.connector else {}
    secret = {name: value for name, value in {**kept, **wanted.secret}.items() if value != ""}
    _configured(rt, wanted, secret)
    row.key_id = rt.keyring.current
    key = rt.keyring.derived(row.key_id, "agency-credentials")
    row.connector, row.endpoint, row.polled = wanted.connector, dict(wanted.endpoint), wanted.polled
    row.credentials = crypto.seal(key, json.dumps(secret).encode(), row.code)
    told = {"connector": wanted.connector, "secrets": sorted(wanted.secret)}
    deeds.record(session, actor, "agency_connected", f"agency:{row.code}", told)
    session.flush()
    return row


def _configured(rt: Runtime, wanted: Connection, secret: Mapping[str, Any]) -> None:
    if wanted.connector == DESK:
        if wanted.endpoint or secret:
            raise Unacceptable("settings", said="a desk has neither settings nor secrets")
        return
    try:
        if wanted.connector == axis_road.NAME:
            axis_road.read({**wanted.endpoint, **secret})
            return
        rt.partners.configured(wanted.connector, {**wanted.endpoint, **secret})
    except Misconfigured as error:
        raise Unacceptable("settings", said=str(error)) from error


def _nothing_open(session: Session, agency: Agency) -> None:
    query = sa.select(Dossier.id).where(
        Dossier.home_agency_id == agency.id, Dossier.state.not_in(FINAL)
    )
    if session.scalar(query.limit(1)) is not None:
        raise Unacceptable("busy")
