"""Procedures agencies deal with, those of the one-stop mechanism, those with an internal process.

An agency deals with whatever can be handed in to it here, and with what the register says
(``ProcedureCoverage``): procedures the portal does not offer, and decisions on internal processes
(quy trình nội bộ), are known nowhere else.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec.form import Form
from portal.models import Agency, ProcedureCoverage
from portal.runtime import Runtime
from portal.services import publishing
from portal.services.reports.facts.telling import Area, Fact


def tell(session: Session, rt: Runtime, area: Area) -> Iterator[Fact]:
    """Tell what each agency deals with when the data are closed, each procedure once."""
    forms = publishing.all_live(session, rt)
    query = sa.select(Agency).where(Agency.id.in_(area.agencies), Agency.rehearsal.is_(False))
    for agency in session.scalars(query.order_by(Agency.code)):
        if not _there(agency, area):
            continue
        served = {form.code: form.name.vi for form in forms if _serves(agency, form, area)}
        told = _registered(session, agency, area)
        names = {code: row.name for code, row in told.items()} | served
        for code in sorted(names):
            yield from _facts(agency, (code, names[code]), code in served, told.get(code))


def _facts(
    agency: Agency, named: tuple[str, str], served: bool, row: ProcedureCoverage | None
) -> Iterator[Fact]:
    code, name = named
    what = ["dealt_with"]
    if served or (row is not None and row.one_stop):
        what.append("one_stop")
    if row is not None and row.process:
        what.append("process")
    for each in what:
        label = f"{name} ({row.process})" if each == "process" and row is not None else name
        yield Fact(agency.level, agency.code, each, code, label)


def _there(agency: Agency, area: Area) -> bool:
    begun = agency.valid_from is None or agency.valid_from <= area.last
    return begun and (agency.valid_until is None or agency.valid_until >= area.last)


def _serves(agency: Agency, form: Form, area: Area) -> bool:
    """Whether the form can be handed in to the agency."""
    return agency.connector != "" and any(
        one.level == agency.level
        and (one.valid_from is None or one.valid_from <= area.last)
        and (one.valid_until is None or area.last <= one.valid_until)
        for one in form.competence
    )


def _registered(session: Session, agency: Agency, area: Area) -> dict[str, ProcedureCoverage]:
    query = sa.select(ProcedureCoverage).where(
        ProcedureCoverage.agency_id == agency.id,
        ProcedureCoverage.since <= area.last,
        sa.or_(ProcedureCoverage.until.is_(None), ProcedureCoverage.until >= area.last),
    )
    return {row.procedure_code: row for row in session.scalars(query)}
