"""Where the rehearsal is: its plan, its script, its browser, and what it has seen so far."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from portal.rehearsal.browser import Browser
from portal.rehearsal.counterparties import Agencies, Inbox
from portal.rehearsal.outcome import Skipped, Unexpected
from portal.rehearsal.page import Page
from portal.rehearsal.script import Script

T = TypeVar("T")
_FIRST_LOOK, _LONGEST_LOOK = 0.1, 1.0


@dataclass(frozen=True)
class Plan:
    """What to play against: the portal, who to sign in with, the other ends if they can be asked.

    ``provider`` names the identity provider; empty is everybody's. ``patience`` is how many
    seconds each thing the agency does may take.
    """

    base_url: str
    procedure: str | None = None
    provider: str = "rehearsal"
    agency_control: str = ""
    sms_inbox: str = ""
    patience: float = 30.0


@dataclass
class Journey:
    """One citizen's way, from the first page on."""

    plan: Plan
    script: Script
    browser: Browser
    page: Page | None = None
    person: str = ""
    code: str = ""
    agency: str = ""
    due: str = ""
    link: str = ""
    secrets: dict[str, str] = field(default_factory=dict, repr=False)
    private: list[str] = field(default_factory=list)

    @property
    def here(self) -> Page:
        """The page we are on.

        :raises Unexpected: if the step before left us on none.
        """
        if self.page is None:
            raise Unexpected("a page to go on from", "none")
        return self.page

    @property
    def agencies(self) -> Agencies | None:
        """The agencies' control address, if it was given."""
        return Agencies(self.plan.agency_control) if self.plan.agency_control else None

    @property
    def inbox(self) -> Inbox:
        """The telephones.

        :raises Skipped: if nobody said where they are.
        """
        if not self.plan.sms_inbox:
            raise Skipped("no --sms-inbox to read messages in")
        return Inbox(self.plan.sms_inbox)

    def until(self, expected: str, look: Callable[[], T | None], came: Callable[[], str]) -> T:
        """Look again and again until something is there.

        :raises Unexpected: if it is not in time.
        """
        limit, pause = time.monotonic() + self.plan.patience, _FIRST_LOOK
        while not (found := look()):
            if time.monotonic() + pause > limit:
                raise Unexpected(f"{expected} within {self.plan.patience:g} s", came())
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_LOOK)
        return found
