"""Submission (nộp hồ sơ): one transaction, in which a draft becomes a dossier.

Code, state, event and promises stand together or not at all. Nothing is called, printed or sent
here; the citizen has the number before anybody else knows of it.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms import display
from forms.logic import Scope
from forms.needs import confirmers
from forms.schema import Checked
from portal import clock, crypto
from portal.domain import deadlines, evidence
from portal.domain.errors import DraftIncomplete
from portal.domain.states import Channel, Delivery, State
from portal.models import (
    Attachment,
    Citizen,
    Dossier,
    DossierAgency,
    DossierCode,
    Draft,
    Event,
    SearchKey,
)
from portal.runtime import Runtime
from portal.services import (
    attachments,
    calendars,
    content,
    drafts,
    notifications,
    numbering,
    promises,
    tracking,
)
from portal.services.amending import committing, indexing
from portal.services.amending.committing import Whole
from portal.services.citizens import Signed
from portal.services.confirming import asking, releasing
from portal.services.drafts import Open
from portal.services.events import Occurrence
from portal.services.paying import notices
from portal.services.store import taken


@dataclass(frozen=True)
class Acknowledgement:
    """What the citizen holds in hand: the portal's signed word that it has the dossier."""

    statement: bytes
    signature: bytes

    def pack(self) -> bytes:
        """Write both as one JSON text."""
        return json.dumps(
            {"statement": self.statement.decode(), "signature": self.signature.hex()}
        ).encode()


def submit(session: Session, rt: Runtime, citizen: Signed, draft_id: uuid.UUID) -> Dossier:
    """Submit a draft; pressed twice, or from two tabs, there is one dossier and the same answer.

    :raises NotFound: if it is not this citizen's.
    :raises DraftIncomplete: if something is missing or wrong; the draft stays as it is.
    """
    key = (drafts.home(session, citizen, draft_id), draft_id)
    # Held on to, so that it need not be read a second time when the draft is opened.
    locked = session.get(Draft, key, with_for_update=True)
    before = session.get(Dossier, key)
    if before is not None:
        return before
    opened = drafts.load(session, rt, citizen, draft_id, lock=locked is None)
    checked = opened.check(opened.draft.language)
    if not checked.ok:
        raise DraftIncomplete(checked.errors)
    opened = _asked_for(session, opened, checked)
    # Every row is written once, whole, at the end.
    with session.no_autoflush:
        dossier = made(session, rt, opened, checked)
    session.flush()
    return dossier


def made(
    session: Session,
    rt: Runtime,
    opened: Open,
    checked: Checked,
    elsewhere: Mapping[str, Any] | None = None,
) -> Dossier:
    """Make the dossier and all that stands or falls with it.

    ``elsewhere`` are the columns of one that was handed in at another portal, with its code
    there; whoever had to confirm it was asked there. What was handed in on paper needs no
    delivery: the desk that takes it in lays it down itself.
    """
    others = [] if elsewhere else confirmers(opened.form, _scope(opened, checked))
    dossier = _born(session, rt, opened, checked)
    for name, value in (elsewhere or {}).items():
        setattr(dossier, name, value)
    dossier.state = State.AWAITING_CONFIRMATION if others else State.SUBMITTED
    session.add(dossier)
    _register(session, dossier, opened)
    _index(session, rt, dossier, opened, checked.clean)
    event = tracking.begin(session, opened.safe, dossier, _occurrence(session, dossier, checked))
    _take_files(session, dossier, event)
    dossier.acknowledgement = _acknowledge(rt, dossier, event).pack()
    notices.at_submission(session, opened.safe, dossier, checked.fee)
    if others:
        asking.begin(session, rt, opened.safe, dossier, others)
    elif dossier.channel == Channel.ONLINE:
        releasing.deliver(session, dossier, event, opened.agency.code)
    notifications.link(session, rt, dossier)
    taken.settle(session, rt, opened, dossier, event)
    opened.draft.submitted_at = dossier.submitted_at
    if opened.draft.notice_for is not None:
        promises.drop(session, (dossier.home_agency_id, dossier.id))
    return dossier


def _asked_for(session: Session, opened: Open, checked: Checked) -> Open:
    """Leave behind the files of papers that the answers no longer ask for, as hidden answers are.

    Until now they waited in the draft, for the citizen who changes an answer back.
    """
    wanted = {need.document.id for need in checked.documents if need.asks_files}
    for file in opened.files:
        if file.document not in wanted:
            attachments.remove(session, opened.draft.home_agency_id, opened.draft.id, file.id)
    session.flush()
    return replace(opened, files=[file for file in opened.files if file.document in wanted])


