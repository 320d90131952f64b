"""Computes indicators from measures, and points from indicators. Nothing is rounded up.

Source of the points: Quyết định 766/QĐ-TTg (secondary): a rate that reaches its target has all
points, else rate × points / target, two decimals; without a denominator there is no figure. How
the points of a group divide among its indicators is not known here: evenly (assumed).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from portal.domain.progress.spec import Catalogue, Group, Indicator, Share

_CENT = Decimal("0.01")
Totals = Mapping[str, int]
"""What measures stand at, for a unit and a period; one that was never fed is not in it."""


@dataclass(frozen=True)
class Figure:
    """An indicator's value; None where nothing can be said, never 0 in its stead.

    ``over`` and ``among`` are what a share divides; a total has ``over`` alone.
    """

    indicator: Indicator
    value: Decimal | None
    over: int | None = None
    among: int | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None without one, or without a value."""
        if self.value is None or self.indicator.target is None:
            return None
        return self.value >= self.indicator.target


@dataclass(frozen=True)
class Score:
    """The points of a group: None if none of its indicators has a figure.

    ``known`` of ``all`` indicators have one; the points are those of the known ones' average.
    """

    group: Group
    points: Decimal | None
    known: int
    all: int


def figure(indicator: Indicator, totals: Totals) -> Figure:
    """Compute an indicator."""
    formula = indicator.formula
    if formula is None:
        return Figure(indicator, None)
    if formula.total:
        if not any(code in totals for code in formula.total):
            return Figure(indicator, None)
        total = _sum(formula.total, totals)
        return Figure(indicator, Decimal(total), total)
    if formula.share:
        over, among = _sides(formula.share, totals)
        exact = _divided(over, among)
        return Figure(indicator, _percent(exact), over, among)
    return Figure(indicator, _percent(_left(formula.rest, totals)))


def figures(catalogue: Catalogue, totals: Totals) -> dict[str, Figure]:
    """Compute every indicator, by its code."""
    return {code: figure(one, totals) for code, one in catalogue.indicators.items()}


def score(group: Group, of_group: Sequence[Figure]) -> Score:
    """Give a group its points, from those of its indicators that have a figure."""
    reached = [_reached(one) for one in of_group if one.value is not None]
    if not reached or not group.points:
        return Score(group, None, len(reached), len(of_group))
    points = sum(reached, Fraction(0)) / len(reached) * group.points
    return Score(group, _rounded(points), len(reached), len(of_group))


def _reached(one: Figure) -> Fraction:
    """How much of its target an indicator has reached; without one, how much of everything."""
    assert one.value is not None
    return min(Fraction(1), Fraction(one.value) / (one.indicator.target or 100))


def _sides(share: Share, totals: Totals) -> tuple[int, int]:
    return _sum(share.over, totals), _sum(share.among, totals)


def _sum(codes: Sequence[str], totals: Totals) -> int:
    return sum(totals.get(code, 0) for code in codes)


def _divided(over: int, among: int) -> Fraction | None:
    return Fraction(over, among) if among > 0 else None


def _left(shares: Sequence[Share], totals: Totals) -> Fraction | None:
    """What the shares leave of everything; unknown if one of them is."""
    left = Fraction(1)
    for share in shares:
        taken = _divided(*_sides(share, totals))
        if taken is None:
            return None
        left -= taken
    return max(left, Fraction(0))


def _percent(exact: Fraction | None) -> Decimal | None:
    return None if exact is None else _rounded(exact * 100)


def _rounded(exact: Fraction) -> Decimal:
    whole = Decimal(exact.numerator) / Decimal(exact.denominator)
    return whole.quantize(_CENT, ROUND_HALF_UP)
