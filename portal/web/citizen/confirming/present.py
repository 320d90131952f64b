"""What the pages of confirming are given to show: frozen values, ready to be read by people."""

from dataclasses import dataclass
from datetime import datetime

from portal.web.citizen.present import ErrorLine, Field


@dataclass(frozen=True)
class InvitationPage:
    """What anybody with the link sees: which procedure, who asks (masked), in which role."""

    procedure: str
    asker: str
    roles: tuple[str, ...]
    sign_in_href: str


@dataclass(frozen=True)
class Given:
    """One answer of the dossier; ``entries`` are those of a group, each a line."""

    label: str
    text: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class AskedPage:
    """What the person who was named is asked to confirm.

    ``state`` is open, confirmed, declined or gone (nobody waits for it any more).
    """

    procedure: str
    agency: str
    asker: str
    statements: tuple[tuple[str, str], ...]
    given: tuple[Given, ...]
    action: str
    reason: Field
    state: str = "open"
    answered_at: datetime | None = None
    said: str = ""
    rehearsal: bool = False

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(self.reason.errors())


@dataclass(frozen=True)
class PersonCard:
    """Somebody a dossier waits for, as its submitter sees them.

    ``sms`` is how the last message fared: on_its_way, sent, failed. ``remind_at`` is when one may
    remind again; None if it may be done now. ``paper`` names the document that will do instead.
    """

    number: int
    name: str
    role: str
    phone: str
    state: str
    asked_at: datetime
    sms: str = ""
    settled_at: datetime | None = None
    reason: str = ""
    strangers: bool = False
    remind_at: datetime | None = None
    may_remind: bool = True
    paper: str = ""
    may_waive: bool = False
    file_error: str = ""

    @property
    def open(self) -> bool:
        """Whether the dossier still waits for them."""
        return self.state in ("waiting", "declined")


@dataclass(frozen=True)
class WaitingPage:
    """Whom a dossier waits for, and what its submitter can do meanwhile."""

    code: str
    procedure: str
    agency: str
    action: str
    people: tuple[PersonCard, ...]
    notice: str = ""
    limit: int = 0
    withdraw_href: str = ""
    redraft_action: str = ""
    back_href: str = ""
    accept: str = "application/pdf,image/*,.heic,.heif"

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        wrong = (each for each in self.people if each.file_error)
        return tuple(ErrorLine(f"file-{each.number}", each.file_error) for each in wrong)


@dataclass(frozen=True)
class PhonePage:
    """Where a telephone number is corrected."""

    code: str
    procedure: str
    name: str
    action: str
    phone: Field
    back_href: str = ""

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(self.phone.errors())
