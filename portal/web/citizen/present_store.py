"""What the pages of a citizen's own papers are given to show."""

from dataclasses import dataclass, field
from datetime import datetime

from portal.domain.digitising import Facts
from portal.web.citizen.present_check import Finding


@dataclass(frozen=True)
class KeptRow:
    """A paper of the store. ``state`` is its standing, or ``expired``, ``early`` (not yet valid).

    ``used`` are codes of dossiers it was used for again, ``looked`` when officers looked at it,
    ``why`` the reason it was revoked for.
    """

    title: str
    href: str
    file_name: str
    size: int
    facts: Facts = field(repr=False)
    state: str
    usable: bool
    since: datetime
    origin: str
    kept_at: datetime
    finding: Finding | None = None
    used: tuple[str, ...] = ()
    looked: tuple[datetime, ...] = ()
    why: str = field(default="", repr=False)


@dataclass(frozen=True)
class StorePage:
    """The papers of a citizen; not ``open`` to an account whose number nobody has verified.

    ``searches`` are when officers looked into their stores, each with the agency's name.
    """

    papers: tuple[KeptRow, ...] = ()
    open: bool = True
    searches: tuple[tuple[datetime, str], ...] = ()
