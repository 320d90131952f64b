"""Draws without scripts: twelve months as bars, the provinces as tiles, in units of the drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forms.lookups import VietnamProvinces
from portal.domain.progress.figures import Figure
from portal.domain.progress.periods import Period
from portal.services.progress.units import PROVINCE
from portal.web.progress import addresses, wording

HIGH, STEP, WIDE = 60, 20, 14
TILE_WIDE, TILE_HIGH, GAP = 100, 72, 4
# Column and row of each province, so that neighbours stay near each other.
GRID = {
    "12": (0, 0), "15": (1, 0), "08": (2, 0), "04": (3, 0),
    "11": (0, 1), "14": (1, 1), "25": (2, 1), "19": (3, 1), "20": (4, 1),
    "01": (2, 2), "24": (3, 2), "22": (4, 2),
    "37": (2, 3), "33": (3, 3), "31": (4, 3),
    "38": (2, 4), "40": (1, 5), "42": (2, 5),
    "44": (2, 6), "46": (3, 6),
    "48": (3, 7), "51": (4, 7),
    "52": (3, 8), "66": (4, 8),
    "68": (3, 9), "56": (4, 9),
    "80": (1, 10), "79": (2, 10), "75": (3, 10),
    "91": (0, 11), "82": (1, 11), "86": (2, 11),
    "92": (1, 12), "96": (0, 12),
}  # fmt: skip
_SHORT = {"79": "TP. HCM"}
_KINDS = ("Tỉnh ", "Thành phố ")


@dataclass(frozen=True)
class Bar:
    """A month of a chart; ``high`` is None where there is no figure."""

    label: str
    value: str
    sides: str
    x: int
    high: float | None


@dataclass(frozen=True)
class Chart:
    """Twelve months of one indicator on one scale; ``aim`` is where its target lies."""

    code: str
    title: str
    href: str
    bars: Sequence[Bar]
    most: str
    aim: float | None
    latest: str
    missing: str
    width: int = 12 * STEP - (STEP - WIDE)
    height: int = HIGH


@dataclass(frozen=True)
class Tile:
    """A province on the grid; ``band`` is how near its target it is, 0 without a figure."""

    code: str
    name: str
    short: str
    value: str
    sides: str
    href: str
    x: int
    y: int
    band: int


@dataclass(frozen=True)
class Grid:
    """The provinces as tiles, and which indicator they show."""

    title: str
    tiles: Sequence[Tile]
    width: int = 5 * (TILE_WIDE + GAP) - GAP
    height: int = 13 * (TILE_HIGH + GAP) - GAP
    tile_width: int = TILE_WIDE
    tile_height: int = TILE_HIGH


def chart(title: tuple[str, str], months: Sequence[tuple[Period, Figure]], lang: str) -> Chart:
    """Draw the months of an indicator; ``title`` is its name and where it is explained."""
    indicator = months[-1][1].indicator
    values = [float(one.value) for _, one in months if one.value is not None]
    top = 100.0 if indicator.percentage else max(values, default=0.0)
    bars = [
        Bar(wording.period(p), wording.value(one), wording.sides(one), n * STEP, _high(one, top))
        for n, (p, one) in enumerate(months)
    ]
    aim = None if indicator.target is None else HIGH * (1 - indicator.target / 100)
    return Chart(
        code=indicator.code,
        title=title[0],
        href=title[1],
        bars=bars,
        most="100 %" if indicator.percentage else _most(months, top),
        aim=aim,
        latest=next((bar.value for bar in reversed(bars) if bar.value), ""),
        missing=indicator.missing.in_(lang),
    )


def _high(one: Figure, top: float) -> float | None:
    if one.value is None:
        return None
    # What is there at all can be seen.
    return max(1.0, round(float(one.value) / top * HIGH, 1)) if top and one.value else 0.0


def _most(months: Sequence[tuple[Period, Figure]], top: float) -> str:
    return next((wording.value(one) for _, one in months if one.value == top), "0")


def grid(title: str, figures: Mapping[str, Figure], period: str) -> Grid:
    """Lay the provinces out; ``figures`` are by node."""
    tiles = [
        _tile(place.code, place.name, figures[f"{PROVINCE}{place.code}"], period)
        for place in VietnamProvinces().provinces()
    ]
    return Grid(title, tiles)


def _tile(code: str, name: str, figure: Figure, period: str) -> Tile:
    column, row = GRID[code]
    return Tile(
        code=code,
        name=name,
        short=short(code, name),
        value=wording.value(figure),
        sides=wording.sides(figure),
        href=addresses.of_node(f"{PROVINCE}{code}", period),
        x=column * (TILE_WIDE + GAP),
        y=row * (TILE_HIGH + GAP),
        band=band(figure),
    )


def short(code: str, name: str) -> str:
    """Name a province as shortly as a tile needs it: Nghệ An."""
    bare = name
    for kind in _KINDS:
        bare = bare.removeprefix(kind)
    return _SHORT.get(code, bare)


def band(figure: Figure) -> int:
    """Say how near its target a figure is: 0 unknown, 1 below half, 2 below 4/5, 3 near, 4 there.

    Without a target it is measured against everything there could be.
    """
    if figure.value is None:
        return 0
    share = float(figure.value) / (figure.indicator.target or 100)
    return 1 + sum(share >= bound for bound in (0.5, 0.8, 1.0))
