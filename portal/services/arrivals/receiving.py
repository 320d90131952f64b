"""Takes a dossier the national portal hands over: once, and then it goes the way of any other.

It keeps two codes: the national portal's, under which it was handed in and is spoken of there, and
ours. What was asked there and is asked by no question of ours is kept and shown to the agency all
the same: a dossier is not refused for a difference between two forms, an officer looks at it.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from connectors.errors import Unreadable
from connectors.national_messages import HandedOver, Taken, Taking
from forms import display
from forms.display import Answer
from forms.schema import Checked, check
from forms.spec import Form
from portal import clock, crypto
from portal.db import insert_once
from portal.domain.errors import NotFound
from portal.domain.states import Channel
from portal.models import Agency, CitizenDossier, Dossier, DossierCode, Draft
from portal.runtime import Runtime
from portal.services import (
    agencies,
    attachments,
    content,
    numbering,
    publishing,
    submission,
    vault,
)
from portal.services.arrivals import people
from portal.services.attachments import Stored
from portal.services.drafts import Open
from portal.services.vault import Place, Safe

SOURCE = DossierCode.NATIONAL
"""Whose codes these are, in the global look-up of codes."""


@dataclass(frozen=True)
class Parcel:
    """Where a dossier that has arrived will be kept, and by which form it is read."""

    agency: Agency
    form: Form
    place: Place
    safe: Safe = field(repr=False)

    def document(self, component: str) -> str:
        """Give our name of a paper by its national code; "" for one no form of ours asks for."""
        found = (one.id for one in self.form.documents if component and one.code == component)
        return next(found, "")


def known(session: Session, code: str) -> Taken | None:
    """Say what is told of one that was taken before; None if this code was never taken."""
    found = numbering.find(session, code, SOURCE)
    dossier = session.get(Dossier, found) if found else None
    return Taken(Taking.DUPLICATE, dossier.code) if dossier else None


def unpack(session: Session, rt: Runtime, arrived: HandedOver) -> Parcel:
    """Find agency and form of a dossier that has arrived.

    :raises Unreadable: if there is no such agency here, or it takes no such procedure.
    """
    agency, form = agencies.by_unit(session, arrived.unit), _form(session, rt, arrived.procedure)
    if agency is None:
        raise Unreadable({"MaDonViTiepNhan": ["Không có đơn vị này (no such unit)"]})
    if form is None:
        raise Unreadable({"MaTTHC": ["Đơn vị không nhận thủ tục này (no such procedure)"]})
    place = Place(agency.id, crypto.uuid7(), vault.birth_month())
    return Parcel(agency, form, place, vault.fresh(place))


def take(
    session: Session, rt: Runtime, parcel: Parcel, arrived: HandedOver, files: Sequence[Stored]
) -> Taken:
    """Make it a dossier, in one transaction; of two that come at once, one is made."""
    place = parcel.place
    if not insert_once(
        session,
        DossierCode,
        source=SOURCE,
        code=arrived.code,
        home_agency_id=place.home_agency_id,
        dossier_id=place.dossier_id,
    ):
        before = known(session, arrived.code)
        assert before is not None
        return before
    vault.keep(session, rt, place, parcel.safe)
    for file in files:
        attachments.keep(session, parcel.safe, place, file)
    session.flush()
    opened = _opened(session, rt, parcel, arrived)
    checked = check(parcel.form, opened.answers, opened.context("vi"))
    columns = {
        "national_code": arrived.code,
        "submitted_at": min(arrived.submitted_at or clock.now(), clock.now()),
        "sealed_answers": _sealed(opened, checked, arrived),
    }
    with session.no_autoflush:
        dossier = submission.made(session, rt, opened, checked, columns)
    session.flush()
    return Taken(Taking.TAKEN, dossier.code)


def _form(session: Session, rt: Runtime, procedure: str) -> Form | None:
    """Find the form of a procedure, its local suffix left off where there is none with it."""
    for code in (procedure, ".".join(procedure.split(".")[:2])):
        try:
            return publishing.live(session, rt, code)
        except NotFound:
            continue
    return None


def _opened(session: Session, rt: Runtime, parcel: Parcel, arrived: HandedOver) -> Open:
    """Lay the dossier open like a draft of ours that was filled in there."""
    citizen = people.recognise(session, rt, arrived)
    session.add(
        CitizenDossier(
            citizen_id=citizen.id,
            dossier_id=parcel.place.dossier_id,
            home_agency_id=parcel.place.home_agency_id,
            since=clock.now(),
        )
    )
    answers = _answers(parcel.form, arrived)
    return Open(
        draft=_draft(parcel, citizen.id, _case(parcel.form, arrived)),
        agency=parcel.agency,
        form=parcel.form,
        safe=parcel.safe,
        identity={},
        typed=answers,
        answers=answers,
        locked={},
        files=attachments.held(session, parcel.safe, parcel.place.home_agency_id),
        kept_for=timedelta(0),
    )


def _draft(parcel: Parcel, citizen_id: uuid.UUID, case: str) -> Draft:
    """Make the draft it would have been here; nobody keeps it."""
    return Draft(
        home_agency_id=parcel.place.home_agency_id,
        id=parcel.place.dossier_id,
        birth_month=parcel.place.birth_month,
        citizen_id=citizen_id,
        procedure_code=parcel.form.code,
        form_hash=parcel.form.hash,
        case_code=case,
        language="vi",
        channel=Channel.ONLINE,
        rehearsal=False,
        saved_at=clock.now(),
        expires_at=clock.now(),
    )


def _case(form: Form, arrived: HandedOver) -> str:
    """Give the case by its national code, which may be the procedure's with a number; else the
    first: which it is, the agency sees from the answers."""
    found = (case.id for case in form.cases if case.code and case.code == arrived.procedure)
    return next(found, form.cases[0].id)


def _answers(form: Form, arrived: HandedOver) -> dict[str, object]:
    """Give the answers by our questions: by meaning, or by a name both forms have."""
    found: dict[str, object] = {}
    for question in form.questions:
        by_meaning = arrived.known.get(question.means or "")
        answer = by_meaning or arrived.answers.get(question.name)
        if answer is not None:
            found[question.name] = answer
    return found


def _sealed(opened: Open, checked: Checked, arrived: HandedOver) -> bytes:
    said = [
        *display.answered(opened.form, checked.clean, opened.draft.case_code, "vi"),
        *_besides(checked, arrived),
    ]
    typed = {**arrived.answers, **opened.answers}
    return opened.safe.seal_json("dossier", content.keep(typed, checked.clean, said))


def _besides(checked: Checked, arrived: HandedOver) -> Iterator[Answer]:
    """What was answered there and fits no question of ours, under the name it has there."""
    for name, value in arrived.answers.items():
        if name not in checked.clean and value not in (None, "", [], {}):
            text = value if isinstance(value, str) else crypto.canonical({name: value}).decode()
            yield Answer(f"national.{name}", name, str(text), value, None, "text")
