"""Working calendars as the database holds them, and the terms forms set."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.logic import Scope, holds
from forms.spec import Form
from portal import clock
from portal.db import insert_once
from portal.domain.calendar import Calendar
from portal.domain.errors import NotFound
from portal.models import CalendarVersion

DEFAULT = "vn"


def version(session: Session, name: str, number: int) -> Calendar:
    """Give one version of a calendar.

    :raises NotFound: if it was never made.
    """
    row = session.get(CalendarVersion, (name, number))
    if row is None:
        raise NotFound(f"calendar {name} {number}")
    return Calendar.from_data(row.body)


def newest(session: Session, name: str) -> Calendar:
    """Give the newest approved version of a calendar, which new dossiers are frozen to.

    :raises NotFound: if there is none.
    """
    number = session.scalar(
        sa.select(sa.func.max(CalendarVersion.version)).where(
            CalendarVersion.name == name, CalendarVersion.approved_at.is_not(None)
        )
    )
    if number is None:
        raise NotFound(f"calendar {name}")
    return version(session, name, number)


def publish(session: Session, calendar: Calendar, approved_by: str) -> bool:
    """Keep a calendar's version if it is new, approved at once; says whether it was new."""
    now = clock.now()
    return insert_once(
        session,
        CalendarVersion,
        name=calendar.name,
        version=calendar.version,
        body=calendar.to_data(),
        hash=calendar.hash,
        made_at=now,
        approved_at=now,
        approved_by=approved_by,
    )


def term(form: Form, scope: Scope) -> dict[str, Any]:
    """Find the term a form sets for a case and its answers, as a dossier keeps it."""
    found = next((p for p in form.processing if holds(p.when, scope)), form.processing[-1])
    return {
        "quantity": str(found.quantity),
        "unit": found.unit,
        "cut_off": found.cut_off.isoformat("minutes") if found.cut_off else None,
    }
