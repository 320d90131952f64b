"""What passes between us and a document exchange axis (trục liên thông văn bản), in our words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


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
