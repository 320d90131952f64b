"""What lies below a node: its units with their connections and figures, levels in numbers."""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.progress.figures import figure
from portal.domain.progress.periods import Period
from portal.domain.progress.spec import Catalogue
from portal.models import ProgressUnit
from portal.services.progress import reading
from portal.services.progress.units import COUNTRY, LINKS, PROVINCE
from portal.web.context import language
from portal.web.progress import addresses, asking, wording
from portal.web.progress.asking import Node
from portal.web.progress.present import Connection, LevelRow, UnitRow

_SHOWN = ("finished", "on_time", "documents_total")


def names_of_links() -> dict[str, str]:
    """Name what a unit may be connected to."""
    return {
        "portal": str(_("Cổng")),
        "documents": str(_("Trục liên thông văn bản")),
        "office": str(_("Hệ thống quản lý văn bản")),
        "reporting": str(_("Hệ thống báo cáo")),
    }


def rows(session: Session, node: Node, period: Period) -> list[UnitRow]:
    """List the units right below a node, by level."""
    found = _below(session, node)
    codes = [row.code for row in found]
    catalogue, links = asking.catalogue(), reading.links(session, codes)
    indicators = [catalogue.indicator(code) for code in _SHOWN]
    measures = [m for one in indicators if one.formula for m in one.formula.measures]
    kept = reading.histories(session, codes, measures)
    names, lang = names_of_links(), language()
    made = []
    for row in found:
        totals = kept[row.code].totals(period)
        shown = [wording.value(figure(one, totals)) for one in indicators]
        made.append(
            UnitRow(
                name=asking.name_of(row),
                level=catalogue.levels[row.level].name.in_(lang),
                href=addresses.of_node(row.code, str(period)),
                connected=[names[kind] for kind in LINKS if kind in links.get(row.code, {})],
                finished=shown[0],
                on_time=shown[1],
                documents=shown[2],
            )
        )
    return made


def _below(session: Session, node: Node) -> Sequence[ProgressUnit]:
    """Of the country only those of no province: the others stand under the tiles."""
    if node.unit is not None:
        return reading.below(session, node.unit.code)
    if node.key == COUNTRY:
        return [row for row in reading.below(session, "") if not row.province]
    return reading.in_province(session, node.key.removeprefix(PROVINCE))


def levels(catalogue: Catalogue, totals: Mapping[str, int]) -> list[LevelRow]:
    """Count the units of each level that has any."""
    return list(_levels(catalogue, totals))


def _levels(catalogue: Catalogue, totals: Mapping[str, int]) -> Iterator[LevelRow]:
    for code, level in catalogue.levels.items():
        if units := totals.get(f"units.{code}", 0):
            linked = [totals.get(f"linked_{kind}.{code}", 0) for kind in LINKS]
            yield LevelRow(level.name.in_(language()), units, *linked)


def connections(session: Session, node: Node) -> list[Connection]:
    """Tell to what a unit is connected, since when, and when it was last heard."""
    if node.unit is None:
        return []
    kept = reading.links(session, [node.key]).get(node.key, {})
    return [
        Connection(
            name=name,
            since=kept[kind].since if kind in kept else None,
            last_at=kept[kind].last_at if kind in kept else None,
        )
        for kind, name in names_of_links().items()
    ]
