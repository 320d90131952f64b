"""What passes between us, axes (trục liên thông văn bản) and document systems, in our words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from connectors.documents import Document


class PackageKind(StrEnum):
    """What an axis lists a package as: a document in any of its kinds, or a status of one."""

    DOCUMENT = "edoc"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class AxisReceipt:
    """An axis's word that it took a package: its own number for it, and the first 4 KB it said."""

    reference: str
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class WaitingPackage:
    """A package that lies at an axis for us. ``reference`` is the axis's number for it."""

    reference: str
    kind: PackageKind
    sender: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WorkFile:
    """A file of a document on its way to a document system; ``open`` starts its bytes anew."""

    name: str = field(repr=False)
    media_type: str
    size: int
    sha256: str
    open: Callable[[], Iterator[bytes]] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class IncomingWork:
    """An incoming document as an agency's document system registers it, with its work dossier.

    ``id`` is ours and comes back with every piece of progress. ``arrival_number`` is its number in
    the year's register; ``title`` that of the work dossier (hồ sơ công việc) to be opened for it.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục VI.
    """

    id: str
    document: Document = field(repr=False)
    arrival_number: int
    arrival_day: date
    title: str = field(repr=False)
    files: tuple[WorkFile, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class WorkReceipt:
    """A document system's word that it took a document: its numbers of it and its work dossier."""

    reference: str
    work_dossier: str


class WorkState(StrEnum):
    """Where work on a document stands in a document system; any other word is never guessed."""

    ASSIGNED = "assigned"
    IN_PROCESS = "in_process"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """One thing a document system tells of a document. ``id`` is its own and unique there.

    ``state`` is None for a word that is in no table; ``raw`` is what was said.
    """

    id: str
    document: str
    state: WorkState | None
    at: datetime | None
    officer: str = field(default="", repr=False)
    unit: str = ""
    words: str = field(default="", repr=False)
    raw: bytes = field(default=b"", repr=False)
