"""Drafts (hồ sơ nháp): begun, filled in step by step, kept as typed, never lost.

What is wrong is kept too: a citizen mends an answer, they do not type it again.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms import prefill
from forms.lookups import Lists
from forms.needs import Needed
from forms.schema import Checked, Context, check
from forms.spec import Form
from portal import clock, crypto
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import (
    Agency,
    CitizenDossier,
    CounterLookUp,
    Dossier,
    Draft,
    NationalLookUp,
    PaperReuse,
)
from portal.runtime import Runtime
from portal.services import agencies, attachments, code_lists, promises, publishing, vault
from portal.services.attachments import Held, Stored
from portal.services.citizens import Signed
from portal.services.copies import presenting, stated
from portal.services.uploads import pending, rules
from portal.services.vault import Place, Safe


@dataclass(frozen=True)
class Beginning:
    """What a citizen chooses before the first question."""

    procedure: str
    case: str
    agency_id: uuid.UUID
    language: str


@dataclass(frozen=True)
class Open:
    """A draft with its safe open: the form it is pinned to, answers, files at hand.

    ``typed`` is what the citizen has answered, ``answers`` that and what ``identity`` (the
    provider's word on them) and earlier answers fill in. ``kept_for`` is how long the draft waits
    for its citizen to come back, ``on_paper`` which documents an officer has in hand. ``lists`` are
    the code lists the form names, as they count today.
    """

    draft: Draft
    agency: Agency
    form: Form
    safe: Safe = field(repr=False)
    identity: Mapping[str, str] = field(repr=False)
    typed: Mapping[str, Any] = field(repr=False)
    answers: Mapping[str, Any] = field(repr=False)
    locked: Mapping[str, Any] = field(repr=False)
    files: Sequence[Held] = field(repr=False)
    kept_for: timedelta
    on_paper: frozenset[str] = frozenset()
    lists: Lists = field(default_factory=dict, repr=False)

    @property
    def place(self) -> Place:
        """Where the draft is kept, and the dossier after it."""
        return Place(self.draft.home_agency_id, self.draft.id, self.draft.birth_month)

    def context(self, lang: str, step: str | None = None) -> Context:
        """Give what the answers are checked with, of one step or of the whole draft."""
        return Context(
            case=self.draft.case_code,
            today=clock.today(),
            lang=lang,
            step=step,
            locked=self.locked,
            files=stated.at_hand(self.form, self.files, self.on_paper),
            channel=self.draft.channel.value,
            lists=self.lists,
        )

    def check(self, lang: str, step: str | None = None) -> Checked:
        """Check the answers, of one step or (with the files) of the whole draft."""
        return check(self.form, self.answers, self.context(lang, step))


def start(session: Session, rt: Runtime, citizen: Signed, beginning: Beginning) -> Draft:
    """Begin a draft: its key is made, what the identity provider knows is filled in.

    :raises NotFound: if the procedure, the case or the agency is not on offer to this citizen.
    """
    form = publishing.live(session, rt, beginning.procedure)
    offered = serving(session, form, citizen)
    if form.case(beginning.case) is None or beginning.agency_id not in {a.id for a in offered}:
        raise NotFound(beginning.procedure)
    place = Place(beginning.agency_id, crypto.uuid7(), vault.birth_month())
    safe = vault.make(session, rt, place)
    draft = _begun(form, citizen, beginning, place)
    draft.sealed_answers = safe.seal_json("answers", {})
    draft.expires_at = draft.saved_at + timedelta(days=rt.settings.draft_days)
    owned = CitizenDossier(
        citizen_id=citizen.id,
        dossier_id=draft.id,
        home_agency_id=draft.home_agency_id,
        since=draft.created_at,
    )
    session.add_all([draft, owned])
    return draft


def _begun(form: Form, citizen: Signed, beginning: Beginning, place: Place) -> Draft:
    now = clock.now()
    return Draft(
        home_agency_id=place.home_agency_id,
        id=place.dossier_id,
        birth_month=place.birth_month,
        citizen_id=citizen.id,
        procedure_code=form.code,
        form_hash=form.hash,
        case_code=beginning.case,
        language=beginning.language,
        rehearsal=citizen.rehearsal,
        created_at=now,
        saved_at=now,
    )


def serving(session: Session, form: Form, citizen: Signed | None) -> Sequence[Agency]:
    """List the agencies a citizen may send this form to today."""
    today = clock.today()
    levels = [
        c.level
        for c in form.competence
        if (c.valid_from is None or c.valid_from <= today)
        and (c.valid_until is None or today <= c.valid_until)
    ]
    rehearsal = citizen.rehearsal if citizen else False
    return agencies.serving(session, levels, today, rehearsal=rehearsal)


def load(
    session: Session, rt: Runtime, citizen: Signed, draft_id: uuid.UUID, *, lock: bool = False
) -> Open:
    """Open a citizen's own draft that is not submitted yet.

    :raises NotFound: if there is none, or it is somebody else's; the two look the same.
    """
    key = (home(session, citizen, draft_id), draft_id)
    draft = session.get(Draft, key, with_for_update=lock)
    if draft is None or draft.submitted_at is not None:
        raise NotFound(str(draft_id))
    safe = vault.unlock(session, rt, draft.home_agency_id, draft.id)
    form = rt.forms.form(session, draft.form_hash)
    typed = safe.open_json("answers", draft.sealed_answers)
    lists = code_lists.of_form(session, form, clock.today())
    filled = _fill((form, lists), draft, typed, citizen.profile)
    return Open(
        draft=draft,
        agency=agencies.by_id(session, draft.home_agency_id),
        form=form,
        safe=safe,
        identity=citizen.profile,
        typed=typed,
        answers={**typed, **filled.answers, **filled.locked},
        locked=filled.locked,
        files=attachments.held(session, safe, draft.home_agency_id, attachments.CITIZEN),
        kept_for=timedelta(days=rt.settings.draft_days),
        on_paper=frozenset(stated.of_draft(session, draft)),
        lists=lists,
    )


def home(session: Session, citizen: Signed, draft_id: uuid.UUID) -> uuid.UUID:
    """Say which agency a citizen's draft or dossier is at home at.

    :raises NotFound: if it is not theirs.
    """
    owned = session.get(CitizenDossier, (citizen.id, draft_id))
    if owned is None:
        raise NotFound(str(draft_id))
    return owned.home_agency_id


def submitted_as(session: Session, citizen: Signed, draft_id: uuid.UUID) -> Dossier | None:
    """Find the dossier a citizen's draft has become, if it has.

    :raises NotFound: if it is not theirs.
    """
    return session.get(Dossier, (home(session, citizen, draft_id), draft_id))


def save(session: Session, opened: Open, typed: Mapping[str, Any], version: int) -> Open:
    """Keep what was typed in a step, right or wrong; what was not sent stays as it was.

    :raises Conflict: if the draft was changed since the browser got version ``version``.
    """
    draft = opened.draft
    if draft.row_version != version:
        raise Conflict(version, draft.row_version)
    kept = {**opened.typed, **typed}
    draft.sealed_answers = opened.safe.seal_json("answers", kept)
    _touch(opened)
    session.flush()
    filled = _fill((opened.form, opened.lists), draft, kept, opened.identity)
    answers = {**kept, **filled.answers, **filled.locked}
    return replace(opened, typed=kept, answers=answers, locked=filled.locked)


def asked_for(opened: Open, given: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of some answers those that are asked for: now, or because of what is given with them.

    Locked and hidden questions are not, whatever anybody claims.
    """
    free = {name: value for name, value in given.items() if name not in opened.locked}
    before = opened.check("vi").visible
    after = replace(opened, answers={**opened.answers, **free}).check("vi").visible
    return {name: value for name, value in free.items() if name in before | after}


def _fill(
    asked: tuple[Form, Lists], draft: Draft, typed: Mapping[str, Any], identity: Mapping[str, str]
) -> prefill.Filled:
    """Fill in what the citizen has not answered: it follows what it was taken from until then."""
    form, lists = asked
    context = Context(draft.case_code, clock.today(), draft.language, lists=lists)
    return prefill.fill(form, typed, identity, context)


def _touch(opened: Open) -> None:
    """Whoever comes back to a draft has as much time again as at its beginning."""
    now = clock.now()
    opened.draft.saved_at, opened.draft.expires_at = now, now + opened.kept_for


def attach(session: Session, rt: Runtime, opened: Open, stored: Stored) -> None:
    """Add a stored file to a draft that was loaded with its lock.

    :raises Unacceptable: ``document``, ``document.…`` (a rule of its own) or ``dossier_too_big``.
    """
    need = wanted(opened, stored.document)
    rules.hold(need.limits, stored, opened.files)
    if sum(file.size for file in opened.files) + stored.size > rt.settings.dossier_limit:
        raise Unacceptable("dossier_too_big", limit=rt.settings.dossier_limit)
    form = presenting.presented(need.document, stored, opened.files)
    attachments.keep(session, opened.safe, opened.place, replace(stored, presented_as=form))
    _touch(opened)


def wanted(opened: Open, document: str) -> Needed:
    """Give a document that files may be handed in for.

    :raises Unacceptable: ``document``, if the draft wants no such files now.
    """
    for need in opened.check("vi").documents:
        if need.document.id == document and need.asks_files:
            return need
    raise Unacceptable("document")


def of_citizen(session: Session, citizen: Signed) -> Sequence[Draft]:
    """List a citizen's open drafts, last saved first."""
    return session.scalars(
        sa.select(Draft)
        .where(Draft.citizen_id == citizen.id, Draft.submitted_at.is_(None))
        .order_by(Draft.saved_at.desc())
    ).all()


def discard(session: Session, opened: Open) -> None:
    """Throw a draft away at its citizen's wish."""
    erase(session, opened.draft)


def erase(session: Session, draft: Draft) -> None:
    """Erase a draft: its key goes, so its content is gone at once, and its files' bytes later."""
    if draft.notice_for is not None:
        promises.drop(session, (draft.home_agency_id, draft.id))
    vault.erase(session, draft.home_agency_id, draft.id)
    attachments.remove_all(session, draft.home_agency_id, draft.id)
    pending.expire_all(session, draft.home_agency_id, draft.id)
    for table in (PaperReuse, NationalLookUp, CounterLookUp):
        own = (table.home_agency_id == draft.home_agency_id, table.dossier_id == draft.id)
        session.execute(sa.delete(table).where(*own))
    owned = session.get(CitizenDossier, (draft.citizen_id, draft.id))
    if owned is not None:
        session.delete(owned)
    session.delete(draft)
