"""Builds the pages of progress from sums: which figures, which charts, what lies below."""

from collections.abc import Mapping
from decimal import Decimal

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.lookups import VietnamProvinces
from portal import clock
from portal.domain.progress.figures import Figure, Score, figure, figures, score
from portal.domain.progress.periods import Period
from portal.domain.progress.spec import Catalogue
from portal.services.progress import reading
from portal.services.progress.reading import History
from portal.services.progress.units import COUNTRY, PROVINCE
from portal.web import formats
from portal.web.context import language
from portal.web.progress import addresses, asking, below, drawing, wording
from portal.web.progress.asking import Node
from portal.web.progress.drawing import Chart, Grid
from portal.web.progress.present import (
    Card,
    Choice,
    Frame,
    IndicatorPage,
    Input,
    OverviewPage,
    Points,
    Section,
)

TILES = ("on_time", "online_share", "connected_portal", "units_commune", "satisfied", "submitted")
"""What the tiles may show; the first is shown unless told."""
TRENDS = ("on_time", "online_share", "units_ministry", "units_province", "units_commune",
          "documents_total")  # fmt: skip


def overview(session: Session, node: Node, period: Period) -> OverviewPage:
    """Build the page of the country, a province or a unit."""
    catalogue, kept = asking.catalogue(), reading.history(session, node.key)
    found = figures(catalogue, kept.totals(period))
    sections, total = _sections(catalogue, found, node.key, period)
    country = node.key == COUNTRY
    tiles = _tiles(session, catalogue, period) if country else None
    return OverviewPage(
        frame=frame(session, node, period, addresses.of_node(node.key)),
        sections=sections,
        charts=[_trend(catalogue, kept, code, node.key, period) for code in TRENDS],
        rows=below.rows(session, node, period),
        levels=below.levels(catalogue, kept.totals(period)),
        grid=tiles[0] if tiles else None,
        shown=tiles[1] if tiles else (),
        connections=below.connections(session, node),
        level=catalogue.levels[node.unit.level].name.in_(language()) if node.unit else "",
        total=total,
    )


def indicator(session: Session, node: Node, period: Period, code: str) -> IndicatorPage:
    """Build the page that explains an indicator."""
    catalogue, kept = asking.catalogue(), reading.history(session, node.key)
    one, lang, totals = catalogue.indicator(code), language(), kept.totals(period)
    measures = one.formula.measures if one.formula else ()
    fed = [code for code in measures if code in totals] or list(measures[:2])
    return IndicatorPage(
        frame=frame(session, node, period, f"{addresses.INDICATORS}/{code}", code),
        code=code,
        card=_card(figure(one, totals), node.key, period),
        definition=one.definition.in_(lang),
        written=one.written.in_(lang),
        source=one.source.in_(lang),
        sure=wording.sure(one.sure),
        inputs=[_input(catalogue, name, totals) for name in fed],
        chart=_trend(catalogue, kept, code, node.key, period),
        grid=provinces(session, catalogue, code, period) if node.key == COUNTRY else None,
    )


def frame(session: Session, node: Node, period: Period, action: str, code: str = "") -> Frame:
    """Build what all pages share; ``code`` is the indicator a page is about."""
    told = str(period)
    title = node.name or _("Cả nước")
    if code:
        title = asking.catalogue().indicator(code).name.in_(language())
    return Frame(
        title=title,
        period=wording.lowered(wording.period(period)),
        periods=[Choice(str(p), wording.period(p), p == period) for p in asking.offered()],
        node=node.key if node.key != COUNTRY else "",
        demo=reading.demonstrates(session),
        action=action,
        parents=_parents(session, node, told, page_of_its_own=bool(code)),
        data_json=addresses.data(code, "json", node.key, told),
        data_csv=addresses.data(code, "csv", node.key, told),
    )


def provinces(session: Session, catalogue: Catalogue, code: str, period: Period) -> Grid:
    """Draw an indicator of every province."""
    one = catalogue.indicator(code)
    nodes = [f"{PROVINCE}{place.code}" for place in VietnamProvinces().provinces()]
    kept = reading.histories(session, nodes, one.formula.measures if one.formula else ("",))
    found = {node: figure(one, kept[node].totals(period)) for node in nodes}
    return drawing.grid(one.name.in_(language()), found, str(period))


def _tiles(session: Session, catalogue: Catalogue, period: Period) -> tuple[Grid, list[Choice]]:
    asked = request.args.get("o-tinh", TILES[0])
    code = asked if asked in TILES else TILES[0]
    names = {each: catalogue.indicator(each).name.in_(language()) for each in TILES}
    choices = [Choice(each, names[each], each == code) for each in TILES]
    return provinces(session, catalogue, code, period), choices


def _sections(
    catalogue: Catalogue, found: Mapping[str, Figure], node: str, period: Period
) -> tuple[list[Section], str]:
    """Lay figures out by group; and the points of all groups that have any, in words."""
    sections, points, most = [], Decimal(0), 0
    for group in catalogue.groups.values():
        own = [found[one.code] for one in catalogue.of_group(group.code)]
        given = score(group, own)
        if given.points is not None:
            points, most = points + given.points, most + (group.points or 0)
        cards = [_card(one, node, period) for one in own]
        sections.append(Section(group.code, group.name.in_(language()), cards, _points(given)))
    return sections, wording.points(points, most) if most else ""


def _points(given: Score) -> Points | None:
    if not given.group.points:
        return None
    words = "" if given.points is None else wording.decimal(given.points)
    return Points(words, given.group.points, given.known, given.all)


def _card(one: Figure, node: str, period: Period) -> Card:
    lang = language()
    return Card(
        name=one.indicator.name.in_(lang),
        href=addresses.indicator(one.indicator.code, node, str(period)),
        value=wording.value(one),
        sides=wording.sides(one),
        target=wording.target(one),
        missing=one.indicator.missing.in_(lang),
        reached=one.reached,
    )


def _trend(catalogue: Catalogue, kept: History, code: str, node: str, period: Period) -> Chart:
    one = catalogue.indicator(code)
    months = [(p, figure(one, kept.totals(p))) for p in period.trend(clock.today())]
    href = addresses.indicator(code, node, str(period))
    return drawing.chart((one.name.in_(language()), href), months, language())


def _input(catalogue: Catalogue, code: str, totals: Mapping[str, int]) -> Input:
    measure = catalogue.measures[code]
    value = formats.number(totals[code]) if code in totals else ""
    return Input(code, measure.name.in_(language()), value, measure.source.in_(language()))


def _parents(
    session: Session, node: Node, period: str, *, page_of_its_own: bool
) -> list[tuple[str, str]]:
    """Give the way down to a page: names and addresses of what lies above it."""
    way = [(str(_("Cả nước")), addresses.of_node(COUNTRY, period))]
    if node.unit is not None:
        if node.unit.province:
            name = asking.province(node.unit.province)
            way.append((name, addresses.of_node(f"{PROVINCE}{node.unit.province}", period)))
        way += [
            (asking.name_of(row), addresses.of_node(row.code, period))
            for row in reading.above(session, node.unit)
        ]
    if node.key == COUNTRY:
        return way if page_of_its_own else []
    return [*way, (node.name, addresses.of_node(node.key, period))] if page_of_its_own else way
