"""Reads what a page of progress is asked for: the period, and whose figures."""

from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session

from forms.lookups import VietnamProvinces
from portal import clock
from portal.domain.errors import NotFound
from portal.domain.progress import periods
from portal.domain.progress.catalogue import shipped
from portal.domain.progress.periods import NoSuchPeriod, Period
from portal.domain.progress.spec import Catalogue, UnknownIndicator
from portal.models import ProgressUnit
from portal.services.progress import reading
from portal.services.progress.units import COUNTRY, PROVINCE
from portal.web.context import language, rt


@dataclass(frozen=True)
class Node:
    """Whose figures are shown: the country, a province, or a unit with those under it."""

    key: str
    name: str
    unit: ProgressUnit | None = None


def catalogue() -> Catalogue:
    """Give what is measured, with the targets of this installation."""
    return shipped().aimed(rt().settings.progress_targets)


def period() -> Period:
    """Read the period that is asked for: this year, unless told; one to come is not there.

    :raises NotFound: if it is none.
    """
    typed = request.args.get("ky", "").strip()
    today = clock.today()
    try:
        found = periods.parse(typed) if typed else Period(today.year)
    except NoSuchPeriod as error:
        raise NotFound(str(error)) from error
    if (found.year, found.month) > (today.year, today.month):
        raise NotFound(typed)
    return found


def offered() -> tuple[Period, ...]:
    """List the periods to choose from: this year and the two before, then the last months."""
    today = clock.today()
    years = tuple(Period(today.year - n) for n in range(3))
    return (*years, *reversed(Period(today.year).trend(today)))


def node(session: Session, key: str) -> Node:
    """Find whose figures are asked for.

    :raises NotFound: if there is no such unit or province.
    """
    if key == COUNTRY:
        return Node(key, "")
    if key.startswith(PROVINCE):
        return Node(key, province(key.removeprefix(PROVINCE)))
    row = reading.unit(session, key)
    return Node(row.code, name_of(row), row)


def asked_node(session: Session) -> Node:
    """Read whose figures are asked for, the country's unless told."""
    return node(session, request.args.get("o", COUNTRY))


def name_of(row: ProgressUnit) -> str:
    """Name a unit in the page's language."""
    return row.name_en if language() == "en" else row.name


def province(code: str) -> str:
    """Name a province.

    :raises NotFound: if there is none of this code.
    """
    for place in VietnamProvinces().provinces():
        if place.code == code:
            return place.name
    raise NotFound(code)


def known(code: str) -> str:
    """Pass the code of an indicator on.

    :raises NotFound: if there is none.
    """
    try:
        return shipped().indicator(code).code
    except UnknownIndicator as error:
        raise NotFound(code) from error
