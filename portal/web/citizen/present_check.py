"""What the last steps before submission are given to show: papers to hand in, the final check."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from portal.domain.digitising import Facts
from portal.web.citizen.present import ErrorLine, Field, StepLink


class Tone(StrEnum):
    """How a finding is told: as good news, as something to know, as something to mend."""

    GOOD = "good"
    WAIT = "wait"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """What was found of a file's digital signatures, in a citizen's words."""

    text: str
    tone: Tone

    @property
    def icon(self) -> str:
        """The icon beside the words."""
        return {Tone.GOOD: "check", Tone.WAIT: "info", Tone.BAD: "stop"}[self.tone]


@dataclass(frozen=True)
class UploadedFile:
    """A file handed in; ``size`` in bytes. ``href`` shows it, ``note`` says what it is."""

    id: str
    name: str
    size: int
    href: str = ""
    note: str = ""
    finding: Finding | None = None


@dataclass(frozen=True)
class UnfinishedFile:
    """A file whose upload broke off after ``received`` of ``size`` bytes."""

    name: str
    received: int
    size: int


@dataclass(frozen=True)
class OfferedPaper:
    """A paper of the store that will do for a document; ``consent`` is what is agreed to."""

    id: str
    title: str
    facts: Facts = field(repr=False)
    consent: str
    origin: str


@dataclass(frozen=True)
class FoundPaper:
    """A paper of the national store that will do for a document; ``agency`` is who keeps it.

    ``mark`` is what the page calls it by, ``consent`` what is agreed to.
    """

    mark: str
    title: str
    number: str
    agency: str
    file: str
    consent: str


@dataclass(frozen=True)
class NationalStore:
    """What a citizen may have the national store asked: ``consent`` is what is agreed to.

    ``became`` says what became of the last look-up (at ``at``), "" if there was none; ``found``
    that some of it is offered; ``error`` what is wrong with the form.
    """

    consent: str
    became: str = ""
    at: datetime | None = None
    found: bool = False
    error: str = ""


@dataclass(frozen=True)
class DocumentSlot:
    """A paper of the dossier (thành phần hồ sơ) and the files given for it.

    ``accept`` is the attribute of the file input; ``rules`` say which files are taken;
    ``max_files`` how many may be given (0: no limit); ``photos`` how many of the files could
    become one PDF; ``unfinished`` files of which a part has come; ``presented`` asks what the files
    are handed in as, where that is a question; ``kept`` papers of the citizen's store that will do,
    ``found`` those of the national one; at ``store_href`` an officer looks for it in both.
    """

    id: str
    name: str
    note: str = ""
    required: bool = True
    files: tuple[UploadedFile, ...] = ()
    error: str = ""
    accept: str = "application/pdf,image/*"
    rules: str = "Nhận PDF, JPG, PNG, HEIC. Tối đa 10 tệp."
    max_files: int = 0
    photos: int = 0
    unfinished: tuple[UnfinishedFile, ...] = ()
    presented: Field | None = None
    kept: tuple[OfferedPaper, ...] = ()
    found: tuple[FoundPaper, ...] = ()
    store_href: str = ""

    @property
    def anchor(self) -> str:
        """The id of its file input."""
        return f"file-{self.id}"

    @property
    def full(self) -> bool:
        """Whether no further file may be added."""
        return bool(self.max_files) and len(self.files) >= self.max_files


@dataclass(frozen=True)
class DocumentsPage:
    """The step where papers are handed in; limits of a file and of the dossier are in bytes.

    To ``uploads_href`` files can be sent piece by piece.
    """

    procedure: str
    action: str
    number: int
    total: int
    documents: tuple[DocumentSlot, ...]
    version: int = 0
    file_limit: int = 50 * 1024 * 1024
    total_limit: int = 200 * 1024 * 1024
    uploads_href: str = ""
    saved_at: datetime | None = None
    back_href: str = ""
    steps: tuple[StepLink, ...] = ()
    national: NationalStore | None = None

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        wrong = self.national.error if self.national else ""
        own = (ErrorLine("national-consent", wrong),) if wrong else ()
        slots = [ErrorLine(each.anchor, each.error) for each in self.documents if each.error]
        return (*own, *slots)


@dataclass(frozen=True)
class ReviewRow:
    """An answer as it will be sent; ``source`` says where a locked one comes from.

    ``findings`` are of the files in a row of papers.
    """

    label: str
    lines: tuple[str, ...] = ()
    change_href: str = ""
    source: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class ReviewSection:
    """The answers of one step (or round of a group); without ``change_href`` no *Sửa* is shown."""

    title: str
    rows: tuple[ReviewRow, ...]
    change_href: str = ""


@dataclass(frozen=True)
class Problem:
    """Something to fix on another page."""

    message: str
    href: str


@dataclass(frozen=True)
class ReviewPage:
    """The check before submission. ``fee`` and ``time`` are sentences; ``declarations`` are
    questions of kind ``consent``; ``problems`` link to steps that are not complete,
    ``paper_href`` to the declaration as PDF; ``asks`` names the people who will be asked to
    confirm, ``on_paper`` what still has to be brought."""

    procedure: str
    agency: str
    action: str
    number: int
    total: int
    sections: tuple[ReviewSection, ...]
    fee: str
    time: str
    reply_hours: int = 8
    declarations: tuple[Field, ...] = ()
    problems: tuple[Problem, ...] = ()
    on_paper: tuple[str, ...] = ()
    version: int = 0
    back_href: str = ""
    steps: tuple[StepLink, ...] = ()
    paper_href: str = ""
    asks: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """What is missing among the declarations."""
        return tuple(line for each in self.declarations for line in each.errors())
