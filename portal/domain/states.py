"""The states of a dossier (trạng thái hồ sơ) and the table of moves between them.

National codes: TrangThaiHoSo 1–10 of the national portal's synchronisation services. The moves
are our reading of them; no public source lists the legal ones (docs/rules.md says how sure).
"""

from enum import StrEnum

from portal.domain.errors import IllegalMove


class State(StrEnum):
    """Where a dossier stands at the agency."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    IN_PROCESS = "in_process"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    DECIDED = "decided"
    RETURNED = "returned"
    AWAITING_CONFIRMATION = "awaiting_confirmation"


class Delivery(StrEnum):
    """How far a submitted dossier has come on its way to the agency."""

    HELD = "held"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"


class Channel(StrEnum):
    """How a dossier came in (kênh thực hiện): at the counter, online, by post."""

    DIRECT = "direct"
    ONLINE = "online"
    POSTAL = "postal"


# A dossier that waits for people to confirm is with the portal alone: no partner has a word for it.
NATIONAL_CODES = {
    state: number
    for number, state in enumerate(State, start=1)
    if state != State.AWAITING_CONFIRMATION
}

_S = State
MOVES: dict[State, frozenset[State]] = {
    _S.AWAITING_CONFIRMATION: frozenset({_S.SUBMITTED, _S.WITHDRAWN}),
    _S.SUBMITTED: frozenset(
        {_S.ACCEPTED, _S.REFUSED, _S.AWAITING_SUPPLEMENT, _S.AWAITING_PAYMENT, _S.WITHDRAWN}
    ),
    _S.ACCEPTED: frozenset(
        {
            _S.IN_PROCESS,
            _S.AWAITING_SUPPLEMENT,
            _S.AWAITING_PAYMENT,
            _S.WITHDRAWN,
            _S.STOPPED,
            _S.DECIDED,
        }
    ),
    _S.IN_PROCESS: frozenset(
        {_S.AWAITING_SUPPLEMENT, _S.AWAITING_PAYMENT, _S.WITHDRAWN, _S.STOPPED, _S.DECIDED}
    ),
    _S.AWAITING_SUPPLEMENT: frozenset(
        {_S.ACCEPTED, _S.IN_PROCESS, _S.REFUSED, _S.WITHDRAWN, _S.STOPPED}
    ),
    _S.AWAITING_PAYMENT: frozenset({_S.ACCEPTED, _S.IN_PROCESS, _S.WITHDRAWN, _S.STOPPED}),
    _S.DECIDED: frozenset({_S.RETURNED}),
    _S.REFUSED: frozenset(),
    _S.WITHDRAWN: frozenset(),
    _S.STOPPED: frozenset(),
    _S.RETURNED: frozenset(),
}

FINAL = frozenset(state for state, onward in MOVES.items() if not onward)
PAUSED = frozenset({State.AWAITING_SUPPLEMENT})
# The agency waits for the citizen.
CITIZENS = frozenset({State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT})
OPEN = frozenset(State) - FINAL


def check(before: State, after: State) -> None:
    """Let a move pass.

    :raises IllegalMove: if the table has none from ``before`` to ``after``.
    """
    if after not in MOVES[before]:
        raise IllegalMove(before, after)
