"""Words for what is measured, and for the indicators that are computed from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from portal.domain.errors import DomainError

Kind = Literal["flow", "stock"]
"""A flow happens within days and is summed; a stock stands, and is all its changes up to a day."""


class UnknownIndicator(DomainError):
    """There is no such indicator; says which one was asked for."""


@dataclass(frozen=True)
class Words:
    """A text in the languages that catalogues of measures are written in."""

    vi: str
    en: str

    def in_(self, language: str) -> str:
        """Give the text in a language, Vietnamese where there is none."""
        return self.en if language == "en" else self.vi


@dataclass(frozen=True)
class Level:
    """A level of agencies (cấp), and the words other parts of the portal have for it."""

    code: str
    name: Words
    agency_levels: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """Something counted by unit and day; ``by_level``: kept once for each level of units."""

    code: str
    name: Words
    unit: str
    kind: Kind
    by_level: bool
    source: Words


@dataclass(frozen=True)
class Share:
    """So many of so many: each side a sum of measures."""

    over: tuple[str, ...]
    among: tuple[str, ...]


@dataclass(frozen=True)
class Formula:
    """How an indicator follows from measures: a share, a total, or what several shares leave."""

    share: Share | None = None
    total: tuple[str, ...] = ()
    rest: tuple[Share, ...] = ()

    @property
    def measures(self) -> tuple[str, ...]:
        """Everything it reads, each once, in the order it is written down."""
        shares = (*((self.share,) if self.share else ()), *self.rest)
        named = [code for one in shares for code in (*one.over, *one.among)]
        return tuple(dict.fromkeys([*self.total, *named]))


@dataclass(frozen=True)
class Indicator:
    """An indicator (chỉ số): what it means, how it is computed, where that is laid down.

    ``formula`` is None where nothing here knows the facts yet; ``missing`` then says why, and
    elsewhere why there may be no figure. ``target`` is in percent. ``sure`` tells how well the
    source is known: ``law``, ``reported`` or ``assumed``.
    """

    code: str
    group: str
    name: Words
    definition: Words
    written: Words
    source: Words
    sure: str
    formula: Formula | None
    target: int | None
    missing: Words

    @property
    def percentage(self) -> bool:
        """Whether its value is a percentage, or a plain number."""
        return self.formula is None or not self.formula.total


@dataclass(frozen=True)
class Group:
    """Indicators that are looked at together; ``points`` are those of Quyết định 766/QĐ-TTg."""

    code: str
    name: Words
    points: int | None


@dataclass(frozen=True)
class Catalogue:
    """All that is measured and computed, in the order it is shown."""

    levels: Mapping[str, Level]
    measures: Mapping[str, Measure]
    groups: Mapping[str, Group]
    indicators: Mapping[str, Indicator]

    def indicator(self, code: str) -> Indicator:
        """Give an indicator.

        :raises UnknownIndicator: if there is none of this code.
        """
        if code not in self.indicators:
            raise UnknownIndicator(code)
        return self.indicators[code]

    def of_group(self, group: str) -> tuple[Indicator, ...]:
        """List the indicators of a group."""
        return tuple(one for one in self.indicators.values() if one.group == group)

    def level_of(self, agency_level: str) -> str:
        """Say on which level an agency stands; one nobody foresaw is ``other``."""
        for level in self.levels.values():
            if agency_level == level.code or agency_level in level.agency_levels:
                return level.code
        return "other"

    def aimed(self, targets: Mapping[str, int]) -> "Catalogue":
        """Give the same catalogue with targets of an installation's own, in percent.

        :raises UnknownIndicator: if one of them is no indicator's.
        """
        changed = {code: replace(self.indicator(code), target=to) for code, to in targets.items()}
        return replace(self, indicators={**self.indicators, **changed})
