"""A dossier's whole way, found by its code: events, promises, tries, notices, news; no person."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.models import Attempt, Dossier, Event, InboxMessage, Notice, Promise
from portal.runtime import Runtime
from portal.services import numbering, outbox, promises, vault
from portal.services.operations import deeds, handing_back, renumbering
from portal.services.operations.deeds import Actor

_ANSWER_SHOWN = 20_000


@dataclass(frozen=True)
class Way:
    """Everything that happened to a dossier and on its account, nothing sealed opened.

    ``refused``: its agency will not take it, so that it may be handed back to its citizen.
    ``unasked``: it went out under its agency's number, and nobody can be asked whether it is there.
    """

    dossier: Dossier
    events: Sequence[Event]
    promises: Sequence[Promise]
    attempts: Sequence[Attempt]
    notices: Sequence[Notice]
    messages: Sequence[InboxMessage]
    refused: bool = False
    unasked: bool = False

    def tries(self, promise: Promise) -> Sequence[Attempt]:
        """List the tries at one promise, in order."""
        mine = (promise.destination, promise.seq)
        return [one for one in self.attempts if (one.destination, one.seq) == mine]


def find(session: Session, code: str) -> Way:
    """Find a dossier by its code.

    :raises NotFound: if there is none.
    :raises CodeMalformed: if it can be no code.
    """
    key = numbering.find(session, code)
    dossier = session.get(Dossier, key) if key else None
    if dossier is None:
        raise NotFound(code)
    own = {"home_agency_id": dossier.home_agency_id, "dossier_id": dossier.id}
    return Way(
        dossier=dossier,
        events=session.query(Event).filter_by(**own).order_by(Event.seq).all(),
        promises=session.query(Promise)
        .filter_by(**own)
        .order_by(Promise.made_at, Promise.seq)
        .all(),
        attempts=outbox.attempts(session, dossier.home_agency_id, dossier.id),
        notices=session.query(Notice).filter_by(**own).order_by(Notice.intended_at).all(),
        messages=_messages(session, dossier.id),
        refused=handing_back.possible(session, dossier),
        unasked=renumbering.possible(session, dossier),
    )


@dataclass(frozen=True)
class Try:
    """Which try at which promise of which dossier."""

    code: str
    destination: str
    seq: int
    number: int


def open_answer(session: Session, rt: Runtime, which: Try, actor: Actor) -> str:
    """Open what a partner answered to a try, in its own words: they may name people.

    That it was opened, by whom and why is written down in the same transaction.

    :raises NotFound: if there is no such try, or the partner said nothing.
    """
    key = numbering.find(session, which.code)
    row = session.get(Attempt, (*key, which.destination, which.seq, which.number)) if key else None
    if key is None or row is None or row.sealed_answer is None:
        raise NotFound(f"{which}")
    safe = vault.unlock(session, rt, *key)
    label = promises.attempt_label(which.destination, which.seq, which.number)
    answer = safe.open(label, row.sealed_answer)
    told = {"destination": which.destination, "seq": which.seq, "number": which.number}
    deeds.record(session, actor, "answer_opened", f"dossier:{key[1]}", told)
    return answer.decode("utf-8", "replace")[:_ANSWER_SHOWN]


def _messages(session: Session, dossier_id: uuid.UUID) -> Sequence[InboxMessage]:
    query = sa.select(InboxMessage).where(InboxMessage.dossier_id == dossier_id)
    return session.execute(query.order_by(InboxMessage.received_at)).scalars().all()
