"""What officers do: told as news, like that of any agency's system, and written down."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import Heard, News, NewsKind, ResultFile
from portal import clock, crypto
from portal.domain.errors import Unacceptable
from portal.models import Agency, DeskCase, Dossier
from portal.runtime import Runtime
from portal.services import agencies, inbox
from portal.services.attachments import Stored
from portal.services.desk import assigning, lying, opening, rules, transferring
from portal.services.desk.opening import Seen
from portal.services.desk.rules import Deed
from portal.services.desk.transferring import Where
from portal.services.hearing import Told
from portal.services.officers import holding
from portal.services.operations import deeds
from portal.services.operations.staff import Member
from portal.services.returning import parcels


@dataclass(frozen=True)
class Desk:
    """An officer at the desk of an agency."""

    agency: Agency
    officer: Member


def case(session: Session, agency: Agency, code: str) -> tuple[Dossier, DeskCase]:
    """Find a dossier that an agency may see, on whichever desk it lies, by its code.

    :raises NotFound: if there is none, or it does not concern this agency; the two look the same.
    """
    return lying.case(session, agency, code)


def do(
    session: Session, rt: Runtime, desk: Desk, code: str, what: tuple[Deed, Sequence[Stored]]
) -> Dossier:
    """Do something with a dossier; ``what`` is the deed, and files that go with it.

    :raises NotFound: if it does not concern this agency.
    :raises Conflict: if something happened to it since the officer looked.
    :raises Unacceptable: if the rules do not let it pass.
    """
    deed, files = what
    seen = Seen(code, deed.seen)
    dossier, held = opening.opened(session, desk.agency, desk.officer, seen)
    _on_this_desk(held, desk)
    rules.check(dossier, held, deed)
    if deed.kind == NewsKind.ASSIGNED:
        deed = assigning.resolved(session, desk.agency.id, deed, held)
    if deed.kind == NewsKind.RETURNED and parcels.under_way(session, dossier):
        # Nobody at the counter has it: it is returned when it arrives, or has come back.
        raise Unacceptable("parcel")
    told = Told(_news(desk, dossier, deed, files), files, patient=False)
    # An office it was handed to speaks as the desk it was handed in at: that is who is asked.
    home = agencies.by_id(session, dossier.home_agency_id)
    heard = inbox.apply(session, rt, home, told)
    if heard != Heard.APPLIED:
        raise Unacceptable("not_now")
    _keep(session, desk, held, deed)
    _record(session, desk, dossier, deed)
    if deed.kind == NewsKind.DECIDED:
        at = Where(desk.agency, desk.officer, code, dossier.seq)
        transferring.send_result(session, rt, at)
    return dossier


def _record(session: Session, desk: Desk, dossier: Dossier, deed: Deed) -> None:
    detail = {"kind": str(deed.kind), "again": bool(deed.why_again.strip())}
    actor = desk.officer.acting(deed.why_again)
    deeds.record(session, actor, "desk_deed", f"dossier:{dossier.id}", detail)


def _on_this_desk(held: DeskCase, desk: Desk) -> None:
    if not lying.here(held, desk.agency.id):
        raise Unacceptable("elsewhere")
    if held.arriving_since is not None:
        raise Unacceptable("arriving")


def look(session: Session, agency: Agency, code: str) -> None:
    """Note that somebody has seen what the citizen sent since."""
    _, held = case(session, agency, code)
    if held.letters:
        statement = sa.update(DeskCase).where(
            DeskCase.home_agency_id == held.home_agency_id, DeskCase.dossier_id == held.dossier_id
        )
        session.execute(statement.values(letters=0))


def _news(desk: Desk, dossier: Dossier, deed: Deed, files: Sequence[Stored]) -> News:
    listed = deed.kind in (NewsKind.REFUSED, NewsKind.SUPPLEMENT_REQUESTED)
    return News(
        id=f"desk-{crypto.uuid7()}",
        dossier=dossier.code,
        kind=deed.kind,
        occurred_at=deed.happened_at or clock.now(),
        seq=None,
        due_at=deed.due_at,
        officer=deed.officer.strip() or (deed.unit if deed.group_id else desk.officer.name),
        unit=deed.unit.strip() or _unit(desk, dossier),
        note=None if listed else deed.words.strip() or None,
        reasons=deed.reasons if listed else (),
        files=tuple(_named(file) for file in files),
        answers=deed.answers if deed.kind == NewsKind.MESSAGE else None,
        wanted=deed.wanted if deed.kind == NewsKind.SUPPLEMENT_REQUESTED else (),
        fees=deed.fees if deed.kind == NewsKind.FEE_REQUESTED else (),
    )


def _unit(desk: Desk, dossier: Dossier) -> str | None:
    """Name the office where it is not the one the dossier was handed in at."""
    return None if dossier.home_agency_id == desk.agency.id else desk.agency.name


def _named(file: Stored) -> ResultFile:
    return ResultFile(file.name, file.media_type, file.size, file.sha256, file.document)


def _keep(session: Session, desk: Desk, held: DeskCase, deed: Deed) -> None:
    """Keep who has it, and how often what is allowed once was done."""
    if deed.kind == NewsKind.ASSIGNED:
        held.officer, held.officer_id = deed.officer.strip(), deed.officer_id
        held.unit, held.group_id = deed.unit.strip(), deed.group_id
    elif _falls_to(session, desk, held):
        held.officer, held.officer_id = desk.officer.name, desk.officer.id
    held.supplements += deed.kind == NewsKind.SUPPLEMENT_REQUESTED
    held.extensions += deed.kind == NewsKind.EXTENDED


def _falls_to(session: Session, desk: Desk, held: DeskCase) -> bool:
    """Whether a dossier becomes theirs who does something with it: it is nobody else's."""
    agency_id, who = desk.agency.id, desk.officer.id
    holder = holding.holders(session, agency_id, [held])[held.dossier_id]
    if not holder.free:
        return False
    return not holder.group or holding.in_group(session, agency_id, who, held.group_id)


def colleagues(members: Sequence[Member], agency_id: uuid.UUID) -> tuple[str, ...]:
    """Name who works at an agency's desk."""
    return tuple(one.name for one in members if one.serves(agency_id))
