"""Opens a submitted dossier: its form, answers, people and files, and the message partners get."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from connectors import messages
from connectors import signatures as wire
from connectors.messages import Person
from forms.display import Answer, person
from forms.lookups import Lists
from forms.spec import Form
from portal import clock
from portal.domain.errors import NotFound
from portal.domain.signatures import NONE, Signature
from portal.models import Agency, Citizen, Dossier, Event
from portal.runtime import Runtime
from portal.services import agencies, attachments, code_lists, consents, events, vault
from portal.services.amending import merging
from portal.services.amending.merging import Amendment
from portal.services.attachments import CITIZEN, Held
from portal.services.consents import Confirmed
from portal.services.vault import Safe

SUBMISSION = 1
"""The number of the event by which a dossier begins."""


@dataclass(frozen=True)
class Content:
    """A dossier with its safe open. ``answers`` are the clean ones, ``said`` the same as shown.

    They are as put right since (``amendments``); ``kept`` is what was sealed at submission.
    ``lists`` are the code lists the form names, as they counted on that day.
    """

    dossier: Dossier
    agency: Agency
    form: Form
    safe: Safe = field(repr=False)
    answers: Mapping[str, Any] = field(repr=False)
    said: Sequence[Mapping[str, Any]] = field(repr=False)
    files: Sequence[Held] = field(repr=False)
    submitter: Person = field(repr=False)
    owner: Person = field(repr=False)
    confirmed: Sequence[Confirmed] = field(repr=False)
    kept: Mapping[str, Any] = field(default_factory=dict, repr=False)
    amendments: Sequence[Amendment] = ()
    lists: Lists = field(default_factory=dict, repr=False)

    @property
    def typed(self) -> Mapping[str, Any]:
        """The answers as they were typed, as put right since."""
        typed: Mapping[str, Any] = merging.merged(self.form, self.kept, self.amendments)["typed"]
        return typed

    @property
    def commitment(self) -> str:
        """What commits to this content: the last amendment, or the submission."""
        amended = [each.content for each in self.amendments]
        return [self.dossier.content_commitment, *amended][-1]


def read(
    session: Session, rt: Runtime, home_agency_id: uuid.UUID, dossier_id: uuid.UUID
) -> Content:
    """Open a dossier.

    :raises NotFound: if there is none, or its content was erased.
    """
    dossier = session.get(Dossier, (home_agency_id, dossier_id))
    if dossier is None:
        raise NotFound(str(dossier_id))
    safe = vault.unlock(session, rt, home_agency_id, dossier_id)
    form = rt.forms.form(session, dossier.form_hash)
    kept = safe.open_json("dossier", dossier.sealed_answers)
    amendments = merging.read(session, safe, dossier)
    now = merging.merged(form, kept, amendments) if amendments else kept
    citizen = session.get(Citizen, dossier.citizen_id)
    return Content(
        dossier=dossier,
        agency=agencies.by_id(session, home_agency_id),
        form=form,
        safe=safe,
        answers=now["clean"],
        said=now["said"],
        files=attachments.held(session, safe, home_agency_id),
        submitter=_person(form, now["clean"], "submitter", citizen.assurance if citizen else ""),
        owner=_person(form, now["clean"], "owner"),
        confirmed=consents.read(session, safe, dossier, form),
        kept=kept,
        amendments=amendments,
        lists=code_lists.of_form(session, form, clock.day(dossier.submitted_at)),
    )


def at(content: Content, seq: int) -> Content:
    """Give a dossier's content as it was at an event: what was put right later is not in it."""
    then = tuple(each for each in content.amendments if each.seq <= seq)
    if then == tuple(content.amendments):
        return content
    read, form = merging.merged(content.form, content.kept, then), content.form
    return replace(
        content,
        answers=read["clean"],
        said=read["said"],
        submitter=_person(form, read["clean"], "submitter", content.submitter.assurance),
        owner=_person(form, read["clean"], "owner"),
        amendments=then,
    )


def keep(typed: Mapping[str, Any], clean: Mapping[str, Any], said: Sequence[Answer]) -> Any:
    """Give what a dossier seals of its answers: as typed, clean, and as they read that day."""
    shown = [
        {"name": a.name, "label": a.label, "means": a.means, "value": a.value, "text": a.text}
        for a in said
    ]
    return {"typed": dict(typed), "clean": dict(clean), "said": shown}


