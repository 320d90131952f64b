"""An officer takes a dossier in on paper: begun as a draft nobody signs in for."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms import display, prefill
from forms.schema import Context
from forms.spec import Form
from portal import clock, crypto, desk
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.states import Channel
from portal.models import Agency, Citizen, DeskIntake, Dossier, Draft
from portal.runtime import Runtime
from portal.services import citizens, code_lists, drafts, publishing, vault
from portal.services.citizens import Identity, Signed
from portal.services.copies import stated
from portal.services.counter import rules
from portal.services.desk.dealing import Desk
from portal.services.drafts import Beginning
from portal.services.operations import deeds

ISSUER = "counter"
"""Who vouches for those who stand at a counter: nobody; no sign-in ever has this issuer."""

_MOST_SHEETS = 999
_LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Handed:
    """What an officer says of a dossier before the first question.

    ``person`` is who brought or sent it, under the names of what an identity provider tells; it
    fills the form in and can be changed there.
    """

    procedure: str
    case: str
    channel: Channel
    received_at: datetime
    letter_number: str = ""
    person: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Unfinished:
    """A dossier somebody at the desk has not entered to the end."""

    draft_id: uuid.UUID
    procedure: str
    submitter: str = field(repr=False)
    channel: Channel
    officer: str
    begun_at: datetime


def offered(session: Session, rt: Runtime, agency: Agency) -> Sequence[Form]:
    """List the procedures an agency's desk takes dossiers of, by name."""
    found = (
        form
        for form in publishing.all_live(session, rt)
        if agency.id in {one.id for one in drafts.serving(session, form, None)}
    )
    return sorted(found, key=lambda form: form.name.vi)


def begin(session: Session, rt: Runtime, at: Desk, handed: Handed) -> Draft:
    """Begin to enter a dossier.

    :raises NotFound: if the desk takes no dossiers of this procedure or case.
    :raises Unacceptable: ``channel``, ``letter_number``, or as ``rules.check_received``.
    """
    if at.agency.connector != desk.NAME:
        raise NotFound(at.agency.code)
    if handed.channel not in rules.CHANNELS:
        raise Unacceptable("channel")
    rules.check_received(handed.channel, handed.received_at)
    if len(handed.letter_number) > _LONGEST_NUMBER:
        raise Unacceptable("letter_number")
    nobody = Identity(ISSUER, str(crypto.uuid7()), "", False, {})
    who = citizens.signed(rt, citizens.recognise(session, rt, nobody))
    beginning = Beginning(handed.procedure, handed.case, at.agency.id, "vi")
    draft = drafts.start(session, rt, who, beginning)
    draft.channel, draft.received_at = handed.channel, handed.received_at
    session.flush()
    _fill_in(session, rt, draft, handed.person)
    session.add(_intake(at, draft, handed))
    told = {"channel": str(handed.channel), "procedure": handed.procedure}
    deeds.record(session, at.officer.acting(), "intake_begun", f"draft:{draft.id}", told)
    return draft


def _intake(at: Desk, draft: Draft, handed: Handed) -> DeskIntake:
    return DeskIntake(
        home_agency_id=draft.home_agency_id,
        dossier_id=draft.id,
        birth_month=draft.birth_month,
        officer_id=at.officer.id,
        officer=at.officer.name,
        begun_at=clock.now(),
        letter_number=handed.letter_number,
        papers={},
    )


def _fill_in(session: Session, rt: Runtime, draft: Draft, person: Mapping[str, str]) -> None:
    """Answer what is known of the person; they were not vouched for, so nothing is locked."""
    form = rt.forms.form(session, draft.form_hash)
    lists = code_lists.of_form(session, form, clock.today())
    context = Context(case=draft.case_code, today=clock.today(), lang="vi", lists=lists)
    known = prefill.fill(form, {}, person, context).answers
    from_person = {
        question.name: known[question.name]
        for question in form.questions
        if question.name in known
        and any(each.source.startswith("identity.") for each in question.prefills)
    }
    safe = vault.unlock(session, rt, draft.home_agency_id, draft.id)
    draft.sealed_answers = safe.seal_json("answers", from_person)


