"""Every figure as data: CSV for spreadsheets, JSON for programs, with its definition."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Blueprint, jsonify
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import NotFound
from portal.domain.progress.figures import Figure, figure
from portal.domain.progress.periods import Period
from portal.domain.progress.spec import Catalogue, Indicator, Words
from portal.papers import tables
from portal.services.progress import reading as progress
from portal.services.progress.reading import History
from portal.services.progress.units import COUNTRY
from portal.web.citizen.downloads import to_be_saved
from portal.web.context import reading
from portal.web.progress import addresses, asking
from portal.web.progress.asking import Node

blueprint = Blueprint("progress_data", __name__)
TITLES = ("indicator", "name", "unit", "period", "value", "over", "among", "target", "demo")


@blueprint.get(f"{addresses.DATA}.<kind>")
def everything(kind: str) -> Response:
    """Give every indicator of a node: the period, and the twelve months up to it."""
    return _answer(kind, list(asking.catalogue().indicators))


@blueprint.get(f"{addresses.DATA}/<code>.<kind>")
def one(code: str, kind: str) -> Response:
    """Give one indicator of a node: the period, and the twelve months up to it."""
    return _answer(kind, [asking.known(code)])


def _answer(kind: str, codes: Sequence[str]) -> Response:
    if kind not in ("csv", "json"):
        raise NotFound(kind)
    period, catalogue = asking.period(), asking.catalogue()
    with reading() as session:
        node = asking.asked_node(session)
        kept, demo = progress.history(session, node.key), progress.demonstrates(session)
    indicators = [catalogue.indicator(code) for code in codes]
    if kind == "json":
        told = [_told(catalogue, one, kept, period) for one in indicators]
        return jsonify(unit=_unit(node), period=str(period), demo=demo, indicators=told)
    rows = (row for one in indicators for row in _rows(one, kept, period, (node.key, demo)))
    name = codes[0] if len(codes) == 1 else "progress"
    answer = Response(b"".join(tables.as_csv(TITLES, rows)), mimetype="text/csv")
    return to_be_saved(answer, f"{name}-{node.key.replace(':', '-')}-{period}.csv")


def _periods(period: Period) -> tuple[Period, ...]:
    return tuple(dict.fromkeys((period, *period.trend(clock.today()))))


def _rows(
    indicator: Indicator, kept: History, period: Period, about: tuple[str, bool]
) -> Iterator[Sequence[tables.Cell]]:
    for each in _periods(period):
        found = figure(indicator, kept.totals(each))
        value = "" if found.value is None else str(found.value)
        target = "" if indicator.target is None else indicator.target
        cells = (indicator.code, indicator.name.vi, about[0], str(each), value)
        yield (*cells, found.over, found.among, target, "demo" if about[1] else "")


def _told(
    catalogue: Catalogue, indicator: Indicator, kept: History, period: Period
) -> dict[str, Any]:
    measures = indicator.formula.measures if indicator.formula else ()
    return {
        "code": indicator.code,
        "name": _both(indicator.name),
        "definition": _both(indicator.definition),
        "formula": _both(indicator.written),
        "source": _both(indicator.source),
        "sure": indicator.sure,
        "target": indicator.target,
        "unit": "percent" if indicator.percentage else "number",
        "missing": _both(indicator.missing),
        "measures": {code: _both(catalogue.measures[code].name) for code in measures},
        "values": [_value(indicator, kept, each, measures) for each in _periods(period)],
    }


def _value(
    indicator: Indicator, kept: History, period: Period, measures: Sequence[str]
) -> dict[str, Any]:
    totals = kept.totals(period)
    found: Figure = figure(indicator, totals)
    return {
        "period": str(period),
        "value": None if found.value is None else str(found.value),
        "measures": {code: totals[code] for code in measures if code in totals},
    }


def _both(words: Words) -> dict[str, str]:
    return {"vi": words.vi, "en": words.en}


def _unit(node: Node) -> dict[str, str | None]:
    return {"code": None if node.key == COUNTRY else node.key, "name": node.name or None}
