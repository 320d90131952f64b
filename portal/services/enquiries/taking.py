"""Takes a question or complaint in: one transaction, a code of its own, once however often sent."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.enquiry_messages import Asked
from portal import clock, crypto
from portal.db import insert_for
from portal.domain import enquiries, evidence
from portal.domain.enquiries import EnquiryKind, EnquiryStanding
from portal.links import token_hash
from portal.models import Agency, Enquiry, EnquiryNumber
from portal.runtime import Runtime
from portal.services import agencies, notifications, vault
from portal.services.citizens import Signed
from portal.services.enquiries import trace
from portal.services.enquiries.trace import Opened, Said
from portal.services.vault import Place

MOST_MESSAGES = 5
"""Enquiries of a day by which one telephone gets an SMS: nobody floods somebody else's."""


@dataclass(frozen=True)
class Written:
    """What somebody wrote; ``once`` is the mark of the form they wrote it in.

    ``national_code`` is its code at the national portal if it was written there.
    ``may_publish``: they let everybody read it, without their name.
    """

    once: str
    kind: EnquiryKind
    said: Said = field(repr=False)
    dossier_code: str = ""
    language: str = "vi"
    national_code: str = ""
    may_publish: bool = False


def open_to(session: Session, citizen: Signed | None) -> list[Agency]:
    """List the agencies one can write to, by name; rehearsals among themselves."""
    return _standing(session, rehearsal=citizen is not None and citizen.rehearsal)


def others(session: Session, agency: Agency) -> list[Agency]:
    """List the agencies an enquiry can be handed to, by name."""
    found = _standing(session, rehearsal=agency.rehearsal)
    return [one for one in found if one.id != agency.id]


def _standing(session: Session, *, rehearsal: bool) -> list[Agency]:
    today = clock.today()
    kind = (Agency.rehearsal.is_(True),) if rehearsal else agencies.real()
    query = sa.select(Agency).where(
        *kind,
        sa.or_(Agency.valid_from.is_(None), Agency.valid_from <= today),
        sa.or_(Agency.valid_until.is_(None), Agency.valid_until >= today),
    )
    return list(session.scalars(query.order_by(Agency.name)))


def take(
    session: Session, rt: Runtime, agency: Agency, written: Written, citizen: Signed | None
) -> str:
    """Take an enquiry; gives the token of the link by which it is followed.

    What was taken already under the same mark is not taken again.
    """
    found = _taken(session, written)
    if found is None:
        # The row of the day's numbers is held: a second press waits here, and finds the first.
        code = _mint(session, agency)
        found = _taken(session, written) or _make(session, rt, agency, (code, written, citizen))
    link = notifications.open_link(session, rt, found)
    return rt.links.token(link.id)


def from_national(session: Session, rt: Runtime, agency: Agency, asked: Asked) -> Enquiry:
    """Take what was asked at the national portal, for the agency that is to answer.

    Its clock begins now: before this nobody here could have begun.
    """
    written = Written(
        once=crypto.token(crypto.new_key()),
        kind=EnquiryKind(asked.kind),
        said=Said(asked.name, asked.phone, asked.words),
        dossier_code=asked.dossier,
        national_code=asked.code,
    )
    return _make(session, rt, agency, (_mint(session, agency), written, None))


def _taken(session: Session, written: Written) -> Enquiry | None:
    query = sa.select(Enquiry).where(Enquiry.once == token_hash(written.once))
    return session.scalars(query).one_or_none()


def _mint(session: Session, agency: Agency) -> str:
    day = clock.today()
    statement = insert_for(session, EnquiryNumber).values(agency_id=agency.id, day=day, last=1)
    number = session.execute(
        statement.on_conflict_do_update(
            index_elements=["agency_id", "day"], set_={"last": EnquiryNumber.last + 1}
        ).returning(EnquiryNumber.last)
    ).scalar_one()
    return enquiries.code(agency.code, day, number)


def _make(
    session: Session, rt: Runtime, agency: Agency, what: tuple[str, Written, Signed | None]
) -> Enquiry:
    code, written, citizen = what
    place = Place(agency.id, crypto.uuid7(), vault.birth_month())
    safe, said = vault.make(session, rt, place), written.said
    index, told = (None, said) if written.national_code else _reachable(session, rt, said)
    row = Enquiry(
        home_agency_id=agency.id,
        id=place.dossier_id,
        birth_month=place.birth_month,
        code=code,
        **_told(written),
        standing=EnquiryStanding.RECEIVED,
        handled_by=agency.id,
        citizen_id=citizen.id if citizen else None,
        phone_index=index,
        sealed=trace.seal(safe, said),
        received_at=clock.now(),
        due_at=trace.due(session, agency, enquiries.CLASSIFY),
        seq=0,
        head=evidence.GENESIS,
    )
    session.add(row)
    session.flush()
    trace.note(session, Opened(row, safe, told), "received", {"words": said.words})
    return row


def _told(written: Written) -> dict[str, Any]:
    """Give the columns of what stands in the form beside who wrote it, and what."""
    return {
        "kind": written.kind,
        "dossier_code": written.dossier_code or None,
        "national_code": written.national_code or None,
        "may_publish": written.may_publish,
        "language": written.language,
        "once": token_hash(written.once),
    }


def _reachable(session: Session, rt: Runtime, said: Said) -> tuple[bytes | None, Said]:
    """Give the hash of a telephone, and whom to tell: nobody if too much came of it in a day."""
    if not said.phone:
        return None, said
    index = rt.index("enquiry_phone", said.phone)
    many = _today(session, index) >= MOST_MESSAGES
    return index, replace(said, phone="") if many else said


def _today(session: Session, index: bytes) -> int:
    since = clock.now() - timedelta(days=1)
    query = sa.select(sa.func.count()).where(
        Enquiry.phone_index == index, Enquiry.received_at > since
    )
    return session.execute(query.select_from(Enquiry)).scalar_one()
