"""How content a citizen was (đánh giá mức độ hài lòng), of officer and agency apart.

Source: Quyết định 766/QĐ-TTg asks for it; docs/rules.md says how sure the criteria and scale are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from forms.characters import many_lines
from portal import clock
from portal.db import insert_for
from portal.domain.errors import Conflict, DomainError, Unacceptable
from portal.domain.states import State
from portal.models import Dossier, Rating, RatingTally
from portal.runtime import Runtime
from portal.services import agencies, dossiers, events, promises, vault
from portal.services.citizens import Signed
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.national import promising
from portal.services.promises import Errand
from portal.services.vault import Safe

CRITERIA = {"officer": ("attitude", "guidance"), "agency": ("on_time", "papers", "result")}
"""What is rated, of whom."""
SCORES = (2, 1, 0)
"""Content, so-so, not content."""
LONGEST = 1_000
"""Characters of a comment."""
OPEN_FOR, CHANGED_FOR = timedelta(days=90), timedelta(days=7)
"""How long after the end a dossier is rated, and how long after that the rating may change."""
RATED, DELIVERED = "rated", "rating_delivered"
# Whoever took a dossier back has seen nothing through; all others have.
_ENDS = frozenset({State.DECIDED, State.RETURNED, State.REFUSED, State.STOPPED})
_NAMES = tuple(name for names in CRITERIA.values() for name in names)


class NotNow(DomainError):
    """The dossier cannot be rated: it is not through yet, or it is too late."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Opinion:
    """What a citizen says: a score for each criterion, and words if they like."""

    scores: Mapping[str, int]
    comment: str = field(repr=False)


@dataclass(frozen=True)
class Given:
    """What a citizen has said so far; ``revision`` is 0 if they have said nothing."""

    dossier: Dossier
    safe: Safe = field(repr=False)
    rating: Rating | None
    opinion: Opinion = field(repr=False)

    @property
    def revision(self) -> int:
        """How often it was given or changed."""
        return self.rating.revision if self.rating else 0


def of(session: Session, dossier: Dossier) -> Rating | None:
    """Give the rating of a dossier, if there is one."""
    return session.get(Rating, (dossier.home_agency_id, dossier.id), populate_existing=True)


def possible(dossier: Dossier, rating: Rating | None) -> bool:
    """Say whether a dossier may be rated now, or its rating be changed."""
    if rating is not None:
        return clock.now() < rating.rated_at + CHANGED_FOR
    ended = dossier.returned_at or dossier.finished_at
    return dossier.state in _ENDS and ended is not None and clock.now() < ended + OPEN_FOR


def load(session: Session, rt: Runtime, citizen: Signed, code: str, *, lock: bool = False) -> Given:
    """Open what a citizen says of a dossier; whoever changes it asks for the lock.

    :raises NotFound: if the dossier is not theirs.
    :raises NotNow: if it cannot be rated now.
    """
    dossier = dossiers.own(session, citizen, code)
    if lock:
        dossier = events.lock(session, dossier.home_agency_id, dossier.id)
    rating = of(session, dossier)
    if not possible(dossier, rating):
        raise NotNow(code)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    said = Opinion({}, "")
    if rating is not None:
        kept = rating.sealed_comment
        said = Opinion(rating.scores, safe.open_json("rating", kept) if kept else "")
    return Given(dossier, safe, rating, said)


def rate(session: Session, given: Given, opinion: Opinion, revision: int) -> None:
    """Keep what a citizen says of a dossier that was loaded with its lock, and tell the agency.

    The same said twice is said once.

    :raises Unacceptable: ``incomplete`` (``names`` lacks a score) or ``too_long``.
    :raises Conflict: if it was changed since ``revision``.
    """
    said = Opinion(dict(opinion.scores), many_lines(opinion.comment))
    lacking = [name for name in _NAMES if said.scores.get(name) not in SCORES]
    if lacking:
        raise Unacceptable("incomplete", names=lacking)
    if len(said.comment) > LONGEST:
        raise Unacceptable("too_long", limit=LONGEST)
    if given.rating is not None and said == given.opinion:
        return
    if revision != given.revision:
        raise Conflict(revision, given.revision)
    _keep(session, given, said)


def _keep(session: Session, given: Given, said: Opinion) -> None:
    dossier, now = given.dossier, clock.now()
    what = Occurrence(
        kind=RATED,
        occurred_at=now,
        facts={"revision": given.revision + 1},
        private={"scores": dict(said.scores), "text": said.comment},
    )
    event = events.record(session, given.safe, dossier, what)
    rating = given.rating or Rating(
        home_agency_id=dossier.home_agency_id,
        dossier_id=dossier.id,
        birth_month=dossier.birth_month,
        revision=0,
        rated_at=now,
    )
    _tally(session, dossier, rating, said.scores)
    rating.revision, rating.scores, rating.changed_at = rating.revision + 1, dict(said.scores), now
    rating.event_seq = event.seq
    rating.sealed_comment = given.safe.seal_json("rating", said.comment) if said.comment else None
    session.add(rating)
    agency = handing_on.agency(session, dossier)
    if agencies.takes(agency, "rating"):
        errand = Errand(f"agency:{agency.code}", "rating", promises.BULK)
        promises.make(session, dossier, event, errand)
    promising.promise_rating(session, dossier, event)


def _tally(session: Session, dossier: Dossier, before: Rating, scores: Mapping[str, int]) -> None:
    """Keep the count, by the month it was first given in; a rehearsal's is in none.

    Rows are locked in one order by everybody.
    """
    if dossier.rehearsal:
        return
    day = clock.day(before.rated_at)
    changes = {(name, score): 1 for name, score in scores.items()}
    for name, score in (before.scores or {}).items():
        changes[name, score] = changes.get((name, score), 0) - 1
    for (name, score), change in sorted(changes.items()):
        if not change:
            continue
        statement = insert_for(session, RatingTally).values(
            agency_id=dossier.home_agency_id,
            month=day.year * 100 + day.month,
            criterion=name,
            score=score,
            count=change,
        )
        key = ["agency_id", "month", "criterion", "score"]
        more = {"count": RatingTally.count + change}
        session.execute(statement.on_conflict_do_update(index_elements=key, set_=more))
