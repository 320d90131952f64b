"""What an officer may do with a dossier just now, and what the law asks of how it is done.

Sources: Nghị định 61/2018/NĐ-CP and 118/2025/NĐ-CP on one-stop offices, Thông tư 03/2025/TT-VPCP
on their papers; docs/rules.md says how sure each is.
"""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.fees import FeeLine
from connectors.messages import NewsKind
from connectors.wanted import Wanted
from portal import clock
from portal.domain import states
from portal.domain.errors import Unacceptable
from portal.domain.states import State
from portal.models import DeskCase, Dossier

_K, _S = NewsKind, State
# What moves a dossier, in the order of the work, by the state it moves to; the table of moves says
# from where. What a citizen has asked for stands first.
_MOVING = {
    _K.WITHDRAWN: _S.WITHDRAWN,
    _K.ACCEPTED: _S.ACCEPTED,
    _K.IN_PROCESS: _S.IN_PROCESS,
    _K.DECIDED: _S.DECIDED,
    _K.RETURNED: _S.RETURNED,
    _K.SUPPLEMENT_REQUESTED: _S.AWAITING_SUPPLEMENT,
    _K.FEE_REQUESTED: _S.AWAITING_PAYMENT,
    _K.REFUSED: _S.REFUSED,
    _K.STOPPED: _S.STOPPED,
}
# Where words are the point: what is missing, why not.
_WITH_WORDS = frozenset(
    {
        _K.REFUSED,
        _K.SUPPLEMENT_REQUESTED,
        _K.FEE_REQUESTED,
        _K.STOPPED,
        _K.EXTENDED,
        _K.NOTE,
        _K.MESSAGE,
    }
)
# A number or a constant is no reason a citizen could do anything about.
_TECHNICAL = re.compile(
    r"[\W_]*(?:[A-Z]{2,}[_-])?(?:err(?:or)?|null|none|nan|exception)?[\W\d_]*\Z", re.I
)
_MOST = 4000


@dataclass(frozen=True)
class Deed:
    """What an officer does: the kind of news it is, their words, one line a reason, a day.

    ``seen`` is the number of the dossier's last event they had before them; ``officer_id`` or
    ``group_id`` are whom it is assigned to, ``officer`` alone somebody without an account;
    ``why_again`` is why something that is allowed once is done again, ``answers`` the citizen's
    message that is answered, ``happened_at`` when it was done, if that was before it was entered,
    ``fees`` what is asked for, ``wanted`` which answers and papers are to be put right.
    """

    kind: NewsKind
    seen: int
    words: str = ""
    due_at: datetime | None = None
    officer: str = ""
    unit: str = ""
    officer_id: uuid.UUID | None = None
    group_id: uuid.UUID | None = None
    why_again: str = ""
    answers: str | None = None
    happened_at: datetime | None = None
    fees: tuple[FeeLine, ...] = ()
    wanted: tuple[Wanted, ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """The words by line, where each line stands for itself."""
        lines = (line.strip(" \t-•") for line in self.words.splitlines())
        return (*(one.line for one in self.wanted), *(line for line in lines if line))

    @property
    def said(self) -> str:
        """All words together, those about single answers and papers first."""
        return "\n".join((*(one.line for one in self.wanted), self.words)).strip()


def possible(dossier: Dossier, case: DeskCase) -> tuple[NewsKind, ...]:
    """List what may be done now, in the order of the work."""
    onward = states.MOVES[dossier.state]
    found = [kind for kind, state in _MOVING.items() if state in onward]
    if dossier.withdrawal_asked_at is None and _K.WITHDRAWN in found:
        # Nobody is withdrawn who has not asked to be.
        found.remove(_K.WITHDRAWN)
    if dossier.received_at is None and _K.IN_PROCESS in found:
        # Whoever works on it has accepted it first: the due date and form 01 come with that.
        found.remove(_K.IN_PROCESS)
    if _running(dossier) and not case.extensions:
        found.append(_K.EXTENDED)
    if dossier.state in states.OPEN:
        found += [_K.ASSIGNED, _K.MESSAGE]
    return tuple(found)


def check(dossier: Dossier, case: DeskCase, deed: Deed) -> None:
    """Let a deed pass.

    :raises Unacceptable: ``not_now``, ``words`` (missing, too long or technical), ``again``,
        ``too_late``, ``day`` or ``officer``.
    """
    again = deed.kind == _K.EXTENDED and case.extensions
    if again:
        raise Unacceptable("again")
    if deed.kind not in possible(dossier, case):
        raise Unacceptable("not_now")
    if deed.kind in _WITH_WORDS and not _understandable(deed.said):
        raise Unacceptable("words")
    if len(deed.said) > _MOST:
        raise Unacceptable("words")
    if deed.kind == _K.SUPPLEMENT_REQUESTED and case.supplements and not deed.why_again.strip():
        raise Unacceptable("again")
    if deed.kind == _K.ASSIGNED and not (deed.officer.strip() or deed.officer_id or deed.group_id):
        raise Unacceptable("officer")
    if deed.kind == _K.EXTENDED:
        _check_extension(dossier, deed)


def _check_extension(dossier: Dossier, deed: Deed) -> None:
    """An apology comes at the latest the day before the result was due, with a later day."""
    due = dossier.due_current
    assert due is not None  # or it would not be possible
    if clock.today() > clock.day(due) - timedelta(days=1):
        raise Unacceptable("too_late")
    if deed.due_at is None or deed.due_at <= due:
        raise Unacceptable("day")


def _running(dossier: Dossier) -> bool:
    return dossier.due_current is not None and dossier.finished_at is None


def _understandable(words: str) -> bool:
    """Whether somebody could read it: words, and no error code alone."""
    return len(words.split()) > 1 and not _TECHNICAL.fullmatch(words.strip())
