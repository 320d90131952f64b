"""Reads what is measured from the YAML files beside it, and checks that it fits together."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from portal.domain.errors import DomainError
from portal.domain.progress.spec import (
    Catalogue,
    Formula,
    Group,
    Indicator,
    Level,
    Measure,
    Share,
    Words,
)

FOLDER = Path(__file__).parent


class CatalogueBroken(DomainError):
    """The files do not fit together; says each thing that does not."""


@cache
def shipped() -> Catalogue:
    """Give the catalogue that comes with the program."""
    return read(*(_text(name) for name in ("measures", "indicators")))


def _text(name: str) -> str:
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def read(measures: str, indicators: str) -> Catalogue:
    """Read a catalogue from two texts of YAML.

    :raises CatalogueBroken: with everything that is wrong between them.
    """
    counted, computed = yaml.safe_load(measures), yaml.safe_load(indicators)
    levels = [_level(code, told) for code, told in counted["levels"].items()]
    made = Catalogue(
        levels={level.code: level for level in levels},
        measures={m.code: m for m in _measures(counted["measures"], levels)},
        groups={code: _group(code, told) for code, told in computed["groups"].items()},
        indicators={code: _indicator(code, told) for code, told in computed["indicators"].items()},
    )
    if wrong := _wrong(made):
        raise CatalogueBroken("; ".join(wrong))
    return made


def _level(code: str, told: dict[str, Any]) -> Level:
    return Level(code, _words(told["name"]), tuple(told.get("agency_levels", ())))


def _measures(told: dict[str, Any], levels: Iterable[Level]) -> Iterable[Measure]:
    for code, one in told.items():
        name, more = _words(one["name"]), (one["unit"], one["kind"])
        source = _words(one["source"])
        if not one.get("by_level"):
            yield Measure(code, name, *more, False, source)
            continue
        for level in levels:
            named = Words(f"{name.vi}: {level.name.vi}", f"{name.en}: {level.name.en}")
            yield Measure(f"{code}.{level.code}", named, *more, True, source)


def _group(code: str, told: dict[str, Any]) -> Group:
    return Group(code, _words(told["name"]), told.get("points"))


def _indicator(code: str, told: dict[str, Any]) -> Indicator:
    return Indicator(
        code=code,
        group=told["group"],
        name=_words(told["name"]),
        definition=_words(told["definition"]),
        written=_words(told["written"]),
        source=_words(told["source"]),
        sure=told["sure"],
        formula=_formula(told["formula"]) if told.get("formula") else None,
        target=told.get("target"),
        missing=_words(told["missing"]),
    )


def _formula(told: dict[str, Any]) -> Formula:
    return Formula(
        share=_share(told["share"]) if "share" in told else None,
        total=tuple(told.get("total", ())),
        rest=tuple(_share(one) for one in told.get("rest", ())),
    )


def _share(told: dict[str, Any]) -> Share:
    return Share(tuple(told["over"]), tuple(told["among"]))


def _words(told: dict[str, str]) -> Words:
    return Words(told["vi"].strip(), told["en"].strip())


def _wrong(made: Catalogue) -> list[str]:
    found = []
    for one in made.indicators.values():
        if one.group not in made.groups:
            found.append(f"{one.code}: no group {one.group}")
        if one.formula is None:
            continue
        found += [
            f"{one.code}: nothing measures {code}"
            for code in one.formula.measures
            if code not in made.measures
        ]
        kinds = [bool(one.formula.share), bool(one.formula.total), bool(one.formula.rest)]
        if sum(kinds) != 1:
            found.append(f"{one.code}: a formula is one of share, total and rest")
    return found
