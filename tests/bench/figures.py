"""What is measured: figures beside a reference from the same run, as a table and as JSON."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One number; ``reference`` is the same unit's from the same run, or None if there is none."""

    name: str
    value: float
    unit: str
    store: str = "–"
    reference: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the reference it is."""
        return self.value / self.reference if self.reference else None

    def as_json(self) -> dict[str, Any]:
        """The figure for machines."""
        return {**asdict(self), "ratio": self.ratio}


@dataclass(frozen=True)
class Timed:
    """How long each of many deeds took (seconds), and all of them side by side."""

    each: tuple[float, ...]
    whole: float

    @property
    def rate(self) -> float:
        """Deeds per second."""
        return len(self.each) / self.whole

    def percentile(self, share: int) -> float:
        """Give the time, in ms, that so many in a hundred stay under."""
        return statistics.quantiles(self.each, n=100, method="inclusive")[share - 1] * 1000


def run(deed: Callable[[Any], object], given: Sequence[Any], threads: int) -> Timed:
    """Do a deed with each thing given, so many at a time, and time it."""

    def one(thing: Any) -> float:
        began = time.perf_counter()
        deed(thing)
        return time.perf_counter() - began

    with ThreadPoolExecutor(threads) as pool:
        began = time.perf_counter()
        each = tuple(pool.map(one, given))
        return Timed(each, time.perf_counter() - began)


def compared(name: str, measured: Timed, reference: Timed, store: str) -> list[Figure]:
    """Give the rate, p50 and p99 of what was measured beside those of the reference."""
    return [
        Figure(f"{name}, rate", measured.rate, "/s", store, reference.rate),
        *(
            Figure(
                f"{name}, p{share}",
                measured.percentile(share),
                "ms",
                store,
                reference.percentile(share),
            )
            for share in (50, 99)
        ),
    ]


def table(figures: Iterable[Figure]) -> str:
    """Write figures as one table, in Markdown."""
    lines = ["| Figure | Value | Unit | × reference | Store |", "|---|--:|---|--:|---|"]
    for one in figures:
        ratio = f"{one.ratio:.2f}" if one.ratio is not None else "–"
        lines.append(f"| {one.name} | {_short(one.value)} | {one.unit} | {ratio} | {one.store} |")
    return "\n".join(lines)


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
