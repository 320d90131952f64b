"""The life of a report: which deeds lead from which state to which.

Nghị định 09/2019/NĐ-CP lays down that a report is signed by whoever is responsible and may be
put right (Điều 8, 14 and 15, from summaries); the states between are our own.
"""

from enum import StrEnum

from portal.domain.errors import IllegalMove


class ReportState(StrEnum):
    """Where a report is.

    ``uncounted``: its period is over and its figures could not be frozen. ``sending``: promised to
    its receiver. ``submitted``: its receiver has it. ``accepted``: its receiver has locked it.
    """

    UNCOUNTED = "uncounted"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    SIGNED = "signed"
    SENDING = "sending"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class ReportDeed(StrEnum):
    """What is done to a report; ``edit``, ``collect`` and ``press`` leave its state as it is."""

    FREEZE = "freeze"
    EDIT = "edit"
    COLLECT = "collect"
    HAND_IN = "hand_in"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    REOPEN = "reopen"
    SIGN = "sign"
    SUBMIT = "submit"
    PROMISE = "promise"
    ARRIVE = "arrive"
    RETURN = "return"
    ACCEPT = "accept"
    RESTATE = "restate"


_S, _D = ReportState, ReportDeed

MOVES: dict[ReportDeed, tuple[frozenset[ReportState], ReportState]] = {
    _D.FREEZE: (frozenset({_S.UNCOUNTED}), _S.DRAFT),
    _D.EDIT: (frozenset({_S.DRAFT}), _S.DRAFT),
    _D.COLLECT: (frozenset({_S.DRAFT}), _S.DRAFT),
    _D.HAND_IN: (frozenset({_S.DRAFT}), _S.IN_REVIEW),
    _D.SEND_BACK: (frozenset({_S.IN_REVIEW}), _S.DRAFT),
    _D.APPROVE: (frozenset({_S.IN_REVIEW}), _S.APPROVED),
    _D.REOPEN: (frozenset({_S.APPROVED, _S.SIGNED}), _S.DRAFT),
    _D.SIGN: (frozenset({_S.APPROVED}), _S.SIGNED),
    # To a receiver whose reports are kept here it goes at once, to any other it is promised.
    _D.SUBMIT: (frozenset({_S.SIGNED}), _S.SUBMITTED),
    _D.PROMISE: (frozenset({_S.SIGNED}), _S.SENDING),
    _D.ARRIVE: (frozenset({_S.SENDING}), _S.SUBMITTED),
    _D.RETURN: (frozenset({_S.SENDING, _S.SUBMITTED}), _S.RETURNED),
    _D.ACCEPT: (frozenset({_S.SUBMITTED}), _S.ACCEPTED),
    _D.RESTATE: (frozenset({_S.SUBMITTED, _S.RETURNED, _S.ACCEPTED}), _S.DRAFT),
}

ARRIVED = frozenset({ReportState.SUBMITTED, ReportState.ACCEPTED})
"""Its receiver has it and has not given it back."""


def after(deed: ReportDeed, state: ReportState) -> ReportState:
    """Say to which state a deed leads.

    :raises IllegalMove: if it cannot be done to a report in this state.
    """
    before, then = MOVES[deed]
    if state not in before:
        raise IllegalMove(state, deed)
    return then


def possible(state: ReportState) -> frozenset[ReportDeed]:
    """List what can be done to a report in a state."""
    return frozenset(deed for deed, (before, _) in MOVES.items() if state in before)
