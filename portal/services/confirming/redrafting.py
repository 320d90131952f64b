"""Taking a dossier back that waits for the wrong person, to mend it without typing it anew."""

from sqlalchemy.orm import Session

from portal import clock, log
from portal.domain.errors import Unacceptable
from portal.models import Draft
from portal.runtime import Runtime
from portal.services import attachments, drafts
from portal.services.attachments import CITIZEN, Incoming
from portal.services.citizens import Signed
from portal.services.confirming import releasing
from portal.services.confirming.steering import Waiting
from portal.services.drafts import Beginning

_log = log.get()


def begin(session: Session, rt: Runtime, citizen: Signed, waiting: Waiting) -> Draft:
    """Withdraw a locked dossier that waits, and begin a draft of what was typed in it.

    Both in one transaction: whoever presses twice has one draft. Its files are copied afterwards.

    :raises NotFound: if the procedure or the agency is on offer no longer; nothing has changed.
    """
    content = waiting.content
    dossier = content.dossier
    typed = content.safe.open_json("dossier", dossier.sealed_answers)["typed"]
    releasing.take_back(session, content.safe, dossier, "")
    dossier.withdrawal_asked_at = clock.now()
    again = Beginning(
        content.form.code, dossier.case_code, dossier.home_agency_id, dossier.language
    )
    draft = drafts.start(session, rt, citizen, again)
    session.flush()
    opened = drafts.load(session, rt, citizen, draft.id, lock=True)
    drafts.save(session, opened, typed, draft.row_version)
    return draft


def copy_files(rt: Runtime, citizen: Signed, waiting: Waiting, draft: Draft) -> None:
    """Hand the files of a dossier in for the draft made of it, byte for byte, under its own key.

    What the form does not take (any more) is left out, and the page of papers says what lacks.

    :raises BlobMissing: if the store has lost one; what was copied by then stays.
    :raises BlobsAway: if the store does not answer; the same.
    """
    with rt.db.read() as session:
        opened = drafts.load(session, rt, citizen, draft.id)
    for file in waiting.content.files:
        if file.origin != CITIZEN:
            continue
        again = Incoming(
            origin=CITIZEN,
            document=file.document,
            name=file.name,
            media_type=file.media_type,
            chunks=attachments.opened(rt, waiting.content.safe, file),
            presented_as=file.presented_as,
            signature=file.signature,
        )
        try:
            stored = attachments.store(rt, opened.safe, opened.place, again)
            with rt.db.write() as session:
                fresh = drafts.load(session, rt, citizen, draft.id, lock=True)
                drafts.attach(session, rt, fresh, stored)
        except Unacceptable as error:
            told = {"dossier": str(draft.id), "file": str(file.id), "reason": error.reason}
            _log.info("file_not_carried_over", **told)