def find(
    session: Session, agency: Agency, draft_id: uuid.UUID, *, lock: bool = False
) -> DeskIntake:
    """Find what a desk takes in; whoever works there goes on with what a colleague began.

    :raises NotFound: if it is another desk's, or a citizen's own.
    """
    found = session.get(DeskIntake, (agency.id, draft_id), with_for_update=lock)
    if found is None:
        raise NotFound(str(draft_id))
    return found


def became(session: Session, agency: Agency, draft_id: uuid.UUID) -> str:
    """Give the code of the dossier it has become, nothing as long as it is being entered.

    :raises NotFound: as ``find``.
    """
    if find(session, agency, draft_id).handed_in_at is None:
        return ""
    return session.get_one(Dossier, (agency.id, draft_id)).code


def stand_in(session: Session, rt: Runtime, agency: Agency, draft_id: uuid.UUID) -> Signed:
    """Give the account without a person by which an officer holds a draft.

    :raises NotFound: as ``find``.
    """
    find(session, agency, draft_id)
    draft = session.get(Draft, (agency.id, draft_id))
    if draft is None:
        raise NotFound(str(draft_id))
    return _nobody(session, rt, draft)


def _nobody(session: Session, rt: Runtime, draft: Draft) -> Signed:
    row = session.get(Citizen, draft.citizen_id)
    if row is None or row.issuer != ISSUER:
        raise NotFound(str(draft.id))
    return citizens.signed(rt, row)


def unfinished(session: Session, rt: Runtime, agency: Agency) -> Sequence[Unfinished]:
    """List what is being entered at a desk, the last begun first."""
    query = (
        sa.select(DeskIntake, Draft)
        .join(
            Draft,
            sa.and_(
                Draft.home_agency_id == DeskIntake.home_agency_id, Draft.id == DeskIntake.dossier_id
            ),
        )
        .where(DeskIntake.home_agency_id == agency.id, Draft.submitted_at.is_(None))
        .order_by(DeskIntake.begun_at.desc())
    )
    return [_told(session, rt, intake, draft) for intake, draft in session.execute(query)]


def _told(session: Session, rt: Runtime, intake: DeskIntake, draft: Draft) -> Unfinished:
    opened = drafts.load(session, rt, _nobody(session, rt, draft), draft.id)
    clean = opened.check("vi").clean
    submitter = display.person(opened.form, clean, "submitter")
    return Unfinished(
        draft_id=draft.id,
        procedure=opened.form.name.vi,
        submitter=str(submitter.get("full_name") or submitter.get("organisation") or ""),
        channel=draft.channel,
        officer=intake.officer,
        begun_at=intake.begun_at,
    )


def state_papers(
    session: Session, at: Desk, draft_id: uuid.UUID, counts: Mapping[str, Mapping[str, int]]
) -> None:
    """Say how many originals and copies of each document were handed over; nothing is left out.

    :raises Unacceptable: ``sheets``, with the ``document``, for a number nobody could hand over.
    """
    for document, sorts in counts.items():
        if any(not 0 <= number <= _MOST_SHEETS for number in sorts.values()):
            raise Unacceptable("sheets", document=document)
    intake = find(session, at.agency, draft_id, lock=True)
    kept = {
        document: {sort: sorts[sort] for sort in stated.SORTS if sorts.get(sort)}
        for document, sorts in counts.items()
    }
    intake.papers = {document: sorts for document, sorts in kept.items() if sorts}


def discard(session: Session, rt: Runtime, at: Desk, draft_id: uuid.UUID) -> None:
    """Throw away what was entered so far; that it was is written down."""
    who = stand_in(session, rt, at.agency, draft_id)
    opened = drafts.load(session, rt, who, draft_id, lock=True)
    drafts.discard(session, opened)
    session.delete(find(session, at.agency, draft_id))
    deeds.record(session, at.officer.acting(), "intake_discarded", f"draft:{draft_id}")
