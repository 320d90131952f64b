"""What the pages are given where a citizen acts on a submitted dossier: supplement, withdrawal."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.web.citizen.present import ErrorLine, Field
from portal.web.citizen.present_check import UnfinishedFile, UploadedFile


@dataclass(frozen=True)
class AskedField:
    """An answer to be put right: the agency's words, how it reads now, the question to fill in.

    ``follows``: nobody asked for it, but the new answers make it needed.
    """

    field: Field
    words: str = ""
    stands: str = ""
    follows: bool = False


@dataclass(frozen=True)
class AskedPaper:
    """A paper to be handed in or done again, and the agency's words on it."""

    name: str
    words: str = ""


@dataclass(frozen=True)
class SupplementPage:
    """An agency's request in its own words, and the answer as far as it is written.

    ``text`` is the answer, ``document`` asks what a file is; ``file_error`` what was wrong with
    one. ``limit`` is the bytes one file may have, ``total_limit`` all of them. To ``uploads_href``
    files can be sent piece by piece; ``unfinished`` are those of which a part has come.
    ``answers`` and ``papers`` are what was asked for one by one, ``items`` the rest.
    """

    code: str
    procedure: str
    action: str
    asked_at: datetime
    text: Field
    document: Field
    limit: int
    total_limit: int
    items: tuple[str, ...] = ()
    note: str = ""
    unit: str = ""
    by: date | None = None
    files: tuple[UploadedFile, ...] = ()
    file_error: str = ""
    accept: str = "application/pdf,image/*,.heic,.heif"
    kinds: str = "PDF, JPG, PNG, HEIC, WEBP, TIFF"
    back_href: str = ""
    uploads_href: str = ""
    unfinished: tuple[UnfinishedFile, ...] = ()
    answers: tuple[AskedField, ...] = ()
    papers: tuple[AskedPaper, ...] = ()
    communes_href: str = ""

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        asked = (line for one in self.answers for line in one.field.errors())
        wrong = (ErrorLine("file", self.file_error),) if self.file_error else ()
        return (*asked, *self.text.errors(), *wrong)


@dataclass(frozen=True)
class WithdrawalPage:
    """What it means to take a dossier back, and the reason if the citizen gives one.

    One that still ``waits`` for people to confirm has not gone anywhere.
    """

    code: str
    procedure: str
    agency: str
    action: str
    reason: Field
    back_href: str = ""
    waits: bool = False

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(self.reason.errors())
