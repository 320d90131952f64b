"""A result on its way by post (bưu chính công ích): posted, told of by its carrier, delivered.

A dossier is returned when its parcel was delivered, and not before; one that could not be
delivered comes back to the counter, and waits there in sight.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal import clock
from portal.db import insert_once
from portal.domain import returning
from portal.domain.errors import Unacceptable
from portal.domain.returning import Parcel, Way
from portal.domain.states import State
from portal.models import Dossier, DossierReturn, Event, ParcelEvent
from portal.services import events, notifications, promises, tracking
from portal.services.events import Occurrence
from portal.services.promises import Errand
from portal.services.returning import choosing
from portal.services.vault import Safe

RETURNED = "returned"
CARRIER, CONSIGN = "post_office", "consign"
"""The carrier that has a system, and the promise to have it fetch a parcel."""
FIRST_LOOK = timedelta(minutes=15)
LONGEST_REST = timedelta(hours=6)
"""How soon a carrier is asked how far a parcel is, and how rarely at most."""
LONGEST = 100
"""Characters of a consignment number."""


@dataclass(frozen=True)
class Posting:
    """What a carrier took: its number for the parcel (mã bưu gửi), what it asks for, in đồng."""

    consignment: str
    carrier: str = ""
    fee: int = 0


@dataclass(frozen=True)
class Tracked:
    """What a carrier tells of a parcel: its own id of the word, and how far it has come.

    ``step`` is None for a word nobody knows: it is written down, and moves nothing.
    """

    id: str
    step: Parcel | None
    at: datetime
    words: str = field(default="", repr=False)


def kind(step: Parcel) -> str:
    """Name the event by which a parcel has come so far."""
    return RETURNED if step == Parcel.DELIVERED else f"parcel_{step}"


def under_way(session: Session, dossier: Dossier) -> bool:
    """Say whether the result is with a carrier, so that nobody can hand it over at the counter."""
    row = choosing.row_of(session, dossier)
    return row is not None and row.parcel in returning.UNDER_WAY


def ready(dossier: Dossier, row: DossierReturn | None) -> DossierReturn:
    """Give the way of a result that can be posted now.

    :raises Unacceptable: ``not_now`` if there is no result, or it has gone; ``recipient`` if nobody
        has said where to.
    """
    if dossier.state != State.DECIDED or row is not None and row.parcel in returning.UNDER_WAY:
        raise Unacceptable("not_now")
    if row is None or row.way != Way.POST or row.sealed_to is None:
        raise Unacceptable("recipient", fields=["full_name", "phone", "address"])
    return row


def ask_carrier(session: Session, safe: Safe, dossier: Dossier) -> Event:
    """Promise to have the carrier fetch the result of a locked dossier, once.

    :raises Unacceptable: as ``ready`` does.
    """
    row = ready(dossier, choosing.row_of(session, dossier))
    what = Occurrence(kind=kind(Parcel.ASKED), occurred_at=clock.now(), facts={"carrier": CARRIER})
    event = events.record(session, safe, dossier, what)
    errand = Errand(f"carrier:{CARRIER}", CONSIGN, promises.NEWS)
    row.reference = promises.make(session, dossier, event, errand).key
    row.parcel, row.carrier, row.consignment, row.fee = Parcel.ASKED, CARRIER, None, 0
    return event


def numbered(session: Session, safe: Safe, dossier: Dossier, number: str, fee: int) -> None:
    """Write down which number the carrier gave a parcel it was asked to fetch; told once."""
    row = choosing.row_of(session, dossier)
    if row is None or row.parcel != Parcel.ASKED or row.consignment is not None:
        return
    row.consignment, row.fee, row.next_look_at = number, fee, clock.now() + FIRST_LOOK
    facts = {"carrier": row.carrier, "consignment": number, "fee": fee}
    events.record(session, safe, dossier, Occurrence("parcel_numbered", clock.now(), facts=facts))


def posted(session: Session, safe: Safe, dossier: Dossier, sent: Posting) -> Event:
    """Write down that a carrier has the result of a locked dossier, and tell the citizen.

    :raises Unacceptable: as ``ready`` does; ``consignment`` if the number cannot be one.
    """
    row = choosing.row_of(session, dossier)
    if row is None or row.parcel != Parcel.ASKED:
        row = ready(dossier, row)
    number = sent.consignment.strip().upper()
    if not (number.isascii() and number.isprintable() and 0 < len(number) <= LONGEST):
        raise Unacceptable("consignment")
    if row.parcel == Parcel.ASKED:
        # By hand after all: nobody is to fetch it a second time.
        promises.settle(session, dossier, CONSIGN)
    row.parcel, row.posted_at, row.next_look_at = Parcel.POSTED, clock.now(), None
    row.consignment, row.carrier, row.fee = number, sent.carrier, sent.fee
    what = Occurrence(
        kind=kind(Parcel.POSTED),
        occurred_at=row.posted_at,
        facts={"carrier": sent.carrier, "consignment": number, "fee": sent.fee},
    )
    return _told(session, safe, dossier, what)


def heard(session: Session, safe: Safe, dossier: Dossier, told: Tracked) -> Event | None:
    """Let a carrier's word about the parcel of a locked dossier count, once.

    None if it was known, or is older than what is known.

    :raises Unacceptable: ``not_now`` if the dossier has no parcel.
    """
    row = choosing.row_of(session, dossier)
    if row is None or row.consignment is None or row.parcel is None:
        raise Unacceptable("not_now")
    fresh = insert_once(
        session,
        ParcelEvent,
        home_agency_id=dossier.home_agency_id,
        dossier_id=dossier.id,
        birth_month=dossier.birth_month,
        consignment=row.consignment,
        told_id=told.id,
        told_at=clock.now(),
    )
    if not fresh or told.step is not None and not returning.goes_on(row.parcel, told.step):
        return None
    event = _apply(session, safe, dossier, row, told)
    known = (row.home_agency_id, row.dossier_id, row.consignment, told.id)
    session.get_one(ParcelEvent, known).event_seq = event.seq
    return event


def _apply(
    session: Session, safe: Safe, dossier: Dossier, row: DossierReturn, told: Tracked
) -> Event:
    delivered = told.step == Parcel.DELIVERED and dossier.state == State.DECIDED
    what = Occurrence(
        kind=kind(told.step) if told.step else "parcel_told",
        # A carrier's clock may run ahead; nothing has happened later than now.
        occurred_at=min(told.at, clock.now()),
        after=State.RETURNED if delivered else None,
        facts={"carrier": row.carrier, "consignment": row.consignment, "way": Way.POST},
        private={"note": told.words},
    )
    if told.step is not None:
        row.parcel = told.step
    if told.step in (Parcel.BACK, Parcel.DELIVERED):
        row.next_look_at = None
    if delivered:
        return tracking.move(session, safe, dossier, what)
    return _told(session, safe, dossier, what)


def _told(session: Session, safe: Safe, dossier: Dossier, what: Occurrence) -> Event:
    event = events.record(session, safe, dossier, what)
    notifications.promise(session, dossier, event)
    return event
