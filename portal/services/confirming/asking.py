"""Asks people to confirm: a row, an event and a promised message each."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.needs import Confirmer
from portal import clock
from portal.models import Confirmation, ConfirmationState, Dossier, Event, Promise, PromiseState
from portal.runtime import Runtime
from portal.services import notifications, promises
from portal.services.confirming import requests
from portal.services.confirming.requests import Named, Said
from portal.services.promises import Errand
from portal.services.vault import Safe


def begin(
    session: Session, rt: Runtime, safe: Safe, dossier: Dossier, people: Sequence[Confirmer]
) -> None:
    """Ask everybody a dossier that is being submitted has to wait for."""
    now = clock.now()
    for number, person in enumerate(people, start=1):
        who = Named(person.full_name, person.citizen_number, person.phone)
        row = Confirmation(
            home_agency_id=dossier.home_agency_id,
            dossier_id=dossier.id,
            birth_month=dossier.birth_month,
            number=number,
            state=ConfirmationState.WAITING,
            required=person.required,
            asks={"ids": [each.id for each in person.confirmations]},
            number_index=rt.index("citizen_number", person.citizen_number),
            sealed=requests.seal(safe, number, who),
            strangers={"ids": []},
            asked_at=now,
            invited=0,
            reminded=0,
            remind_at=next_reminder(rt, now, 0),
        )
        session.add(row)
        event = requests.record(session, safe, (dossier, row), Said(requests.ASKED))
        invite(session, dossier, row, event)


def invite(session: Session, dossier: Dossier, row: Confirmation, event: Event) -> None:
    """Promise the person a message; what was promised before and has not gone is let go.

    Each person is a destination: a telephone that cannot be reached keeps nobody else waiting.
    """
    drop_invitations(session, dossier, destination(row))
    promises.make(session, dossier, event, Errand(destination(row), "invite", promises.NEWS))


def destination(row: Confirmation) -> str:
    """Name where messages to a person go."""
    return f"{notifications.SMS}:confirmer-{row.number}"


def drop_invitations(session: Session, dossier: Dossier, to: str = "") -> None:
    """Let go of messages that are not wanted any more, those of one person or all."""
    session.execute(
        sa.update(Promise)
        .where(
            Promise.home_agency_id == dossier.home_agency_id,
            Promise.dossier_id == dossier.id,
            Promise.kind == "invite",
            *([Promise.destination == to] if to else []),
            Promise.state.in_(promises.OPEN),
        )
        .values(state=PromiseState.DROPPED, settled_at=clock.now(), leased_by=None)
    )


def next_reminder(rt: Runtime, asked_at: datetime, reminded: int) -> datetime | None:
    """Say when somebody who was asked is reminded next, if at all."""
    days = rt.settings.confirm_remind_days
    return asked_at + timedelta(days=days[reminded]) if reminded < len(days) else None
