"""Form versions as operators see and decide on them; every decision has a name and a reason."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.loader import Loaded
from forms.spec import Text
from portal.domain.errors import Conflict, NotFound
from portal.models import Draft, FormDecision, FormProposal, FormVersion
from portal.runtime import Runtime
from portal.services import publishing
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor

# Nobody decides otherwise over the thousand and first draft, so counting stops there.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Line:
    """A procedure in the list: its newest name, what is live or scheduled, what is being made."""

    code: str
    name: Text
    live: FormVersion | None
    scheduled: FormVersion | None
    proposals: int


@dataclass(frozen=True)
class Decided:
    """A decision with its reason, empty if none was given."""

    decision: FormDecision
    reason: str


@dataclass(frozen=True)
class Procedure:
    """All versions of one procedure's form, the drafts each still has, and every decision.

    ``version`` counts the decisions: whoever decides says which they have seen.
    """

    code: str
    name: Text
    versions: Sequence[FormVersion]
    drafts: Mapping[str, int]
    decisions: Sequence[Decided]
    proposals: Sequence[FormProposal]

    @property
    def version(self) -> int:
        """How many decisions were made, which is what a deed is checked against."""
        return len(self.decisions)

    @property
    def live(self) -> FormVersion | None:
        """The version citizens begin with now."""
        return _first(self.versions, "live")


@dataclass(frozen=True)
class When:
    """From when a decision counts (None: now), and how many decisions its maker had seen."""

    start: datetime | None = None
    seen: int | None = None


def overview(session: Session, rt: Runtime) -> Sequence[Line]:
    """List every procedure that has a version or one in the making, by code."""
    rows: dict[str, list[FormVersion]] = {}
    for row in publishing.versions(session):
        rows.setdefault(row.procedure_code, []).append(row)
    made = proposed(session)
    return [
        Line(
            code=code,
            name=_name(session, rt, rows.get(code, ()), code),
            live=_first(rows.get(code, ()), "live"),
            scheduled=_first(rows.get(code, ())[::-1], "scheduled"),
            proposals=made.get(code, 0),
        )
        for code in sorted({*rows, *made})
    ]


def procedure(session: Session, rt: Runtime, code: str) -> Procedure:
    """Tell all of one procedure's form.

    :raises NotFound: if it has no version, and none is being made.
    """
    versions = publishing.versions(session, code)
    proposals = session.execute(
        sa.select(FormProposal)
        .where(FormProposal.procedure_code == code, FormProposal.settled_at.is_(None))
        .order_by(FormProposal.saved_at.desc())
    ).scalars()
    found = Procedure(
        code=code,
        name=_name(session, rt, versions, code),
        versions=versions,
        drafts={row.hash: drafts_with(session, row.hash) for row in versions},
        decisions=_explained(session, code),
        proposals=proposals.all(),
    )
    if not found.versions and not found.proposals:
        raise NotFound(code)
    return found


def drafts_with(session: Session, digest: str) -> int:
    """Count the drafts that hold a version and were not handed in; 1,001 stands for any more."""
    some = sa.select(sa.literal(1)).where(Draft.form_hash == digest, Draft.submitted_at.is_(None))
    counted = some.limit(MOST_COUNTED + 1).subquery()
    return session.execute(sa.select(sa.func.count()).select_from(counted)).scalar_one()


def publish(session: Session, loaded: Loaded, when: When, actor: Actor) -> bool:
    """Make a version live, now or from a moment on; says whether anything changed.

    :raises Conflict: if somebody else has decided meanwhile.
    :raises Unacceptable: as :func:`portal.services.publishing.publish`.
    """
    before = _seen(session, loaded.form.code, when)
    fresh = publishing.publish(session, loaded.form, loaded.source, actor.name, start=when.start)
    if fresh:
        _write_down(session, actor, "form_published", loaded.form.code, before)
    return fresh


def close(session: Session, code: str, when: When, actor: Actor) -> Sequence[str]:
    """Offer a procedure no longer, now or from a moment on; gives the hashes that end.

    :raises Conflict: if somebody else has decided meanwhile.
    :raises NotFound: if nothing of it is live or scheduled.
    :raises Unacceptable: ``past``.
    """
    before = _seen(session, code, when)
    ended = publishing.close(session, code, actor.name, start=when.start)
    _write_down(session, actor, "form_closed", code, before)
    return ended


def _seen(session: Session, code: str, when: When) -> frozenset[uuid.UUID]:
    """Lock a procedure's versions, and hold what was decided against what the actor had seen."""
    versions = sa.select(FormVersion.hash).where(FormVersion.procedure_code == code)
    session.execute(versions.order_by(FormVersion.hash).with_for_update())
    decided = frozenset(row.id for row in publishing.decisions(session, code))
    if when.seen is not None and when.seen != len(decided):
        raise Conflict(when.seen, len(decided))
    return decided


def _write_down(
    session: Session, actor: Actor, deed: str, code: str, before: frozenset[uuid.UUID]
) -> None:
    session.flush()
    made = [row for row in publishing.decisions(session, code) if row.id not in before]
    detail = {"decisions": [str(row.id) for row in made], "versions": [row.hash for row in made]}
    deeds.record(session, actor, deed, f"form:{code}", detail)


def _explained(session: Session, code: str) -> Sequence[Decided]:
    told = {
        one: deed.reason
        for deed in deeds.of_target(session, f"form:{code}")
        for one in deed.detail.get("decisions", ())
    }
    rows = publishing.decisions(session, code)
    return [Decided(row, told.get(str(row.id), "")) for row in rows]


def proposed(session: Session) -> Mapping[str, int]:
    """Count what is being made, by procedure."""
    query = (
        sa.select(FormProposal.procedure_code, sa.func.count())
        .where(FormProposal.settled_at.is_(None))
        .group_by(FormProposal.procedure_code)
    )
    return {code: count for code, count in session.execute(query)}


def _first(rows: Sequence[FormVersion], state: str) -> FormVersion | None:
    return next((row for row in rows if publishing.state(row) == state), None)


def _name(session: Session, rt: Runtime, rows: Sequence[FormVersion], code: str) -> Text:
    newest = _first(rows, "live") or (rows[0] if rows else None)
    return rt.forms.form(session, newest.hash).name if newest else Text(code, code)