def _scope(opened: Open, checked: Checked) -> Scope:
    return Scope(case=opened.draft.case_code, today=clock.today(), values=checked.clean)


def _born(session: Session, rt: Runtime, opened: Open, checked: Checked) -> Dossier:
    """Make the row of the new dossier, with its number and its frozen calendar.

    What came on paper was handed in when the desk had it in hand, not when it was typed.
    """
    draft, now = opened.draft, clock.now()
    submitted = draft.received_at or now
    calendar = calendars.newest(session, opened.agency.calendar)
    return Dossier(
        home_agency_id=draft.home_agency_id,
        id=draft.id,
        birth_month=draft.birth_month,
        code=numbering.mint(session, opened.agency, clock.day(now)),
        channel=draft.channel,
        delivery=Delivery.HELD,
        procedure_code=draft.procedure_code,
        form_hash=draft.form_hash,
        case_code=draft.case_code,
        citizen_id=draft.citizen_id,
        owner_index=indexing.owner(rt, opened.form, checked.clean),
        sealed_answers=_sealed(opened, checked.clean),
        content_commitment=committing.commitment(
            opened.safe, Whole(draft.form_hash, draft.case_code, checked.clean, opened.files)
        ),
        language=draft.language,
        rehearsal=draft.rehearsal,
        calendar=calendar.name,
        calendar_version=calendar.version,
        term=calendars.term(opened.form, _scope(opened, checked)),
        fee=checked.fee.total,
        submitted_at=submitted,
        answer_due=deadlines.answer_by(calendar, submitted),
        **_BLANK,
    )


# What is filled in with the first event, in the same transaction.
_BLANK = {"acknowledgement": b"", "seq": 0, "head": evidence.GENESIS, "news_seq": 0}


def _sealed(opened: Open, clean: dict[str, Any]) -> bytes:
    said = display.answered(opened.form, clean, opened.draft.case_code, "vi")
    return opened.safe.seal_json("dossier", content.keep(opened.answers, clean, said))


def _register(session: Session, dossier: Dossier, opened: Open) -> None:
    """Enter the code into the global look-up, and the agencies with their roles."""
    session.add(
        DossierCode(
            source=DossierCode.OWN,
            code=dossier.code,
            home_agency_id=dossier.home_agency_id,
            dossier_id=dossier.id,
        )
    )
    for role in ("receiving", "competent", "returning"):
        session.add(
            DossierAgency(
                **opened.place.columns,
                role=role,
                agency_id=opened.agency.id,
                since=dossier.submitted_at,
            )
        )


def _index(
    session: Session, rt: Runtime, dossier: Dossier, opened: Open, clean: dict[str, Any]
) -> None:
    """Let the agency find the dossier by name words and numbers, through keyed hashes alone."""
    for key in indexing.keys(rt, opened.form, clean):
        session.add(SearchKey(**opened.place.columns, key=key))


def _occurrence(session: Session, dossier: Dossier, checked: Checked) -> Occurrence:
    citizen = session.get(Citizen, dossier.citizen_id)
    return Occurrence(
        kind="submitted",
        occurred_at=dossier.submitted_at,
        after=dossier.state,
        facts={
            "code": dossier.code,
            "procedure": dossier.procedure_code,
            "form": dossier.form_hash,
            "channel": dossier.channel,
            "fee": checked.fee.total,
            "content": dossier.content_commitment,
            # Whoever signs in anew, or claims what came in on paper, changes nothing of this.
            "assurance": citizen.assurance if citizen else "",
        },
    )


def _take_files(session: Session, dossier: Dossier, event: Event) -> None:
    """Make the draft's files part of the dossier, as of this event."""
    session.execute(
        sa.update(Attachment)
        .where(
            Attachment.home_agency_id == dossier.home_agency_id,
            Attachment.dossier_id == dossier.id,
            Attachment.removed_at.is_(None),
        )
        .values(event_seq=event.seq)
    )


def _acknowledge(rt: Runtime, dossier: Dossier, event: Event) -> Acknowledgement:
    """Sign that the portal has the dossier: the citizen can check it without us (Ed25519)."""
    statement = crypto.canonical(
        {
            "portal": rt.settings.base_url,
            "code": dossier.code,
            "submitted_at": evidence.stamp(dossier.submitted_at),
            "content": dossier.content_commitment,
            "event": event.hash,
        }
    )
    seed = rt.settings.secrets.key("acknowledgement")
    return Acknowledgement(statement, crypto.sign(seed, statement))
