"""What the submitter can do while the dossier waits: remind, correct, hand in paper, go without."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.states import State
from portal.models import Confirmation, ConfirmationState, Dossier
from portal.runtime import Runtime
from portal.services import attachments, content, dossiers, events
from portal.services.attachments import Stored
from portal.services.citizens import Signed
from portal.services.confirming import asking, links, releasing, requests
from portal.services.confirming.requests import Named, Said, Settlement
from portal.services.content import Content
from portal.services.vault import Place

REST = timedelta(hours=4)
"""How long after a message the submitter may ask for the next one."""
MOST_INVITED = 8
"""How many messages to one person the submitter may ask for; the scheduler's are not counted."""


class NotWaiting(NotFound):
    """The dossier waits for nobody any more, or not for this person."""


@dataclass(frozen=True)
class Waiting:
    """A dossier that waits, for its submitter, with whom it asks."""

    content: Content
    rows: Sequence[Confirmation] = field(repr=False)

    @property
    def place(self) -> Place:
        """Where the dossier is kept."""
        dossier = self.content.dossier
        return Place(dossier.home_agency_id, dossier.id, dossier.birth_month)

    def row(self, number: int) -> Confirmation:
        """Give a request that is not settled.

        :raises NotWaiting: if there is none of this number.
        """
        for row in self.rows:
            if row.number == number and row.state not in requests.SETTLED:
                return row
        raise NotWaiting(str(number))

    def named(self, row: Confirmation) -> Named:
        """Open whom a request names."""
        return requests.named(self.content.safe, row)

    def paper(self, row: Confirmation) -> str:
        """Name the document that may stand in for a request, "" if none may for all of it."""
        papers = [each.paper for each in requests.statements(self.content.form, row)]
        return papers[0] or "" if papers and all(papers) else ""


def load(
    session: Session, rt: Runtime, citizen: Signed, code: str, *, lock: bool = False
) -> Waiting:
    """Open a citizen's own dossier that waits; whoever changes it asks for the lock.

    :raises NotFound: if it is not theirs.
    :raises NotWaiting: if it waits for nobody.
    """
    dossier = dossiers.own(session, citizen, code)
    if lock:
        dossier = events.lock(session, dossier.home_agency_id, dossier.id)
    if dossier.state != State.AWAITING_CONFIRMATION:
        raise NotWaiting(code)
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    return Waiting(found, requests.of(session, dossier))


def remind(session: Session, rt: Runtime, waiting: Waiting, number: int) -> None:
    """Ask somebody again, of a dossier that was loaded with its lock.

    :raises Unacceptable: ``too_soon`` (``at``: when one may) or ``too_often``.
    """
    row = waiting.row(number)
    if clock.now() < row.asked_at + REST:
        raise Unacceptable("too_soon", at=row.asked_at + REST)
    _ask_again(session, rt, waiting, row)


def correct(session: Session, rt: Runtime, waiting: Waiting, number: int, phone: str) -> None:
    """Ask somebody at another telephone; the links sent to the one before open nothing more.

    :raises Unacceptable: ``same_phone`` or ``too_often``.
    """
    row = waiting.row(number)
    who = waiting.named(row)
    if phone == who.phone:
        raise Unacceptable("same_phone")
    _check_often(row)
    row.sealed = requests.seal(waiting.content.safe, number, replace(who, phone=phone))
    links.revoke(session, row)
    _ask_again(session, rt, waiting, row)


def _check_often(row: Confirmation) -> None:
    if row.invited >= MOST_INVITED:
        raise Unacceptable("too_often", limit=MOST_INVITED)


def _ask_again(session: Session, rt: Runtime, waiting: Waiting, row: Confirmation) -> None:
    _check_often(row)
    dossier, now = waiting.content.dossier, clock.now()
    row.state, row.settled_at, row.event_seq = ConfirmationState.WAITING, None, None
    row.invited, row.asked_at, row.citizen_id = row.invited + 1, now, None
    row.reminded, row.remind_at = 0, asking.next_reminder(rt, now, 0)
    event = requests.record(session, waiting.content.safe, (dossier, row), Said(requests.ASKED))
    asking.invite(session, dossier, row, event)


def hand_in(session: Session, waiting: Waiting, number: int, files: Sequence[Stored]) -> Dossier:
    """Take stored files as somebody's signed paper, in place of their sign-in.

    :raises Unacceptable: ``document`` if no paper will do, ``nothing``, ``too_many``.
    """
    row, dossier = waiting.row(number), waiting.content.dossier
    document = waiting.paper(row)
    if not document:
        raise Unacceptable("document")
    if not files:
        raise Unacceptable("nothing")
    most = next(each.max_files for each in waiting.content.form.documents if each.id == document)
    if len(files) > most:
        raise Unacceptable("too_many", limit=most)
    facts = {"files": len(files), "document": document}
    said = Said(requests.ON_PAPER, facts, {"files": [file.sha256 for file in files]})
    event = requests.record(session, waiting.content.safe, (dossier, row), said)
    for file in files:
        attachments.keep(session, waiting.content.safe, waiting.place, file, event.seq)
    return _settled(session, waiting, row, Settlement(ConfirmationState.ON_PAPER, event))


def waive(session: Session, waiting: Waiting, number: int) -> Dossier:
    """Let the dossier go without somebody the form does not insist on.

    :raises Unacceptable: ``required`` if it does.
    """
    row = waiting.row(number)
    if row.required:
        raise Unacceptable("required")
    where = (waiting.content.dossier, row)
    event = requests.record(session, waiting.content.safe, where, Said(requests.WAIVED))
    return _settled(session, waiting, row, Settlement(ConfirmationState.WAIVED, event))


def _settled(session: Session, waiting: Waiting, row: Confirmation, how: Settlement) -> Dossier:
    dossier = waiting.content.dossier
    requests.settle(row, how)
    links.revoke(session, row)
    asking.drop_invitations(session, dossier, asking.destination(row))
    releasing.release_if_complete(session, waiting.content.safe, dossier)
    return dossier
