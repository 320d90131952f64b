"""Small charts as bars: where each stands and how high, in the units of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.services.operations.health import Bar

HIGH, WIDE, GAP = 60, 10, 2


@dataclass(frozen=True)
class Drawn:
    """One bar: all tries from the ground, the failed ones of them at the foot."""

    bar: Bar
    x: int
    tried: float
    failed: float


@dataclass(frozen=True)
class Chart:
    """Bars on one scale; ``most`` is what the highest stands for."""

    bars: Sequence[Drawn]
    most: int
    width: int
    height: int = HIGH

    @property
    def tried(self) -> int:
        """All tries of the chart."""
        return sum(one.bar.tried for one in self.bars)

    @property
    def failed(self) -> int:
        """The tries of it that got nothing that can be used."""
        return sum(one.bar.failed for one in self.bars)


def drawn(bars: Sequence[Bar]) -> Chart:
    """Draw bars beside each other; one that is there at all can be seen."""
    most = max((bar.tried for bar in bars), default=0)
    return Chart(
        bars=[
            Drawn(bar, place * WIDE, _high(bar.tried, most), _high(bar.failed, most))
            for place, bar in enumerate(bars)
        ],
        most=most,
        width=len(bars) * WIDE - GAP,
    )


def _high(number: int, most: int) -> float:
    return max(2.0, round(number / most * HIGH, 1)) if number else 0.0
