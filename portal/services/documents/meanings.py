"""What a status of a document of ours, or a document that answers it, tells of its dossier.

Statuses come out of order, and some systems leave the first ones out. What a later one has said
already is nothing new, and whoever works on a document has taken it in.
"""

import re
from collections.abc import Mapping

from connectors.documents import DocumentStatus, StatusMessage
from connectors.messages import NewsKind
from forms.characters import folded
from portal.axis_road import Road
from portal.domain.states import State
from portal.models import Dossier

# What a status of the document that carries a dossier tells of the dossier. That a document is
# finished (06) decides nothing: a result comes as a document of its own.
KINDS: Mapping[str, NewsKind] = {
    DocumentStatus.ARRIVED: NewsKind.CONFIRMED,
    DocumentStatus.REFUSED: NewsKind.REFUSED,
    DocumentStatus.ACCEPTED: NewsKind.ACCEPTED,
    DocumentStatus.ASSIGNED: NewsKind.ASSIGNED,
    DocumentStatus.IN_PROCESS: NewsKind.IN_PROCESS,
    DocumentStatus.FINISHED: NewsKind.NOTE,
}
# Whoever has taken a supplement in has what it asked for, and goes on.
_WENT_ON = (
    DocumentStatus.ACCEPTED,
    DocumentStatus.ASSIGNED,
    DocumentStatus.IN_PROCESS,
    DocumentStatus.FINISHED,
)
Kinds = tuple[NewsKind, ...]
"""What a status tells, in the order in which it happened; nothing at all, if it is nothing new."""


# Before a phrase these turn it round: "không đồng ý rút hồ sơ" agrees to nothing.
_NO = r"\b(?:khong|chua)(?: the)?"
_BACK = "rut ho so"
_WITHDRAWN = {NewsKind.WITHDRAWN}
_DECLINED = re.compile(rf"{_NO} (?:dong y|chap thuan|nhat tri|cho)\b.*\b{_BACK}\b")

# That a document is finished, said alone, reads as if the dossier were.
_FINISHED = (
    "Cơ quan báo đã xử lý xong văn bản chuyển hồ sơ. Kết quả, nếu có, đến sau bằng văn bản riêng."
)
_USUAL = ("hoàn thành", "đã hoàn thành")
# What a refusal says of a letter where its sender left the reason out.
_UNSAID = {
    DocumentStatus.REFUSED: "Cơ quan không nhận văn bản này và không nêu lý do.",
    DocumentStatus.CHANGE_REFUSED: "Cơ quan không đồng ý cho rút hồ sơ và không nêu lý do.",
}


def words(kind: NewsKind, told: StatusMessage) -> str:
    """Give what a status says, in its sender's words; plainer ones where those would mislead."""
    said = told.description.strip()
    if kind is NewsKind.MESSAGE and told.status is not None:
        return said or _UNSAID.get(told.status, "")
    if kind is not NewsKind.NOTE or told.code != DocumentStatus.FINISHED:
        return said
    own = "" if said.lower().rstrip(".") in _USUAL else said
    return "\n".join(filter(None, (_FINISHED, own)))


def of_dossier(dossier: Dossier, told: StatusMessage) -> Kinds:
    """Say what a status of the document that carries a dossier tells of it."""
    kind = KINDS.get(told.code)
    late = {
        NewsKind.ACCEPTED: dossier.received_at is not None,
        NewsKind.IN_PROCESS: dossier.state in (State.DECIDED, State.RETURNED),
    }
    if kind is None or late.get(kind):
        return ()
    if kind is NewsKind.IN_PROCESS and dossier.state == State.SUBMITTED:
        return (NewsKind.ACCEPTED, kind)
    return (kind,)


def of_hop(told: StatusMessage, *, owed: bool) -> Kinds:
    """Say what a status tells of a hop: finished (06), it is done, unless a result is ``owed``."""
    if told.code == DocumentStatus.FINISHED and not owed:
        return (NewsKind.RETURNED,)
    kind = KINDS.get(told.code)
    return (kind,) if kind else ()


def of_letter(dossier: Dossier, letter: str, told: StatusMessage) -> Kinds:
    """Say what a status of a letter's document tells of the dossier; ``letter``: of which kind.

    Refused, a supplement is asked for again, and anything else is answered in its agency's words.
    To a withdrawal it agrees or does not, as to a document that is taken back (15, 16).
    """
    waits = letter == "supplement" and dossier.state == State.AWAITING_SUPPLEMENT
    if told.code == DocumentStatus.REFUSED:
        return (NewsKind.SUPPLEMENT_REQUESTED if waits else NewsKind.MESSAGE,)
    if letter == "withdrawal" and told.code == DocumentStatus.CHANGE_AGREED:
        return (NewsKind.WITHDRAWN,)
    if letter == "withdrawal" and told.code == DocumentStatus.CHANGE_REFUSED:
        return (NewsKind.MESSAGE,)
    if waits and told.code in _WENT_ON:
        return (NewsKind.IN_PROCESS if dossier.received_at else NewsKind.ACCEPTED,)
    return ()


def of_answer(road: Road, said: str, *, to_wish: bool) -> NewsKind:
    """Say what a document that answers a dossier is by the words of its type and subject, ``said``.

    It asks for more, refuses, or lets a dossier be withdrawn; whatever speaks of nothing of the
    kind is the result. A wish to withdraw that is declined is answered by a message. Two meanings,
    and an answer to such a wish (``to_wish``) that says neither yes nor no, are never guessed.
    """
    text = folded(said)
    phrases = {
        NewsKind.SUPPLEMENT_REQUESTED: road.supplement,
        NewsKind.REFUSED: road.refusal,
        NewsKind.WITHDRAWN: road.withdrawal,
    }
    found = {(kind, yes) for kind, words in phrases.items() for yes in _said(words, text)}
    kinds = {kind for kind, _ in found}
    no = (NewsKind.WITHDRAWN, False)
    if no in found or _DECLINED.search(text):
        return NewsKind.UNKNOWN if found - {no} else NewsKind.MESSAGE
    wish = to_wish or (NewsKind.REFUSED in kinds and _BACK in text)
    if len(found) > 1 or not all(yes for _, yes in found) or (wish and kinds != _WITHDRAWN):
        return NewsKind.UNKNOWN
    return kinds.pop() if kinds else NewsKind.DECIDED


def _said(words: str, text: str) -> set[bool]:
    """Say in which ways any of some phrases, ``;`` between them, stands in a text: yes, or no."""
    phrases = filter(None, (folded(one) for one in words.split(";")))
    return {
        not found["no"]
        for one in phrases
        for found in re.finditer(rf"(?P<no>{_NO} )?\b{re.escape(one)}\b", text)
    }
