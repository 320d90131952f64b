"""Draws the list of everything a citizen has begun or submitted."""

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.states import State
from portal.models import Dossier
from portal.runtime import Runtime
from portal.services import agencies, dossiers, drafts, supplements
from portal.services.citizens import Signed
from portal.services.drafts import Open
from portal.services.expiry import announcing, contact
from portal.services.receipts import masked
from portal.web.citizen import addresses
from portal.web.citizen.dossier_page import shown_state
from portal.web.citizen.present_dossier import DossierRow, DraftRow, Due, MyDossiersPage
from portal.web.citizen.progress import Progress

_DUE = frozenset({State.ACCEPTED, State.IN_PROCESS, State.AWAITING_SUPPLEMENT})


def my_dossiers_page(session: Session, rt: Runtime, who: Signed, language: str) -> MyDossiersPage:
    """Draw the list: drafts as last saved, then dossiers, those that wait for the citizen first."""
    opened = [drafts.load(session, rt, who, each.id) for each in drafts.of_citizen(session, who)]
    found = sorted(dossiers.of_citizen(session, who), key=lambda one: not _waits(one))
    return MyDossiersPage(
        drafts=tuple(_draft(each, language) for each in opened),
        dossiers=tuple(_dossier(session, rt, each, language) for each in found),
    )


def _draft(opened: Open, language: str) -> DraftRow:
    draft, progress = opened.draft, Progress.of(opened, language)
    told_at = contact.of(opened)
    told = announcing.stands(draft)
    return DraftRow(
        procedure=opened.form.name.in_(progress.lang),
        href=addresses.draft(draft.id),
        saved_at=draft.saved_at,
        step=progress.where(),
        expires_on=clock.day(draft.expires_at),
        phone=masked(told_at.phone) if told_at else "",
        given=told_at.given if told_at else False,
        told_at=draft.noticed_at if told else None,
        fault=(draft.notice_fault if told else None) or "",
        remove_action=addresses.removal(draft.id),
    )


def _waits(dossier: Dossier) -> bool:
    """Say whether a dossier waits for its citizen."""
    waits = dossier.state in (State.AWAITING_PAYMENT, State.AWAITING_CONFIRMATION)
    return waits or supplements.awaited(dossier)


def _dossier(session: Session, rt: Runtime, dossier: Dossier, language: str) -> DossierRow:
    agency = agencies.by_id(session, dossier.home_agency_id)
    due = dossier.due_current if dossier.state in _DUE else None
    paused = dossier.state == State.AWAITING_SUPPLEMENT
    return DossierRow(
        code=dossier.code,
        procedure=rt.forms.form(session, dossier.form_hash).name.in_(language),
        href=addresses.dossier(dossier.code),
        state=shown_state(dossier),
        submitted_at=dossier.submitted_at,
        agency=agency.name_in(language),
        due=Due(clock.day(due), paused=paused) if due else None,
    )
