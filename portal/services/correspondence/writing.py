"""A citizen writes to the agency about a dossier (trao đổi): kept as it is written, sent once.

It moves the dossier nowhere and stops no clock: what changes something goes as a supplement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.characters import many_lines
from portal import clock
from portal.domain.errors import Conflict, DomainError, Unacceptable
from portal.models import Agency, Dossier, Event
from portal.runtime import Runtime
from portal.services import agencies, content, dossiers, enclosing, events, promises
from portal.services.attachments import MESSAGE, Held
from portal.services.citizens import Signed
from portal.services.confirming import releasing
from portal.services.content import Content
from portal.services.correspondence import thread
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.promises import Errand

LONGEST = 2_000
"""Characters of a message."""
MOST_FILES = 5
MOST_A_DAY = 10
OPEN_FOR = timedelta(days=90)
"""How long after its end a dossier can be written about: as long as it can be complained of."""


class Closed(DomainError):
    """It cannot be written about: with no agency yet, ended long ago, or no way into its system."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Writing:
    """A message as far as it is written; ``turn`` is the number of the last one that was sent.

    Two windows that show the same turn write the same message: it is sent once.
    """

    content: Content
    turn: int
    sent_text: str = field(repr=False)
    text: str = field(repr=False)
    files: Sequence[Held] = field(repr=False)

    def was_sent(self, turn: int, text: str) -> bool:
        """Say whether this very message was sent by another press, or in another window."""
        return turn != self.turn and many_lines(text) == self.sent_text


def possible(dossier: Dossier, agency: Agency) -> bool:
    """Say whether a dossier can be written about: from its way to the agency until long after."""
    if releasing.waits(dossier) or not agencies.takes(agency, "message"):
        return False
    ended = dossier.returned_at or dossier.finished_at
    return ended is None or clock.now() < ended + OPEN_FOR


def load(
    session: Session, rt: Runtime, citizen: Signed, code: str, *, lock: bool = False
) -> Writing:
    """Open the message a citizen is writing; whoever changes it asks for the lock.

    :raises NotFound: if the dossier is not theirs.
    :raises Closed: if it cannot be written about.
    """
    dossier = dossiers.own(session, citizen, code)
    if lock:
        dossier = events.lock(session, dossier.home_agency_id, dossier.id)
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    if not possible(dossier, found.agency):
        raise Closed(code)
    last = session.scalars(_sent(dossier).order_by(Event.seq.desc()).limit(1)).first()
    kept = dossier.sealed_message
    return Writing(
        content=found,
        turn=last.seq if last else 0,
        sent_text=events.private(found.safe, last)["text"] if last else "",
        text=found.safe.open_json("message", kept)["text"] if kept else "",
        files=enclosing.waiting(found, MESSAGE),
    )


def write(writing: Writing, text: str) -> None:
    """Keep what was typed, right or wrong, of a message that was loaded with its lock."""
    if text != writing.text:
        writing.content.dossier.sealed_message = writing.content.safe.seal_json(
            "message", {"text": text}
        )


def send(session: Session, rt: Runtime, writing: Writing, turn: int, typed: str) -> bool:
    """Send a message that was loaded with its lock: event, files and promise stand together.

    Says whether it was sent now; pressed twice, or in two windows, there is one.

    :raises Conflict: if another message was sent since ``turn``; what was typed is kept.
    :raises Unacceptable: ``nothing``, ``too_long`` or ``too_many_today``; it stays as it is.
    """
    if writing.was_sent(turn, typed):
        return False
    if turn != writing.turn:
        raise Conflict(turn, writing.turn)
    dossier, text = writing.content.dossier, _fit(session, writing, typed)
    event = events.record(
        session,
        writing.content.safe,
        dossier,
        Occurrence(
            kind=thread.SENT,
            occurred_at=clock.now(),
            facts={"files": len(writing.files)},
            private={"text": text, "files": [file.sha256 for file in writing.files]},
        ),
    )
    enclosing.send(session, event, MESSAGE)
    dossier.sealed_message = None
    to = handing_on.agency(session, dossier).code
    errand = Errand(f"agency:{to}", "message", promises.DELIVERY)
    promises.make(session, dossier, event, errand)
    return True


def _fit(session: Session, writing: Writing, typed: str) -> str:
    text = many_lines(typed)
    if not text and not writing.files:
        raise Unacceptable("nothing")
    if len(text) > LONGEST:
        raise Unacceptable("too_long", limit=LONGEST)
    lately = _sent(writing.content.dossier).where(
        Event.recorded_at > clock.now() - timedelta(days=1)
    )
    count = session.scalar(sa.select(sa.func.count()).select_from(lately.subquery()))
    if (count or 0) >= MOST_A_DAY:
        raise Unacceptable("too_many_today", limit=MOST_A_DAY)
    return text


def _sent(dossier: Dossier) -> sa.Select[tuple[Event]]:
    return sa.select(Event).where(
        Event.home_agency_id == dossier.home_agency_id,
        Event.dossier_id == dossier.id,
        Event.kind == thread.SENT,
    )
