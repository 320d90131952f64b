"""A procedure as the national catalogue tells of it, whichever of its services was asked."""

from dataclasses import dataclass
from decimal import Decimal

from forms.spec.facts import Channel, TimeUnit

NO_RECORD = 2


class NotARecord(Exception):
    """A file that is no procedure record; as a text it says why, in English."""

    exit_code = NO_RECORD


@dataclass(frozen=True)
class Row:
    """A row of the checklist (thành phần hồ sơ). Without originals and copies it is a remark."""

    name: str
    code: str = ""
    originals: int = 0
    copies: int = 0
    counted: bool = True
    electronic: bool = False
    results: tuple[str, ...] = ()

    @property
    def explains(self) -> bool:
        """Whether it only explains: the catalogue counts it, and counts none."""
        return self.counted and not (self.originals or self.copies)


@dataclass(frozen=True)
class Group:
    """Rows under one heading, which is most often a case of the procedure (trường hợp)."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Charge:
    """One amount of one channel, in đồng; None where the record names none."""

    channel: Channel
    amount: int | None
    text: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Term:
    """How long the agency has. `case` is the national code of the case, if one is named."""

    quantity: Decimal
    unit: TimeUnit
    case: str = ""
    note: str = ""


@dataclass(frozen=True)
class Named:
    """Something with a name and, if it is known, a national code or number."""

    name: str
    code: str = ""


@dataclass(frozen=True)
class Record:
    """What the catalogue tells. `left` says by path what of it no form file has a place for."""

    code: str
    name: str
    field: Named = Named("")
    subjects: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    charges: tuple[Charge, ...] = ()
    terms: tuple[Term, ...] = ()
    results: tuple[Named, ...] = ()
    acts: tuple[Named, ...] = ()
    requirements: str = ""
    words: tuple[str, ...] = ()
    public: bool = True
    source: str = ""
    left: tuple[str, ...] = ()
