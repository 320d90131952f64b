"""Has the post fetch results, and asks it how far their parcels are (bưu chính công ích)."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.errors import ConnectorError, Rejected
from connectors.parcels import Consignment, ParcelStatus, ParcelWord, Party, Tracking
from portal import clock, log
from portal.domain.returning import Parcel
from portal.exchanges.outcome import Effect
from portal.models import Dossier, DossierReturn
from portal.runtime import Runtime
from portal.services import agencies, events, vault
from portal.services.promises import Leased
from portal.services.returning import choosing, parcels
from portal.services.returning.parcels import CONSIGN, Tracked
from portal.services.vault import Safe

__all__ = ["CONSIGN", "consign", "look_all"]

BATCH = 200
_STEPS = {
    ParcelStatus.COLLECTED: Parcel.POSTED,
    ParcelStatus.IN_TRANSIT: Parcel.ON_WAY,
    ParcelStatus.FAILED: Parcel.FAILED,
    ParcelStatus.RETURNED: Parcel.BACK,
    ParcelStatus.DELIVERED: Parcel.DELIVERED,
}
_log = log.get()


def consign(rt: Runtime, leased: Leased) -> Effect:
    """Have the post fetch a result; after a doubtful try it is asked first.

    :raises connectors.errors.ConnectorError: whatever the post's answer comes to.
    """
    parcel = _parcel(rt, leased)
    connector = rt.partners.carrier()
    tracking = connector.ask(leased.key) if leased.unsure else None
    tracking = tracking or connector.send(parcel)

    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
        parcels.numbered(session, safe, dossier, tracking.number, tracking.fee)

    return effect


def _parcel(rt: Runtime, leased: Leased) -> Consignment:
    with rt.db.read() as session:
        key = (leased.home_agency_id, leased.dossier_id)
        dossier = session.get_one(Dossier, key)
        standing = choosing.of(session, vault.unlock(session, rt, *key), dossier)
        agency = agencies.by_id(session, leased.home_agency_id)
    if standing.to is None:
        raise Rejected("nobody has said where the parcel goes")
    to = standing.to
    sender = Party(agency.name, agency.phone, agency.address or agency.name)
    return Consignment(leased.key, sender, Party(to.full_name, to.phone, to.address))


def look_all(rt: Runtime) -> int:
    """Ask about a batch of parcels that are due; returns how many words were news.

    A post that is away is asked about all of them the next time.
    """
    count = 0
    for row in _due(rt):
        assert row.reference is not None
        try:
            tracking = rt.partners.carrier().ask(row.reference)
        except ConnectorError as error:
            _log.warning("parcel_not_asked", error=str(error))
            break
        if tracking is None:
            # It took the parcel, gave it a number and knows nothing of it: somebody has to look.
            _log.error("parcel_not_known", dossier=str(row.dossier_id), carrier=row.carrier)
        with rt.db.write() as session:
            count += _record(session, rt, (row.home_agency_id, row.dossier_id), tracking)
    return count


def _due(rt: Runtime) -> Sequence[DossierReturn]:
    with rt.db.read() as session:
        query = sa.select(DossierReturn).where(DossierReturn.next_look_at <= clock.now())
        query = query.where(DossierReturn.reference.is_not(None))
        return session.scalars(query.order_by(DossierReturn.next_look_at).limit(BATCH)).all()


def _record(
    session: Session, rt: Runtime, key: tuple[UUID, UUID], tracking: Tracking | None
) -> int:
    """Let each word count once, oldest first, and say when the post is asked next."""
    dossier = events.lock(session, *key)
    row = choosing.row_of(session, dossier)
    assert row is not None
    row.next_look_at = clock.now() + _rest(row)
    if tracking is None or tracking.number != row.consignment:
        return 0
    safe = vault.unlock(session, rt, *key)
    told = sorted(tracking.words, key=lambda word: (word.at, word.id.zfill(20)))
    return sum(_heard(session, safe, dossier, word) for word in told)


def _heard(session: Session, safe: Safe, dossier: Dossier, word: ParcelWord) -> bool:
    if word.status == ParcelStatus.REGISTERED:
        # That it is known there is what its number has said already.
        return False
    step = _STEPS.get(word.status)
    told = Tracked(word.id, step, word.at, word.words)
    return parcels.heard(session, safe, dossier, told) is not None


def _rest(row: DossierReturn) -> timedelta:
    """Rest as long as the parcel has been under way, within bounds."""
    age = clock.now() - (row.posted_at or row.chosen_at)
    return min(max(age, parcels.FIRST_LOOK), parcels.LONGEST_REST)
