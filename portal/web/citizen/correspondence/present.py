"""What the pages are given of the messages on a dossier."""

from dataclasses import dataclass
from datetime import datetime

from portal.web.citizen.present import ErrorLine, Field
from portal.web.citizen.present_check import UploadedFile


@dataclass(frozen=True)
class Letter:
    """One message of a thread. ``own``: the citizen's, ``state`` is held, delivered or answered.

    ``by`` is who wrote it at the agency; ``unread`` one the citizen sees for the first time.
    """

    own: bool
    at: datetime
    lines: tuple[str, ...] = ()
    by: str = ""
    files: tuple[UploadedFile, ...] = ()
    state: str = ""
    unread: bool = False


@dataclass(frozen=True)
class Thread:
    """The messages of a dossier, oldest first; ``write_href`` is empty once it is too late.

    ``deaf`` says that the agency's system has no way in for messages; then one calls ``phone``.
    """

    letters: tuple[Letter, ...] = ()
    write_href: str = ""
    deaf: bool = False
    phone: str = ""

    @property
    def unread(self) -> int:
        """How many the citizen has not seen yet."""
        return sum(letter.unread for letter in self.letters)


@dataclass(frozen=True)
class MessagePage:
    """Where a message is written, under those before it. ``turn`` tells one message from another.

    ``limit`` is the bytes one file may have, ``total_limit`` all of them.
    """

    code: str
    procedure: str
    agency: str
    action: str
    turn: int
    text: Field
    thread: Thread
    limit: int
    total_limit: int
    files: tuple[UploadedFile, ...] = ()
    file_error: str = ""
    accept: str = "application/pdf,image/*,.heic,.heif"
    kinds: str = "PDF, JPG, PNG, HEIC, WEBP, TIFF"
    back_href: str = ""

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        wrong = (ErrorLine("file", self.file_error),) if self.file_error else ()
        return (*self.text.errors(), *wrong)
