"""What a dossier asks of whom: the rows, whom they name, and the words that settle them."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec import Confirmation as Statement
from forms.spec import Form
from portal import clock
from portal.domain.errors import NotFound
from portal.models import Confirmation, ConfirmationState, Dossier, Event
from portal.services import consents, events
from portal.services.events import Occurrence
from portal.services.vault import Safe

ASKED, REMINDED, MISMATCH = "confirmation_asked", "confirmation_reminded", "confirmation_mismatch"
GIVEN, DECLINED, ON_PAPER, WAIVED = (
    consents.GIVEN,
    "confirmation_declined",
    consents.ON_PAPER,
    consents.WAIVED,
)
COMPLETE = "confirmations_complete"

SETTLED = frozenset(
    {ConfirmationState.CONFIRMED, ConfirmationState.ON_PAPER, ConfirmationState.WAIVED}
)
"""How a request stands that a dossier need not wait for any more."""


@dataclass(frozen=True)
class Named:
    """Somebody as the submitter named them; ``phone`` in E.164."""

    full_name: str = field(repr=False)
    citizen_number: str = field(repr=False)
    phone: str = field(repr=False)


def of(session: Session, dossier: Dossier) -> Sequence[Confirmation]:
    """List what a dossier asks of others, in the form's order."""
    query = sa.select(Confirmation).where(
        Confirmation.home_agency_id == dossier.home_agency_id,
        Confirmation.dossier_id == dossier.id,
    )
    order = query.order_by(Confirmation.number).execution_options(populate_existing=True)
    return session.execute(order).scalars().all()


def one(session: Session, dossier: Dossier, number: int) -> Confirmation:
    """Give a request of a dossier, as it stands now.

    :raises NotFound: if there is none of this number.
    """
    key = (dossier.home_agency_id, dossier.id, number)
    row = session.get(Confirmation, key, populate_existing=True)
    if row is None:
        raise NotFound(f"confirmation {number} of {dossier.id}")
    return row


def named(safe: Safe, row: Confirmation) -> Named:
    """Open whom a request names."""
    return Named(**safe.open_json(_label(row.number), row.sealed))


def seal(safe: Safe, number: int, who: Named) -> bytes:
    """Seal whom a request names."""
    return safe.seal_json(_label(number), vars(who))


def _label(number: int) -> str:
    return f"confirmation/{number}"


def statements(form: Form, row: Confirmation) -> tuple[Statement, ...]:
    """Give what somebody is asked to confirm, in the form's order."""
    return tuple(each for each in form.confirmations if each.id in row.asks["ids"])


@dataclass(frozen=True)
class Said:
    """Something about a request: ``facts`` tell nothing personal, ``private`` is sealed."""

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)
    private: Mapping[str, object] = field(default_factory=dict, repr=False)


def record(session: Session, safe: Safe, where: tuple[Dossier, Confirmation], said: Said) -> Event:
    """Append something about a request to its locked dossier's chain.

    What was submitted is named by its commitment, so that a yes is to exactly that.
    """
    dossier, row = where
    told = {"confirmation": row.number, "for": row.asks["ids"], **said.facts}
    what = Occurrence(
        kind=said.kind,
        occurred_at=clock.now(),
        facts={**told, "content": dossier.content_commitment},
        private=said.private,
    )
    # A dossier that is being born has no version yet.
    dossier.row_version = (dossier.row_version or 0) + 1
    return events.record(session, safe, dossier, what)


@dataclass(frozen=True)
class Settlement:
    """How a request was settled, by which event, and by whom if they signed in."""

    state: ConfirmationState
    event: Event
    citizen_id: uuid.UUID | None = None

    @property
    def at(self) -> datetime:
        """When."""
        return self.event.occurred_at


def settle(row: Confirmation, how: Settlement) -> None:
    """Note on the row of a request how it was settled; nobody is reminded any more."""
    row.state, row.citizen_id = how.state, how.citizen_id
    row.settled_at, row.event_seq, row.remind_at = how.at, how.event.seq, None
