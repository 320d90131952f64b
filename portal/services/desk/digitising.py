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
from portal.domain.errors import NotFound, Unacceptable
from portal.models import Dossier, Event
from portal.runtime import Runtime
from portal.services import acting, attachments, events, vault
from portal.services.attachments import CITIZEN, RESULT, Held
from portal.services.desk import lying, opening
from portal.services.desk.dealing import Desk
from portal.services.desk.opening import Seen
from portal.services.events import Occurrence
from portal.services.national import promising
from portal.services.officers import standing_in
from portal.services.operations import deeds
from portal.services.store import keeping, papers, recording
from portal.services.store.papers import Paper
from portal.services.store.recording import RECORDED, By
from portal.services.vault import Place

ORIGINS = (CITIZEN, RESULT)
"""Whose files are recorded: components of the dossier, and results."""
REVOKED = "paper_revoked"
"""The event by which a paper of a store counts no more."""
LONGEST_REASON = 1000


def record(
    session: Session, rt: Runtime, desk: Desk, seen: Seen, what: tuple[uuid.UUID, Facts]
) -> Dossier:
    """Record a file of a dossier that lies on this desk, and promise to tell whoever must know.

    :raises NotFound: if the dossier does not concern this agency, or has no such file.
    :raises Conflict: if something happened to it since the officer looked.
    :raises Unacceptable: ``elsewhere``, or ``facts`` with the ``faults`` by field.
    """
    dossier = _dossier(session, desk, seen)
    file_id, facts = what
    wrong = digitising.faults(facts, clock.today())
    if wrong:
        raise Unacceptable("facts", faults=wrong)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    file = _file(attachments.held(session, safe, dossier.home_agency_id), file_id)
    kept = keeping.follow(session, rt, dossier, (file, facts))
    event = events.record(session, safe, dossier, _occurrence(file, facts))
    place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    by = By(event.seq, desk.officer.name, desk.officer.id)
    recording.write(session, safe, place, (file.id, file.sha256, facts), by)
    _told(session, desk, dossier, (event, file))
    if not kept and file.signature.certifies:
        keeping.promise(session, dossier, event)
    return dossier


def revoke(
    session: Session, rt: Runtime, desk: Desk, seen: Seen, what: tuple[uuid.UUID, str]
) -> Dossier:
    """Revoke (thu hồi) a paper this dossier gave its owner's store; why is told to its owner.

    :raises NotFound: if the dossier does not concern this agency, or gave no such paper.
    :raises Conflict: if something happened to it since the officer looked.
    :raises Unacceptable: ``elsewhere``, ``words`` without a reason, ``not_now`` if it is over.
    """
    dossier = _dossier(session, desk, seen)
    file_id, why = what[0], what[1].strip()
    row = papers.from_file(session, dossier, file_id)
    if row is None or row.origin_file_id != file_id:
        raise NotFound(str(file_id))
    if not 0 < len(why) <= LONGEST_REASON:
        raise Unacceptable("words")
    keeping.revoke(session, rt, row, why)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    facts = {"file": str(file_id), "paper": str(row.id)}
    told = Occurrence(REVOKED, clock.now(), facts=facts, private={"note": why})
    events.record(session, safe, dossier, told)
    deeds.record(session, desk.officer.acting(why), "paper_revoked", f"dossier:{dossier.id}", facts)
    return dossier


def look(session: Session, rt: Runtime, desk: Desk, code: str, file_id: uuid.UUID) -> Paper:
    """Open the paper a file lies in a store as, or was taken from; each look is written down.

    :raises NotFound: if the dossier does not concern this agency, or has no such paper.
    """
    dossier, _ = lying.case(session, desk.agency, code)
    row = papers.from_file(session, dossier, file_id)
    if row is None:
        raise NotFound(str(file_id))
    standing_in.note(session, dossier, desk.agency.id, desk.officer.id)
    detail = {"dossier": dossier.code, **acting.told(session, dossier.id)}
    deeds.record(session, desk.officer.acting(), papers.LOOKED, f"paper:{row.id}", detail)
    return papers.opened(session, rt, row)


def _dossier(session: Session, desk: Desk, seen: Seen) -> Dossier:
    dossier, held = opening.opened(session, desk.agency, desk.officer, seen)
    if not lying.here(held, desk.agency.id) or held.arriving_since is not None:
        raise Unacceptable("elsewhere")
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
