"""A step of the work on a dossier (bước xử lý), as an agency's own process has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """What is done in a step, from when, and by when it ought to be done; None: not said.

    Who does it stands beside it in the news: its officer and its unit.
    """

    name: str
    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def of(cls, plain: Mapping[str, str | None]) -> Self:
        """Read a step from what ``plain`` gave."""
        since, until = (
            datetime.fromisoformat(text) if (text := plain[name]) else None
            for name in ("since", "until")
        )
        return cls(plain["name"] or "", since, until)

    def plain(self) -> dict[str, str | None]:
        """Give it as values that JSON carries."""
        since, until = (at.isoformat() if at else None for at in (self.since, self.until))
        return {"name": self.name, "since": since, "until": until}
