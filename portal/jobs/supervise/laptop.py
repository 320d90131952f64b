"""What a laptop starts with: a calendar, the forms of the catalogue, agencies, operators."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.loader import CATALOG, load_catalog, text_hash
from portal import clock
from portal.desk import NAME
from portal.domain import calendar_seed
from portal.jobs.supervise.samples import (
    ACCOUNT,
    OFFICERS,
    OPERATORS,
    OWED,
    REPORTERS,
    SAMPLES,
    Sample,
)
from portal.models import FormVersion
from portal.runtime import Runtime
from portal.services import agencies, calendars, publishing
from portal.services.agencies import NewAgency
from portal.services.operations import staff
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import Person, Role
from portal.services.paying import payees
from portal.services.reports import owing
from portal.services.reports.owing import Owing
from portal.settings import Settings

_BY = "laptop"


def furnish(settings: Settings) -> None:
    """Put in what a laptop starts with; what is there already is left or brought up to date."""
    rt = Runtime.make(settings)
    year = clock.today().year
    try:
        with rt.db.write() as session:
            calendars.publish(session, calendar_seed.seed(year - 1, year + 1), approved_by=_BY)
            if not _published(session):
                for form in load_catalog():
                    publishing.publish(session, form.form, form.source, by=_BY)
            for sample in SAMPLES:
                row = agencies.add(session, rt, _described(sample, settings))
                payees.keep(session, row.id, ACCOUNT)
            _give_roles(session, settings)
            _owe_reports(session)
    finally:
        rt.db.close()


def _give_roles(session: Session, settings: Settings) -> None:
    if settings.staff_provider is None:
        return
    for subject, name in OPERATORS:
        person = Person(settings.staff_provider.issuer, subject, name)
        staff.give(session, person, Role(staff.OPERATOR), Actor(_BY))
    for subject, name, code in OFFICERS:
        person = Person(settings.staff_provider.issuer, subject, name)
        role = Role(staff.OFFICER, agencies.by_code(session, code).id)
        staff.give(session, person, role, Actor(_BY))
    for subject, name, code, what in REPORTERS:
        person = Person(settings.staff_provider.issuer, subject, name)
        staff.give(session, person, Role(what, agencies.by_code(session, code).id), Actor(_BY))


def _owe_reports(session: Session) -> None:
    """Let an agency owe reports from today on, once: nothing is late on a fresh laptop."""
    code, regime = OWED
    agency = agencies.by_code(session, code)
    if not owing.of_agency(session, agency):
        owing.owe(session, Owing(code, regime, since=clock.today()), Actor(_BY))


def _published(session: Session) -> bool:
    """Say whether the catalogue is live as it stands: reading it all takes most of a second."""
    query = sa.select(FormVersion.hash).where(FormVersion.live_until.is_(None))
    files = CATALOG.glob("*.yaml")
    return {text_hash(file.read_text(encoding="utf-8")) for file in files} <= set(
        session.scalars(query)
    )


def _described(sample: Sample, settings: Settings) -> NewAgency:
    return NewAgency(
        code=sample.code,
        name=sample.name,
        name_en=sample.name_en,
        level=sample.level,
        place=sample.place,
        connector=NAME if sample.desk else "one_stop",
        endpoint={} if sample.desk else _way(sample, settings),
        secret={} if sample.desk else _key(sample, settings),
        rehearsal=sample.rehearsal,
        synchronised=bool(settings.national) and not sample.rehearsal,
    )


def _way(sample: Sample, settings: Settings) -> dict[str, str]:
    return {"base_url": f"http://127.0.0.1:{settings.port + 2}/agencies/{sample.code}"}


def _key(sample: Sample, settings: Settings) -> dict[str, str]:
    return {"key_id": sample.key_id, "secret": sample.secret(settings)}
