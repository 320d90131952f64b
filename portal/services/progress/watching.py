"""What operators watch of progress: connections that are quiet, dossiers that are not counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import Agency, Dossier, Lease, ProgressLink, ProgressUnit
from portal.services.progress.units import canonical

DUTY = "progress"
"""The duty of the scheduler that keeps progress up to date."""


@dataclass(frozen=True)
class Connected:
    """An agency of the portal as a unit; ``agency_code`` is its own spelling."""

    unit: ProgressUnit
    agency_code: str
    last_at: datetime | None


@dataclass(frozen=True)
class Freshness:
    """When figures were last brought up to date, and how many dossiers wait to be counted."""

    done_at: datetime | None
    uncounted: int


def connected(session: Session) -> Sequence[Connected]:
    """List the portal's agencies, those first that were heard longest ago or never."""
    codes = {canonical(code): code for code in session.execute(sa.select(Agency.code)).scalars()}
    query = (
        sa.select(ProgressUnit, ProgressLink.last_at)
        .join(ProgressLink, ProgressLink.unit == ProgressUnit.code)
        .where(ProgressLink.kind == "portal", ProgressUnit.code.in_(codes))
        .order_by(ProgressLink.last_at.is_not(None), ProgressLink.last_at, ProgressUnit.code)
    )
    return [Connected(row, codes[row.code], at) for row, at in session.execute(query).tuples()]


def freshness(session: Session) -> Freshness:
    """Say how fresh figures are."""
    uncounted = sa.select(sa.func.count()).select_from(Dossier).where(sa.text("counted_seq < seq"))
    duty = session.get(Lease, DUTY)
    waiting = session.execute(uncounted).scalar_one()
    return Freshness(duty.done_at if duty else None, int(waiting))
