"""What a report (báo cáo) says on paper and in a workbook, laid out like the printed form."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A heading over columns that belong together; ``name`` is empty over one that stands alone."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A line of figures: its number, what it counts, and a value for each column.

    ``depth`` is 0 for the grand total, 1 for a group and 2 for a line in one.
    """

    number: str
    label: str
    values: tuple[int, ...]
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A heading of the outline and what is written under it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A line that was restated: what changed in it, in words, and why."""

    label: str
    changed: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """A report with its figures, narrative and signature.

    ``period`` names the days it counts; ``numbers`` are those printed over the columns. ``signer``
    and ``fingerprint`` are empty until it is signed; ``sealed``: the agency's seal comes under it.
    ``issued_at`` dates the file: the same values give the same bytes.
    """

    code: str
    title: str
    period: str
    days: str
    due: str
    reporter: str
    receiver: str
    unit: str
    heading: str
    heads: tuple[Head, ...]
    numbers: tuple[str, ...]
    rows: tuple[Figures, ...]
    issued_at: datetime
    said: tuple[Said, ...] = ()
    version: int = 1
    restated: str = ""
    explained: tuple[Explained, ...] = ()
    parts: tuple[str, ...] = ()
    signer: str = ""
    signed_at: datetime | None = None
    fingerprint: str = ""
    signature: str = ""
    sealed: bool = False
    link: str = ""
    rehearsal: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        """One title a column, its heading before it."""
        return tuple(
            f"{head.name}: {name}" if head.name else name
            for head in self.heads
            for name in head.columns
        )
