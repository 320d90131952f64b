"""Whom a dossier is assigned to (phân công): an officer of the desk, a group, or a name.

A name alone is for somebody who has no account here; one that an officer of the desk bears alone
is taken for that officer.
"""

import uuid
from dataclasses import replace

from sqlalchemy.orm import Session

from portal.domain.errors import Unacceptable
from portal.models import DeskCase
from portal.services.desk.rules import Deed
from portal.services.officers import groups, holding


def resolved(
    session: Session, agency_id: uuid.UUID, deed: Deed, held: DeskCase | None = None
) -> Deed:
    """Say who is meant, by id and by name; ``held`` is the dossier as it lies there.

    :raises Unacceptable: ``officer`` if nobody of this desk, or no open group of it, is.
    """
    if deed.group_id is not None:
        open_now = {one.id: one.name for one in groups.open_ones(session, agency_id)}
        if deed.group_id not in open_now:
            raise Unacceptable("officer")
        return replace(deed, officer="", officer_id=None, unit=open_now[deed.group_id])
    who = _officer(session, agency_id, deed)
    if who is None:
        return deed
    named = replace(deed, officer_id=who[0], officer=who[1])
    if held is None or not holding.in_group(session, agency_id, who[0], held.group_id):
        return named
    # Taken by one of its group: the group's again, should they leave.
    return replace(named, group_id=held.group_id, unit=deed.unit.strip() or held.unit)


def _officer(session: Session, agency_id: uuid.UUID, deed: Deed) -> tuple[uuid.UUID, str] | None:
    known = {one.id: one.name for one in groups.officers(session, agency_id)}
    if deed.officer_id is not None:
        if deed.officer_id not in known:
            raise Unacceptable("officer")
        return deed.officer_id, known[deed.officer_id]
    typed = _plain(deed.officer)
    alike = [(who, name) for who, name in known.items() if typed and _plain(name) == typed]
    return alike[0] if len(alike) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
