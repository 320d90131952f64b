"""What a report regime (chế độ báo cáo) is, as frozen values: who, when, and what is counted.

Source: Nghị định 09/2019/NĐ-CP, Điều 4 (kinds) and what a regime has to lay down: name, contents,
who reports to whom, ways of sending, frequency, cut-off, deadline, outline and data form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from forms.spec.facts import Channel, LegalBasis
from forms.spec.words import Sourced, Text

ReportKind: TypeAlias = Literal["periodic", "thematic", "ad_hoc"]
PeriodLetter: TypeAlias = Literal["M", "Q", "H1", "H2", "N9", "Y"]
SendingWay: TypeAlias = Literal["direct", "post", "fax", "email", "reporting_software", "other"]
RowsBy: TypeAlias = Literal["field", "procedure", "agency"]
Received: TypeAlias = Literal["in_period", "before_period"]
Standing: TypeAlias = Literal["settled", "given_back", "open", "awaiting_supplement"]
Timing: TypeAlias = Literal["early", "on_time", "late"]
Facts: TypeAlias = Literal["dossiers", "documents", "units", "procedures"]
WHAT: Mapping[Facts, tuple[str, ...]] = {
    "dossiers": (),
    "documents": (
        "sent",
        "received",
        "signed",
        "unsigned",
        "acknowledged",
        "silent",
        "online",
    ),
    "units": ("active", "idle"),
    "procedures": ("dealt_with", "one_stop", "process"),
}
"""What can be counted of each sort of facts; dossiers are told apart by how they stand."""


@dataclass(frozen=True)
class Selection:
    """Which dossiers a cell counts, as they stood when the data were closed.

    Each part names what is let through; one that is empty lets everything through. ``timing`` of
    a dossier nobody has finished is ``on_time`` or ``late`` by its due date. Of facts that are no
    dossiers ``what`` says which (``WHAT``); ``level`` is that of the agency or unit.
    """

    received: tuple[Received, ...] = ()
    channel: tuple[Channel, ...] = ()
    standing: tuple[Standing, ...] = ()
    timing: tuple[Timing, ...] = ()
    what: tuple[str, ...] = ()
    level: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of figures; ``number`` is the one printed above it, ``id`` its key in values."""

    id: str
    number: int
    name: Text
    counts: Selection
    group: Text | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Invariant:
    """In every row the ``total`` is the sum of ``parts``; all of them are column ids."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading: those of agencies of some levels, in periods it is valid in."""

    id: str
    name: Text
    levels: tuple[str, ...]
    valid_from: date | None = None
    valid_until: date | None = None
    sourced: Sourced = Sourced()

    def valid_in(self, first: date, last: date) -> bool:
        """Whether it is valid on any day of a period, both its ends counted."""
        begun = self.valid_from is None or self.valid_from <= last
        return begun and (self.valid_until is None or self.valid_until >= first)


@dataclass(frozen=True)
class Rows:
    """The tree of rows: a grand ``total``, the groups under it, and in each one row ``by`` what."""

    total: Text
    by: RowsBy
    groups: tuple[RowGroup, ...]

    @property
    def heading(self) -> str:
        """What is printed over the names of rows."""
        return "Đơn vị" if self.by == "agency" else "Lĩnh vực, công việc giải quyết theo cấp"


@dataclass(frozen=True)
class Days:
    """Days of the month data begin, end and are due on; least working days between the latter."""

    first_day: int = 15
    last_day: int = 14
    due_day: int = 25
    working_days: int = 1


@dataclass(frozen=True)
class Judging:
    """How a regime judges what a due date alone does not settle; None: by the date all the same."""

    without_due_date: Timing = "on_time"
    given_back: Timing | None = None
    awaiting_supplement: Timing | None = None


@dataclass(frozen=True)
class Receiver:
    """Who gets the report: the organisation above the reporter, ``top`` above the highest."""

    name: Text
    top: str


@dataclass(frozen=True)
class Regime:
    """A report regime; ``hash`` names the text it was made from, ``facts`` what it counts."""

    code: str
    hash: str
    name: Text
    kind: ReportKind
    reporter: Text
    receiver: Receiver
    unit: Text
    columns: tuple[Column, ...]
    invariants: tuple[Invariant, ...]
    rows: Rows
    facts: Facts = "dossiers"
    frequency: tuple[PeriodLetter, ...] = ()
    days: Days = Days()
    judging: Judging = Judging()
    narrative: tuple[Text, ...] = ()
    ways: tuple[SendingWay, ...] = ()
    legal: tuple[LegalBasis, ...] = ()
    sourced: Sourced = Sourced()
