"""An agency's own system answers a claim by the id it was sent: waived, lowered by line, or no.

What it says of what is owed counts also where the claim was taken back meanwhile; what was paid
meanwhile is looked at by a person.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from connectors.claims import ClaimAnswer, ClaimOutcome
from connectors.errors import Unreadable
from connectors.messages import Heard, News
from portal.domain import states
from portal.domain.errors import Unacceptable
from portal.domain.paying import FeeState
from portal.models import Dossier, Event
from portal.services import promises
from portal.services.paying import claiming, exempting, notices
from portal.services.paying.exempting import Said
from portal.services.paying.notices import Demand, Owed
from portal.services.vault import Safe

UNKNOWN = "Không có đề nghị nào có id này (no claim has this id)"
NO_LINE = "Khoản đòi không có dòng này (the fee has no such line)"
PAID_BEFORE = "the fee was paid before the answer: a person sees whether money goes back"
NOT_LOWER = "Phải ít hơn số đang đòi (must be less than was asked for)"


class NotAnswerable(Unreadable):
    """An answer names a claim, a line or a sum that cannot be; ``fields`` says where and why."""


def check(session: Session, dossier: Dossier, news: News) -> None:
    """Let an answer pass that names a claim of this dossier, and lowers lines it has.

    :raises NotAnswerable: if it does not.
    """
    assert news.claim is not None
    owed = _of(session, dossier, news.answers)
    if owed is None:
        raise NotAnswerable({"answers": [UNKNOWN]})
    amounts = {one.line: notices.due(one) for one in owed.lines}
    wrong = {
        f"claim.lines.{place}.{'amount' if line in amounts else 'line'}": [
            NOT_LOWER if line in amounts else NO_LINE
        ]
        for place, (line, amount) in enumerate(news.claim.left)
        if amount > amounts.get(line, -1)
    }
    if not wrong and news.claim.outcome == ClaimOutcome.LOWERED:
        left = dict(news.claim.left)
        if sum(left.get(line, due) for line, due in amounts.items()) >= sum(amounts.values()):
            wrong = {"claim.lines": [NOT_LOWER]}
    if wrong:
        raise NotAnswerable(wrong)


def _of(session: Session, dossier: Dossier, claim: str | None) -> Owed | None:
    """Find the fee that was claimed by a message of this id."""
    told = _told(session, dossier, claim or "")
    return notices.owed(session, dossier, told.facts["number"]) if told else None


def _told(session: Session, dossier: Dossier, claim: str) -> Event | None:
    seq = claim.rpartition(".")[2]
    known = seq.isascii() and seq.isdigit() and len(seq) < 10
    if not known or claim != promises.key(dossier.id, claiming.KIND, int(seq)):
        return None
    event = session.get(Event, (dossier.home_agency_id, dossier.id, int(seq)))
    return event if event is not None and event.kind == claiming.SENT else None


def verdict(session: Session, dossier: Dossier, news: News) -> tuple[Heard, str] | None:
    """Say what becomes of an answer that changes nothing now, and why; None: it counts."""
    owed = _of(session, dossier, news.answers)
    if owed is None or news.claim is None:
        return Heard.PARKED, "no claim has this id"
    state, refused = owed.notice.state, news.claim.outcome == ClaimOutcome.REFUSED
    if state == FeeState.PAID and not refused:
        return Heard.PARKED, PAID_BEFORE
    if dossier.state in states.FINAL or state not in (FeeState.CLAIMED, FeeState.OPEN):
        return Heard.STALE, "the fee is settled, or another took its place"
    if state == FeeState.OPEN and refused:
        return Heard.STALE, "the claim was taken back or answered before"
    return None


def came_late(session: Session, dossier: Dossier, news: News) -> bool:
    """Say whether fees that are named anew answer a claim whose fee was paid before the answer.

    To ask for them would be to ask twice for one thing.
    """
    last = claiming.last(session, dossier)
    if last is None or last.kind != claiming.SENT:
        return False
    owed = notices.owed(session, dossier, last.facts["number"])
    same = sorted(fee.name for fee in news.fees) == sorted(line.name for line in owed.lines)
    less = sum(fee.amount for fee in news.fees) < owed.notice.total
    return owed.notice.state == FeeState.PAID and same and less


def hear(session: Session, safe: Safe, dossier: Dossier, news: News) -> None:
    """Let an answer count that ``verdict`` has nothing against."""
    owed, answer = _of(session, dossier, news.answers), news.claim
    assert owed is not None and answer is not None
    said = Said(_words(news), " · ".join(filter(None, (news.officer, news.unit))))
    if answer.outcome == ClaimOutcome.REFUSED:
        exempting.refuse(session, safe, dossier, (owed, said))
    else:
        exempting.put(session, safe, dossier, (owed, _left(owed, answer), said))


def _left(owed: Owed, answer: ClaimAnswer) -> Demand:
    waived = answer.outcome == ClaimOutcome.WAIVED
    left: Mapping[int, int] = {one.line: 0 for one in owed.lines} if waived else dict(answer.left)
    try:
        return exempting.lowered(owed, left)
    except Unacceptable as error:
        raise NotAnswerable({"claim.lines": [NOT_LOWER]}) from error


def _words(news: News) -> str:
    return "\n".join(filter(None, (news.note, *news.reasons)))
