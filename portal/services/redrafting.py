"""A new draft made of a dossier that has come back: nothing has to be typed or chosen again."""

from sqlalchemy.orm import Session

from portal import clock, log
from portal.domain.errors import Unacceptable
from portal.domain.states import Delivery, State
from portal.models import Dossier, Draft
from portal.runtime import Runtime
from portal.services import attachments, drafts, events
from portal.services.attachments import CITIZEN, Incoming
from portal.services.citizens import Signed
from portal.services.content import Content
from portal.services.drafts import Beginning
from portal.services.store import taken

HANDED_BACK = "handed_back"
"""What happens to a dossier its agency will not take, once an operator gives it back."""
_log = log.get()


def again(session: Session, rt: Runtime, citizen: Signed, content: Content) -> Draft:
    """Begin a draft of what was typed in a dossier; its files are copied afterwards.

    :raises NotFound: if the procedure or the agency is on offer no longer.
    """
    dossier = content.dossier
    typed = content.safe.open_json("dossier", dossier.sealed_answers)["typed"]
    beginning = Beginning(
        content.form.code, dossier.case_code, dossier.home_agency_id, dossier.language
    )
    draft = drafts.start(session, rt, citizen, beginning)
    session.flush()
    opened = drafts.load(session, rt, citizen, draft.id, lock=True)
    drafts.save(session, opened, typed, draft.row_version)
    return draft


def copy_files(rt: Runtime, citizen: Signed, content: Content, draft: Draft) -> None:
    """Hand the files of a dossier in for the draft made of it, byte for byte, under its own key.

    What the form does not take (any more) is left out, and so is a paper of a store that counts
    no more; the page of papers says what lacks.

    :raises BlobMissing: if the store has lost one; what was copied by then stays.
    :raises BlobsAway: if the store does not answer; the same.
    """
    with rt.db.read() as session:
        opened = drafts.load(session, rt, citizen, draft.id)
    for file in content.files:
        if file.origin != CITIZEN:
            continue
        incoming = Incoming(
            origin=CITIZEN,
            document=file.document,
            name=file.name,
            media_type=file.media_type,
            chunks=attachments.opened(rt, content.safe, file),
            presented_as=file.presented_as,
            signature=file.signature,
        )
        try:
            stored = attachments.store(rt, opened.safe, opened.place, incoming)
            with rt.db.write() as session:
                fresh = drafts.load(session, rt, citizen, draft.id, lock=True)
                drafts.attach(session, rt, fresh, stored)
                taken.carry(session, content, file, (fresh, stored))
        except Unacceptable as error:
            told = {"dossier": str(draft.id), "file": str(file.id), "reason": error.reason}
            _log.info("file_not_carried_over", **told)


def came_back(dossier: Dossier) -> bool:
    """Say whether a dossier was handed back: no agency ever had it, and nobody asked for it."""
    over = dossier.state == State.WITHDRAWN and dossier.delivery == Delivery.HELD
    return over and dossier.withdrawal_asked_at is None


def redraft(session: Session, rt: Runtime, citizen: Signed, content: Content) -> Draft:
    """Begin a draft of a dossier that came back; its files are copied afterwards.

    Locked, and noted as asked for: whoever presses twice has one draft.

    :raises NotFound: if the procedure or the agency is on offer no longer; nothing has changed.
    :raises Unacceptable: ``not_handed_back``.
    """
    dossier = events.lock(session, content.dossier.home_agency_id, content.dossier.id)
    if not came_back(dossier):
        raise Unacceptable("not_handed_back")
    draft = again(session, rt, citizen, content)
    dossier.withdrawal_asked_at = clock.now()
    dossier.row_version += 1
    return draft
