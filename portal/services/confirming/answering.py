"""Somebody who was asked answers: yes or no, by their own sign-in, and once.

Whoever signs in has to be the one who was named: the citizen number the identity provider vouches
for equals the one in the dossier. Anybody else is told what a link that never was would tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from forms.characters import many_lines
from forms.spec import Confirmation as Statement
from portal import crypto
from portal.domain.errors import NotFound, Unacceptable
from portal.models import Confirmation, ConfirmationState, Dossier
from portal.runtime import Runtime
from portal.services import content, events, notifications, vault
from portal.services.citizens import Signed
from portal.services.confirming import links, releasing, requests
from portal.services.confirming.requests import Said, Settlement
from portal.services.content import Content

LONGEST = 1_000
"""Characters of a reason."""
MOST_STRANGERS = 5
"""How many strangers are noted for one request; a link that goes round fills no chain."""


class SomebodyElse(NotFound):
    """Whoever signed in is not the one who was named."""


@dataclass(frozen=True)
class Request:
    """What somebody is asked to confirm, with the dossier it is about."""

    content: Content = field(repr=False)
    row: Confirmation
    statements: Sequence[Statement]

    @property
    def open(self) -> bool:
        """Whether an answer still changes something."""
        waiting = self.row.state == ConfirmationState.WAITING
        return waiting and releasing.waits(self.content.dossier)


@dataclass(frozen=True)
class Answer:
    """Yes, or no with a reason."""

    agrees: bool
    reason: str = field(default="", repr=False)


def glimpse(session: Session, rt: Runtime, token: str) -> Request:
    """Open what a link leads to, for whoever holds it: the page shows next to nothing of it.

    :raises NotFound: if the link opens nothing.
    """
    return _request(session, rt, token)


def load(session: Session, rt: Runtime, citizen: Signed, token: str) -> Request:
    """Open a request for the person it names.

    :raises NotFound: if the link opens nothing.
    :raises SomebodyElse: if another was named.
    """
    found = _request(session, rt, token)
    if not _named(rt, citizen, found.content.dossier, found.row):
        raise SomebodyElse(token[:4])
    return found


def note_stranger(session: Session, rt: Runtime, citizen: Signed, token: str) -> None:
    """Write down that somebody else opened a request; each person once, so many at most."""
    locked = _locked(session, rt, token)
    if locked is None:
        return
    dossier, row = locked
    known = row.strangers["ids"]
    over = len(known) >= MOST_STRANGERS or not releasing.waits(dossier)
    if over or str(citizen.id) in known or _named(rt, citizen, dossier, row):
        return
    row.strangers = {"ids": [*known, str(citizen.id)]}
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    told = {"citizen": str(citizen.id)}
    said = Said(requests.MISMATCH, private=told)
    event = requests.record(session, safe, (dossier, row), said)
    if len(known) == 0:
        notifications.promise(session, dossier, event)


def answer(session: Session, rt: Runtime, citizen: Signed, token: str, said: Answer) -> Request:
    """Take an answer; said twice, or in two tabs, the first one stands and is shown again.

    :raises NotFound: if the link opens nothing for this person.
    :raises Unacceptable: ``nothing`` or ``too_long``, of the reason for a no.
    """
    locked = _locked(session, rt, token)
    if locked is None:
        raise NotFound(token[:4])
    dossier, row = locked
    if not _named(rt, citizen, dossier, row):
        raise SomebodyElse(token[:4])
    found = _opened(session, rt, dossier, row)
    if found.open:
        _record(session, citizen, found, said)
        releasing.release_if_complete(session, found.content.safe, dossier)
    return found


def _record(session: Session, citizen: Signed, found: Request, said: Answer) -> None:
    reason = "" if said.agrees else _reason(said.reason)
    who = {part: citizen.profile.get(part, "") for part in ("full_name", "citizen_number")}
    private = {
        **who,
        "statements": {each.id: each.statement.vi for each in found.statements},
        **({"text": reason} if reason else {}),
    }
    kind = requests.GIVEN if said.agrees else requests.DECLINED
    where = (found.content.dossier, found.row)
    words = Said(kind, {"acr": citizen.assurance}, private)
    event = requests.record(session, found.content.safe, where, words)
    state = ConfirmationState.CONFIRMED if said.agrees else ConfirmationState.DECLINED
    requests.settle(found.row, Settlement(state, event, citizen.id))
    notifications.promise(session, found.content.dossier, event)


def _reason(text: str) -> str:
    reason = many_lines(text)
    if not reason:
        raise Unacceptable("nothing")
    if len(reason) > LONGEST:
        raise Unacceptable("too_long", limit=LONGEST)
    return reason


def _request(session: Session, rt: Runtime, token: str) -> Request:
    where = links.follow(session, token)
    if where is None:
        raise NotFound(token[:4])
    dossier = session.get(Dossier, (where.home_agency_id, where.dossier_id))
    if dossier is None:
        raise NotFound(token[:4])
    return _opened(session, rt, dossier, requests.one(session, dossier, where.number))


def _opened(session: Session, rt: Runtime, dossier: Dossier, row: Confirmation) -> Request:
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    return Request(found, row, requests.statements(found.form, row))


def _locked(session: Session, rt: Runtime, token: str) -> tuple[Dossier, Confirmation] | None:
    where = links.follow(session, token)
    if where is None:
        return None
    dossier = events.lock(session, where.home_agency_id, where.dossier_id)
    return dossier, requests.one(session, dossier, where.number)


def _named(rt: Runtime, citizen: Signed, dossier: Dossier, row: Confirmation) -> bool:
    """Compare by keyed hash; people of a rehearsal answer for rehearsals alone."""
    told = rt.index("citizen_number", citizen.profile.get("citizen_number") or "-")
    return crypto.same(row.number_index, told) and citizen.rehearsal == dossier.rehearsal
