"""Lays amendments over the answers a dossier was submitted with, as of any of its events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec import Form
from portal.models import Dossier, Event
from portal.services import events
from portal.services.vault import Safe

SENT = "supplement_sent"
AMENDED = "amended"
"""The part of such an event's private words that holds what was put right."""


@dataclass(frozen=True)
class Change:
    """One answer that was put right, as people read it before and after; "" for none."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Amendment:
    """What was put right by one event; ``content`` commits to all of the dossier as of then.

    Each part: name, label, means, typed, value, text, before (text). A value of None: the
    question is not asked any more, or was emptied.
    """

    seq: int
    content: str
    parts: Sequence[Mapping[str, Any]] = field(repr=False)


def read(session: Session, safe: Safe, dossier: Dossier) -> tuple[Amendment, ...]:
    """Read what was put right in a dossier, in order; of most there is nothing to ask."""
    if not dossier.amended_seq:
        return ()
    query = sa.select(Event).where(
        Event.home_agency_id == dossier.home_agency_id,
        Event.dossier_id == dossier.id,
        Event.kind == SENT,
        Event.seq <= dossier.amended_seq,
    )
    found = session.execute(query.order_by(Event.seq)).scalars()
    told = ((event, events.private(safe, event).get(AMENDED)) for event in found)
    return tuple(
        Amendment(event.seq, event.facts["content"], parts) for event, parts in told if parts
    )


def merged(
    form: Form, kept: Mapping[str, Any], amendments: Sequence[Amendment]
) -> Mapping[str, Any]:
    """Lay amendments over what was sealed at submission (``content.keep``), in order."""
    typed, clean = dict(kept["typed"]), dict(kept["clean"])
    said = {one["name"]: one for one in kept["said"]}
    for part in (part for amendment in amendments for part in amendment.parts):
        name = part["name"]
        typed[name] = part["typed"]
        if part["value"] is None:
            clean.pop(name, None)
            said.pop(name, None)
        else:
            clean[name], said[name] = part["value"], answer(part)
    places = {question.name: place for place, question in enumerate(form.questions)}
    shown = sorted(said.values(), key=lambda one: places.get(one["name"], len(places)))
    return {"typed": typed, "clean": clean, "said": shown}


def answer(part: Mapping[str, Any]) -> dict[str, Any]:
    """Give a part as an answer reads that goes to the agency."""
    return {name: part[name] for name in ("name", "label", "means", "value", "text")}


def changes(private: Mapping[str, Any]) -> tuple[Change, ...]:
    """Say what an event put right, from its opened private words."""
    parts = private.get(AMENDED) or ()
    return tuple(Change(part["label"], part["before"], part["text"]) for part in parts)
