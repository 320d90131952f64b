"""Whom a dossier can be assigned to: the groups and officers of a desk, as a page offers them."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.services.officers import groups

_GROUP, _OFFICER = "nhom", "can-bo"


@dataclass(frozen=True)
class Choice:
    """What a page sends, and what people read."""

    value: str
    label: str


@dataclass(frozen=True)
class Choices:
    """The groups of a desk and its officers."""

    groups: Sequence[Choice] = ()
    officers: Sequence[Choice] = ()


def choices(session: Session, agency_id: uuid.UUID) -> Choices:
    """List whom a dossier can be assigned to; officers of one name are told apart."""
    found = groups.officers(session, agency_id)
    often = Counter(one.name for one in found)
    return Choices(
        [Choice(f"{_GROUP}:{one.id}", one.name) for one in groups.open_ones(session, agency_id)],
        [
            Choice(
                f"{_OFFICER}:{one.id}",
                one.name if often[one.name] == 1 else f"{one.name} ({one.subject})",
            )
            for one in found
        ],
    )


class Whom(NamedTuple):
    """Whose id was chosen."""

    officer_id: uuid.UUID | None = None
    group_id: uuid.UUID | None = None


def chosen(given: Mapping[str, str]) -> Whom:
    """Read whom somebody chose; what makes no sense is nobody's id."""
    kind, _colon, said = given.get("to", "").partition(":")
    if not kind:
        return Whom()
    try:
        found = uuid.UUID(said)
    except ValueError:
        found = uuid.UUID(int=0)
    return Whom(officer_id=found) if kind == _OFFICER else Whom(group_id=found)
