"""What a status of a document of ours tells of the dossier it carries, or brings a letter of.

Statuses come out of order, and some systems leave the first ones out. What a later one has said
already is nothing new, and whoever works on a document has taken it in.
"""

from collections.abc import Mapping

from connectors.documents import DocumentStatus, StatusMessage
from connectors.messages import NewsKind
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


# That a document is finished, said alone, reads as if the dossier were.
_FINISHED = (
    "Cơ quan báo đã xử lý xong văn bản chuyển hồ sơ. Kết quả, nếu có, đến sau bằng văn bản riêng."
)
_USUAL = ("hoàn thành", "đã hoàn thành")


def words(kind: NewsKind, told: StatusMessage) -> str:
    """Give what a status says, in its sender's words; plainer ones where those would mislead."""
    said = told.description.strip()
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
