"""What is told to whoever keeps the portal up, in our own words: no person and no dossier in it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something wrong (or ``over``): its cause, what it is about, how many, since when (UTC)."""

    cause: str
    about: str
    count: int
    since: datetime | None
    over: bool
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Round:
    """All that is to be told at once: a broken line must not become a letter per agency."""

    portal: str
    subject: str
    alarms: tuple[Alarm, ...]

    @property
    def text(self) -> str:
        """The whole round as plain text, a line for each alarm and its link."""
        lines = [f"- {each.text}\n  {each.link}" for each in self.alarms]
        return "\n".join([self.subject, "", *lines, ""])
