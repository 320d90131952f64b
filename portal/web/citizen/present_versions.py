"""What the page is given to show on which a citizen chooses between two versions of a form."""

from dataclasses import dataclass
from datetime import datetime

from portal.web.citizen.present import ErrorLine, Field


@dataclass(frozen=True)
class ChangeGroup:
    """What changed in one respect, each a sentence."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class KeptAnswer:
    """An answer as it was given."""

    label: str
    text: str


@dataclass(frozen=True)
class VersionPage:
    """The choice. ``gone`` answers and ``files`` have no place in the newer version, ``again``
    are those to be looked at again there; ``case`` is asked for if the draft's is no more.

    Without ``movable`` the agency of the draft does not take the newer version.
    """

    procedure: str
    action: str
    version: int
    form_hash: str
    since: datetime
    changes: tuple[ChangeGroup, ...]
    gone: tuple[KeptAnswer, ...] = ()
    again: tuple[KeptAnswer, ...] = ()
    files: tuple[str, ...] = ()
    case: Field | None = None
    movable: bool = True

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(self.case.errors()) if self.case else ()
