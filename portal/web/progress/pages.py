"""The pages of progress: the country, a province, a unit, and what an indicator means."""

from flask import Blueprint, render_template

from portal.services.progress.units import COUNTRY, PROVINCE
from portal.web.context import reading
from portal.web.progress import addresses, asking, building

blueprint = Blueprint("progress", __name__)


@blueprint.get(addresses.HOME)
def country() -> str:
    """Show how far the whole country is."""
    return _overview(COUNTRY)


@blueprint.get(f"{addresses.PROVINCES}/<code>")
def province(code: str) -> str:
    """Show a province with its units."""
    return _overview(f"{PROVINCE}{code}")


@blueprint.get(f"{addresses.UNITS}/<code>")
def unit(code: str) -> str:
    """Show a unit with those under it."""
    return _overview(code)


@blueprint.get(f"{addresses.INDICATORS}/<code>")
def indicator(code: str) -> str:
    """Explain an indicator: definition, formula, what it is computed from."""
    period = asking.period()
    with reading() as session:
        node = asking.asked_node(session)
        page = building.indicator(session, node, period, asking.known(code))
    return render_template("progress/indicator.html", page=page)


def _overview(key: str) -> str:
    period = asking.period()
    with reading() as session:
        page = building.overview(session, asking.node(session, key), period)
    return render_template("progress/overview.html", page=page)
