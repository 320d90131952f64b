"""Where a dossier stood at an event, as the national portal is told: from facts, and from no wish.

Fields that feed the indicators of Quyết định 766/QĐ-TTg are set from what the portal knows: the
channel a dossier came by, the account its submitter signed in with, the files an agency gave.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors import messages
from connectors.national import identity
from connectors.national_messages import Dates, Holder, Matter, Owner, Standing, Step
from forms.display import person
from portal.domain.states import FINAL, State
from portal.models import Citizen, Promise, PromiseState
from portal.services import events
from portal.services.arrivals import people
from portal.services.content import Content
from portal.services.national.promising import DESTINATION, KIND, worth_telling
from portal.services.store import recording, taken
from portal.services.synchronisation import course as courses
from portal.services.synchronisation import money, papers, supplements, way_back, wording
from portal.services.synchronisation.course import Course

VERIFIED = 2
"""The level of assurance from which an account counts as verified by VNeID."""


@dataclass(frozen=True)
class Told:
    """What the national portal is to be told: where it stood, and the progress it has not heard."""

    standing: Standing = field(repr=False)
    steps: tuple[Step, ...] = field(repr=False)


def as_of(session: Session, found: Content, seq: int) -> Told:
    """Say where an opened dossier stood at an event, and what had happened since it was last told.

    What was never told, because it was not yet synchronised then or because somebody let a promise
    go, is told with the next: so a dossier that comes late catches up, in order.
    """
    course = courses.read(session, found.dossier, seq)
    since = _told_until(session, found, seq)
    citizen = session.get(Citizen, found.dossier.citizen_id)
    known = _standing(found, course, people.technical_id(citizen))
    asked = money.charges(session, course) or papers.charges(found)
    records = recording.of(session, found.safe, found.dossier.home_agency_id)
    origins = taken.origins(session, found.safe, found.dossier)
    known = replace(
        known,
        charges=asked,
        papers=papers.handed_in(found, seq, records, origins),
        results=papers.given_back(found, seq, records),
    )
    return Told(known, tuple(_steps(found, course, since)))


def _told_until(session: Session, found: Content, seq: int) -> int:
    query = sa.select(sa.func.max(Promise.seq)).where(
        Promise.home_agency_id == found.dossier.home_agency_id,
        Promise.dossier_id == found.dossier.id,
        Promise.destination == DESTINATION,
        Promise.kind == KIND,
        Promise.state == PromiseState.DONE,
        Promise.seq < seq,
    )
    return session.execute(query).scalar() or 0


def _standing(found: Content, course: Course, technical_id: str) -> Standing:
    dossier = found.dossier
    return Standing(
        # Under the code it was handed in by, where that was at the national portal.
        code=dossier.national_code or dossier.code,
        matter=_matter(found),
        owner=_owner(found, technical_id),
        dates=_dates(course),
        state=messages.State(course.state),
        channel=dossier.channel,
        agency=found.agency.code,
        agency_name=found.agency.name,
        verified=identity.level(found.submitter.assurance) >= VERIFIED,
        from_national=dossier.national_code is not None,
        supplements=supplements.told(course, found.safe),
        by_post=way_back.by_post(course),
        paid=money.paid_online(course),
    )


def _matter(found: Content) -> Matter:
    form, case = found.form, found.form.case(found.dossier.case_code)
    name = form.name.vi
    return Matter(
        # A local suffix is left off: 1.001193.H41 is 1.001193 in the national catalogue.
        code=".".join(form.code.split(".")[:2]),
        name=name,
        field_code=form.field.code,
        field_name=form.field.name.vi,
        summary=f"{name}: {case.name.vi}" if case and len(form.cases) > 1 else name,
    )


def _owner(found: Content, technical_id: str) -> Owner:
    known = person(found.form, found.answers, "owner")
    tax_code = str(known.get("tax_code") or "")
    kind = Holder.CITIZEN
    if known.get("organisation"):
        kind = Holder.BUSINESS if tax_code else Holder.ORGANISATION
    return Owner(
        kind=kind,
        full_name=found.owner.full_name,
        citizen_number=found.owner.citizen_number,
        tax_code=tax_code if kind is Holder.BUSINESS else "",
        phone=found.owner.phone,
        email=found.owner.email,
        # The id is the submitter's: it is told only of an owner who is the same person.
        technical_id=technical_id if _one_person(found) else "",
    )


def _one_person(found: Content) -> bool:
    owner, submitter = found.owner, found.submitter
    told = (submitter.full_name, submitter.citizen_number)
    return (owner.full_name, owner.citizen_number) == told


def _dates(course: Course) -> Dates:
    return Dates(
        submitted=course.dossier.submitted_at,
        received=course.received,
        due=course.due,
        finished=course.entered(FINAL | {State.DECIDED}),
        returned=course.entered({State.RETURNED}),
        refused=course.entered({State.REFUSED}),
    )


def _steps(found: Content, course: Course, since: int) -> Iterator[Step]:
    for event in course.events:
        if event.seq <= since or not worth_telling(event):
            continue
        private = events.private(found.safe, event)
        then = course.until(event.seq)
        yield Step(
            at=event.occurred_at,
            state=messages.State(then.state),
            text=wording.words(event, private),
            officer=private.get("officer") or "",
            unit=private.get("unit") or "",
            due_at=then.due,
        )
