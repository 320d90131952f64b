"""Officers record how a dossier's papers were digitised (số hóa), and put a record right.

The facts are an officer's word; who signed a file is what its verification found, and cannot be
typed.
"""

import uuid
from collections.abc import Sequence

from sqlalchemy.orm import Session

from portal import clock
from portal.domain import digitising
from portal.domain.digitising import Facts
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Dossier, Event
from portal.runtime import Runtime
from portal.services import attachments, events, vault
from portal.services.attachments import CITIZEN, RESULT, Held
from portal.services.desk import lying
from portal.services.desk.dealing import Desk
from portal.services.desk.handing_over import Seen
from portal.services.events import Occurrence
from portal.services.national import promising
from portal.services.operations import deeds
from portal.services.store import recording
from portal.services.store.recording import RECORDED, By
from portal.services.vault import Place

ORIGINS = (CITIZEN, RESULT)
"""Whose files are recorded: components of the dossier, and results."""


def record(
    session: Session, rt: Runtime, desk: Desk, seen: Seen, what: tuple[uuid.UUID, Facts]
) -> Dossier:
    """Record a file of a dossier that lies on this desk, and promise to tell whoever must know.

    :raises NotFound: if the dossier does not concern this agency, or has no such file.
    :raises Conflict: if something happened to it since the officer looked.
    :raises Unacceptable: ``elsewhere``, or ``facts`` with the ``faults`` by field.
    """
    found, held = lying.case(session, desk.agency, seen.code)
    dossier = events.lock(session, found.home_agency_id, found.id)
    if dossier.seq != seen.seq:
        raise Conflict(seen.seq, dossier.seq)
    if not lying.here(held, desk.agency.id) or held.arriving_since is not None:
        raise Unacceptable("elsewhere")
    file_id, facts = what
    wrong = digitising.faults(facts, clock.today())
    if wrong:
        raise Unacceptable("facts", faults=wrong)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    file = _file(attachments.held(session, safe, dossier.home_agency_id), file_id)
    event = events.record(session, safe, dossier, _occurrence(file, facts))
    place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    by = By(event.seq, desk.officer.name, desk.officer.id)
    recording.write(session, safe, place, (file.id, file.sha256, facts), by)
    _told(session, desk, dossier, (event, file))
    return dossier


def _file(files: Sequence[Held], file_id: uuid.UUID) -> Held:
    for file in files:
        if file.id == file_id and file.origin in ORIGINS and file.event_seq is not None:
            return file
    raise NotFound(str(file_id))


def _occurrence(file: Held, facts: Facts) -> Occurrence:
    return Occurrence(
        RECORDED,
        clock.now(),
        facts={"file": str(file.id), "source": str(facts.source), "type": facts.type_code},
        private={"facts": facts.plain(), "sha256": file.sha256},
    )


def _told(session: Session, desk: Desk, dossier: Dossier, what: tuple[Event, Held]) -> None:
    event, file = what
    promising.restate(session, dossier, event)
    detail = {"file": str(file.id)}
    actor = desk.officer.acting()
    deeds.record(session, actor, "paper_digitised", f"dossier:{dossier.id}", detail)
