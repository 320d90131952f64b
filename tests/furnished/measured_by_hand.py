"""Progress measured by hand: the indicators as docs/progress.md words them, dossier by dossier.

It knows nothing of measures, sums or traces: it reads what stands in the tables of dossiers, and
asks of each dossier what the definition asks.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import (
    Attachment,
    DeskIntake,
    Digitisation,
    Dossier,
    FeeNotice,
    PaperReuse,
    Payment,
    Rating,
)
from tests.furnished import by_hand
from tests.furnished.by_hand import VN, Story


@dataclass(frozen=True)
class Life:
    """Everything the indicators ask of one dossier."""

    story: Story
    submitted: datetime
    verified: bool
    reused: bool
    result: bool
    components: int
    digitised: int
    fee: bool
    paid_online: bool
    rated: datetime | None
    disliked: bool

    @property
    def decided(self) -> bool:
        """Whether there is a decision."""
        return any(e.after == "decided" for e in self.story.chain)

    @property
    def late(self) -> bool:
        """Whether it ended after its due date, or its citizen was sent home more than once."""
        asked = sum(e.after == "awaiting_supplement" for e in self.story.chain)
        ended, due = self.story.ended, self.story.due
        return asked > 1 or (ended is not None and due is not None and ended > due)

    def overdue(self, at: datetime) -> bool:
        """Whether its day had passed at a moment, and it was not finished."""
        accepted, ended, due = self.story.accepted, self.story.ended, self.story.due
        if accepted is None or due is None or due >= at or (ended is not None and ended < at):
            return False
        # While it waits for its citizen its time stands still, unless it had run out before.
        return ended is not None or self.story.asked is None or self.story.asked > due


def lives(session: Session) -> list[Life]:
    """Read what is known of each dossier that is no rehearsal."""
    real = sa.select(Dossier).where(Dossier.rehearsal.is_(False))
    return [_life(session, dossier) for dossier in session.scalars(real)]


def _life(session: Session, dossier: Dossier) -> Life:
    files = _of(session, Attachment, dossier.id)
    kept = [f for f in files if f.removed_at is None and f.event_seq is not None]
    papers = [f for f in kept if f.origin == "citizen"]
    recorded = {each.file_id for each in _of(session, Digitisation, dossier.id)}
    sheets = {d for each in _of(session, DeskIntake, dossier.id) for d in each.papers}
    rating = next(iter(_of(session, Rating, dossier.id)), None)
    fee, online = _fee(session, dossier)
    story = by_hand.story(session, dossier)
    return Life(
        story=story,
        submitted=dossier.submitted_at,
        verified=story.chain[0].facts["assurance"] in ("2", "3"),
        reused=any(r.event_seq is not None for r in _of(session, PaperReuse, dossier.id)),
        result=any(f.origin == "result" for f in kept),
        components=len(papers) + len(sheets - {f.document for f in papers}),
        digitised=sum(f.id in recorded for f in papers),
        fee=fee,
        paid_online=online,
        rated=rating.rated_at if rating else None,
        disliked=bool(rating) and min(rating.scores.values()) == 0,
    )


def _fee(session: Session, dossier: Dossier) -> tuple[bool, bool]:
    """Say whether it owed a fee, and whether all of it was paid, and nothing in cash."""
    notices = _of(session, FeeNotice, dossier.id)
    if not notices:
        return dossier.fee > 0, False
    ways = {p.id: p.way for p in _of(session, Payment, dossier.id)}
    owed = [n for n in notices if n.total and n.state in ("open", "claimed", "paid")]
    paid = [n.state == "paid" and ways.get(n.payment_id) in ("platform", "transfer") for n in owed]
    return bool(owed), bool(owed) and all(paid)


def _of(session: Session, table: Any, dossier: uuid.UUID) -> list[Any]:
    return list(session.scalars(sa.select(table).where(table.dossier_id == dossier)))


@dataclass(frozen=True)
class Span:
    """The days of a month or a year, as far as they have come."""

    first: date
    after: date
    now: datetime

    def has(self, moment: datetime | None) -> bool:
        """Whether a moment falls on one of its days, in Viet Nam."""
        return moment is not None and self.first <= moment.astimezone(VN).date() < self.after

    @property
    def end(self) -> datetime:
        """The moment its figures are of."""
        midnight = datetime(self.after.year, self.after.month, self.after.day, tzinfo=VN)
        return min(midnight, self.now + timedelta(microseconds=1))


def indicators(lived: Sequence[Life], span: Span) -> dict[str, Decimal | None]:
    """Work out the indicators of dossiers for a month or a year."""
    submitted = [x for x in lived if span.has(x.submitted)]
    ended = [x for x in lived if x.story.accepted is not None and span.has(x.story.ended)]
    overdue = [x for x in lived if x.overdue(span.end)]
    rated = [x for x in lived if span.has(x.rated)]
    late = [x for x in ended if x.late]
    slow = _share(late + overdue, ended + overdue)
    unhappy = _share([x for x in rated if x.disliked], rated)
    return {
        "submitted": Decimal(len(submitted)),
        "finished": Decimal(len(ended)),
        "open": Decimal(sum(_open(x, span) for x in lived)),
        "overdue": Decimal(len(overdue)),
        "on_time": _percent(_share([x for x in ended if not x.late], ended + overdue)),
        "reused": _percent(_share([x for x in submitted if x.reused], submitted)),
        "verified": _percent(_share([x for x in submitted if x.verified], submitted)),
        "satisfied": None if slow is None or unhappy is None else _rest(slow + unhappy),
        **_of_ended(ended),
    }


def _of_ended(ended: Sequence[Life]) -> dict[str, Decimal | None]:
    """Work out what is asked of dossiers that ended; without a decision no result is owed."""
    electronic = [x for x in ended if x.result or not x.decided]
    online = [x for x in electronic if x.story.channel == "online"]
    decided, owing = [x for x in ended if x.decided], [x for x in ended if x.fee]
    whole = [x for x in electronic if 0 < x.components <= x.digitised]
    return {
        "online_share": _percent(_share(online, ended)),
        "paid_online": _percent(_share([x for x in owing if x.paid_online], owing)),
        "electronic_results": _percent(_share([x for x in decided if x.result], decided)),
        "digitised": _percent(_share(whole, [x for x in ended if x.components])),
    }


def _open(life: Life, span: Span) -> bool:
    ended = life.story.ended
    return life.submitted < span.end and not (ended is not None and ended < span.end)


def _share(part: Sequence[Life], whole: Sequence[Life]) -> Decimal | None:
    return Decimal(len(part)) / Decimal(len(whole)) if whole else None


def _rest(taken: Decimal) -> Decimal | None:
    return _percent(max(Decimal(0), 1 - taken))


def _percent(share: Decimal | None) -> Decimal | None:
    return None if share is None else (share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
