"""What an agency and a paper are told of confirmations: who, to what, when, vouched for how."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.confirmations import Confirmation
from forms.spec import Confirmation as Statement
from forms.spec import Form
from portal.models import Dossier, Event
from portal.services import events
from portal.services.vault import Safe

GIVEN, ON_PAPER, WAIVED = (
    "confirmation_given",
    "confirmation_on_paper",
    "confirmation_waived",
)

OUTCOMES = {
    GIVEN: "confirmed",
    ON_PAPER: "on_paper",
    WAIVED: "waived",
}


@dataclass(frozen=True)
class Confirmed:
    """One statement that was settled, by which event."""

    seq: int
    by: Confirmation = field(repr=False)


def read(session: Session, safe: Safe, dossier: Dossier, form: Form) -> tuple[Confirmed, ...]:
    """List what was settled of a dossier, in the form's order; nothing where nobody was asked."""
    if not form.confirmations:
        return ()
    query = sa.select(Event).where(
        Event.home_agency_id == dossier.home_agency_id,
        Event.dossier_id == dossier.id,
        Event.kind.in_(OUTCOMES),
    )
    found = list(_settled(session.execute(query).scalars().all(), safe, form))
    order = [each.id for each in form.confirmations]
    return tuple(sorted(found, key=lambda each: order.index(each.by.id)))


def as_of(told: Sequence[Confirmed], seq: int) -> tuple[Confirmation, ...]:
    """Give what was settled by the time of an event."""
    return tuple(each.by for each in told if each.seq <= seq)


def _settled(found: Sequence[Event], safe: Safe, form: Form) -> Iterator[Confirmed]:
    statements = {each.id: each for each in form.confirmations}
    for event in found:
        private = events.private(safe, event)
        for name in event.facts["for"]:
            yield Confirmed(event.seq, _told(event, private, statements[name]))


def _told(event: Event, private: Mapping[str, str], statement: Statement) -> Confirmation:
    return Confirmation(
        id=statement.id,
        role=statement.person,
        name=statement.name.vi,
        statement=statement.statement.vi,
        outcome=OUTCOMES[event.kind],
        at=event.occurred_at,
        full_name=private.get("full_name", ""),
        citizen_number=private.get("citizen_number", ""),
        assurance=event.facts.get("acr", ""),
        document=event.facts.get("document", ""),
    )
