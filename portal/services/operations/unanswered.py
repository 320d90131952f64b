"""Which dossiers wait for their first answer longer than the eight working hours they may."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, desk
from portal.domain import states
from portal.domain.states import Channel, State
from portal.models import Agency, Dossier


@dataclass(frozen=True)
class Waiting:
    """At which desk how many wait too long, and since when the longest."""

    agency: str
    since: datetime
    count: int


def waiting(session: Session) -> Iterator[Waiting]:
    """Tell at which desks dossiers wait too long; what other systems do is their own affair."""
    query = (
        sa.select(
            Agency.code,
            sa.func.min(Dossier.answer_due, type_=Dossier.answer_due.type),
            sa.func.count(),
        )
        .join(Dossier, Dossier.home_agency_id == Agency.id)
        .where(Agency.connector == desk.NAME, *too_long())
        .group_by(Agency.code)
    )
    for code, since, count in session.execute(query):
        yield Waiting(code, since, count)


def claims(session: Session) -> Iterator[Waiting]:
    """Tell which agencies leave claims for an exemption too long, whatever system they have.

    Nobody can pay such a fee meanwhile, so that this is an affair of ours as well.
    """
    query = (
        sa.select(
            Agency.code,
            sa.func.min(Dossier.claim_due, type_=Dossier.claim_due.type),
            sa.func.count(),
        )
        .join(Dossier, Dossier.home_agency_id == Agency.id)
        .where(
            Dossier.claim_due < clock.now(),
            Dossier.state.in_(states.OPEN),
            Dossier.rehearsal.is_(False),
        )
        .group_by(Agency.code)
    )
    for code, since, count in session.execute(query):
        yield Waiting(code, since, count)


def too_long() -> tuple[sa.ColumnElement[bool], ...]:
    """Ask for what waits too long now."""
    # Written out, so that a database finds the index of what waits.
    waits = Dossier.state == sa.literal_column(f"'{State.SUBMITTED}'")
    return waits, Dossier.answer_due < clock.now(), *counted()


def counted() -> tuple[sa.ColumnElement[bool], ...]:
    """Ask for what the eight hours are for: what came online, rehearsals left out."""
    return Dossier.channel == Channel.ONLINE, Dossier.rehearsal.is_(False)