def _person(form: Form, answers: Mapping[str, Any], role: str, assurance: str = "") -> Person:
    known = person(form, answers, role)

    def said(attribute: str) -> str:
        return str(known.get(attribute) or "")

    return Person(
        full_name=said("full_name") or said("organisation"),
        citizen_number=said("citizen_number"),
        phone=said("phone"),
        email=said("email"),
        assurance=assurance,
    )


def event(session: Session, dossier: Dossier, seq: int) -> Event:
    """Give an event of a dossier.

    :raises NotFound: if it has none of this number.
    """
    return events.at(session, dossier, seq)


def message(rt: Runtime, content: Content, as_of: int) -> messages.Dossier:
    """Write what the agency is sent, as of an event: later files and answers are not in it."""
    content = at(content, as_of)
    dossier, form = content.dossier, content.form
    return messages.Dossier(
        code=dossier.code,
        procedure=messages.Procedure(
            code=form.code, name=form.name.vi, case=dossier.case_code, form_hash=dossier.form_hash
        ),
        agency=content.agency.code,
        channel=dossier.channel,
        submitted_at=dossier.submitted_at,
        submitter=content.submitter,
        owner=content.owner,
        answers=tuple(messages.Answer(**one) for one in content.said),
        files=tuple(
            _file(rt, content.safe, file)
            for file in content.files
            if file.origin == CITIZEN and file.event_seq is not None and file.event_seq <= as_of
        ),
        rehearsal=dossier.rehearsal,
        confirmations=consents.as_of(content.confirmed, as_of),
    )


def supplement(rt: Runtime, content: Content, told: Event, key: str) -> messages.Supplement:
    """Write what the agency is sent when a citizen has answered its request, as of that event."""
    private = events.private(content.safe, told)
    return messages.Supplement(
        code=content.dossier.code,
        id=key,
        answers=told.facts["answers"],
        text=private["text"],
        files=enclosed(rt, content, told),
        sent_at=told.occurred_at,
        amended=tuple(
            messages.Answer(**merging.answer(part), before=part["before"])
            for part in private.get(merging.AMENDED) or ()
        ),
    )


def written(rt: Runtime, content: Content, told: Event, key: str) -> messages.Message:
    """Write what the agency is sent when a citizen writes to it, as of that event."""
    return messages.Message(
        code=content.dossier.code,
        id=key,
        text=events.private(content.safe, told)["text"],
        files=enclosed(rt, content, told),
        sent_at=told.occurred_at,
    )


def rating(content: Content, told: Event, key: str) -> messages.Rating:
    """Write what the agency is sent of how content a citizen was, as of that event."""
    said = events.private(content.safe, told)
    return messages.Rating(
        code=content.dossier.code,
        id=key,
        revision=told.facts["revision"],
        scores=said["scores"],
        comment=said["text"],
        rated_at=told.occurred_at,
    )


def withdrawal(content: Content, told: Event, key: str) -> messages.Withdrawal:
    """Write what the agency is sent when a citizen wants a dossier back."""
    return messages.Withdrawal(
        code=content.dossier.code,
        id=key,
        reason=events.private(content.safe, told)["text"],
        asked_at=told.occurred_at,
    )


def enclosed(rt: Runtime, content: Content, told: Event) -> tuple[messages.File, ...]:
    """Give the files a citizen sent with an event."""
    return tuple(
        _file(rt, content.safe, file) for file in content.files if file.event_seq == told.seq
    )


def _file(rt: Runtime, safe: Safe, file: Held) -> messages.File:
    opening: partial[Iterator[bytes]] = partial(attachments.opened, rt, safe, file)
    return messages.File(
        id=str(file.id),
        document=file.document,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        open=opening,
        presented_as=file.presented_as,
        signature=_signature(file.signature),
    )


def _signature(found: Signature) -> wire.Signature | None:
    if found == NONE:
        return None
    signers = tuple(
        wire.Signer(
            name=signer.name,
            organisation=signer.organisation,
            issuer=signer.issuer,
            signed_at=signer.signed_at,
            timestamped=signer.timestamped,
        )
        for signer in found.signers
    )
    return wire.Signature(str(found.state), found.reason, signers)
