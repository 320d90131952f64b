"""What the pages of progress are given to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.web.progress.drawing import Chart, Grid


@dataclass(frozen=True)
class Choice:
    """Something to choose: a period, an indicator of the tiles."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Card:
    """One figure: its value, or why there is none."""

    name: str
    href: str
    value: str
    sides: str
    target: str
    missing: str
    reached: bool | None


@dataclass(frozen=True)
class Points:
    """The points of a group, as words, and from how many indicators."""

    points: str
    most: int
    known: int
    all: int


@dataclass(frozen=True)
class Section:
    """Figures that are looked at together."""

    code: str
    title: str
    cards: Sequence[Card]
    points: Points | None = None


@dataclass(frozen=True)
class LevelRow:
    """How many units of a level there are, and to what they are connected."""

    name: str
    units: int
    portal: int
    documents: int
    office: int
    reporting: int


@dataclass(frozen=True)
class Connection:
    """A connection of a unit; without ``since`` there is none."""

    name: str
    since: date | None
    last_at: datetime | None


@dataclass(frozen=True)
class UnitRow:
    """A unit in a table: where it leads, to what it is connected, how it fares."""

    name: str
    level: str
    href: str
    connected: Sequence[str]
    finished: str
    on_time: str
    documents: str


@dataclass(frozen=True)
class Frame:
    """What all these pages share: the period, whose figures, whether they are a demo."""

    title: str
    period: str
    periods: Sequence[Choice]
    node: str
    demo: bool
    action: str
    parents: Sequence[tuple[str, str]] = ()
    data_json: str = ""
    data_csv: str = ""


@dataclass(frozen=True)
class OverviewPage:
    """The country, a province or a unit: figures, charts, and what lies below."""

    frame: Frame
    sections: Sequence[Section]
    charts: Sequence[Chart]
    rows: Sequence[UnitRow]
    levels: Sequence[LevelRow] = ()
    grid: Grid | None = None
    shown: Sequence[Choice] = ()
    connections: Sequence[Connection] = ()
    level: str = ""
    total: str = ""


@dataclass(frozen=True)
class Input:
    """A measure an indicator is made of: what stands there, and where that comes from."""

    code: str
    name: str
    value: str
    source: str


@dataclass(frozen=True)
class IndicatorPage:
    """An indicator: what it means, how it is computed, from what, and its data."""

    frame: Frame
    code: str
    card: Card
    definition: str
    written: str
    source: str
    sure: str
    inputs: Sequence[Input]
    chart: Chart
    grid: Grid | None
