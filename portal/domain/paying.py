"""When a fee (phí, lệ phí) is paid: once. What comes after that is owed back, and never vanishes.

Plain rules over the words of whoever took the money; callers hold the dossier's lock.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class FeeState(StrEnum):
    """Where a fee notice stands. ``REPLACED``: the agency has sent another in its place.

    ``CLAIMED``: its citizen says that it need not be paid, and waits for the answer.
    ``REFUNDED``: it was paid, and somebody has approved that the money goes back.
    """

    OPEN = "open"
    CLAIMED = "claimed"
    PAID = "paid"
    WAIVED = "waived"
    REPLACED = "replaced"
    REFUNDED = "refunded"


class PaymentState(StrEnum):
    """Where one try to pay stands; ``UNKNOWN`` may have taken money, and is asked about."""

    CREATED = "created"
    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"


class RefundState(StrEnum):
    """Where money that is owed back stands: a person approves or refuses it, then it is sent."""

    DUE = "due"
    APPROVED = "approved"
    SENT = "sent"
    REFUSED = "refused"


AWAITED = frozenset({FeeState.OPEN, FeeState.CLAIMED})
"""Money that comes for these pays them: who pays all the same has given the claim up."""

UNSETTLED = frozenset({PaymentState.CREATED, PaymentState.PENDING, PaymentState.UNKNOWN})
"""Money may still come by these."""

_FIRST, _LONGEST, _GIVEN_UP = timedelta(seconds=15), timedelta(hours=6), timedelta(days=30)


class Effect(StrEnum):
    """What a word about a payment comes to, for the fee it was meant for."""

    NOTHING = "nothing"
    PAYS = "pays"
    SURPLUS = "surplus"
    ENDS = "ends"


@dataclass(frozen=True)
class Word:
    """What whoever takes money says of a payment; ``amount`` in đồng, None if it did not say."""

    state: PaymentState
    amount: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What becomes of a payment and of its fee; ``problem`` is for a person to look at."""

    state: PaymentState
    effect: Effect = Effect.NOTHING
    problem: str = ""


def judge(before: PaymentState, expected: int, word: Word, *, fee_open: bool) -> Verdict:
    """Judge a word about a payment of ``expected`` đồng, towards a fee that may be open still.

    Paid once, a payment stays paid, whatever is said later. Another sum than was asked for pays
    nothing and stays in sight. Money for a fee that is settled otherwise is a surplus.
    """
    if before == PaymentState.PAID:
        return Verdict(before)
    if word.state == PaymentState.PAID:
        if word.amount != expected:
            said = f"{word.amount} đồng were paid, {expected} were asked for"
            return Verdict(PaymentState.UNKNOWN, problem=said)
        return Verdict(PaymentState.PAID, Effect.PAYS if fee_open else Effect.SURPLUS)
    if word.state in UNSETTLED:
        # What has failed once may only come back by being paid.
        return Verdict(word.state if before in UNSETTLED else before)
    ended = before in UNSETTLED
    return Verdict(word.state, Effect.ENDS if ended else Effect.NOTHING)


def ask_next(state: PaymentState, begun_at: datetime, now: datetime) -> datetime | None:
    """Say when to ask about a payment again: ever more rarely, None once nothing can come."""
    age = now - begun_at
    if state not in UNSETTLED or age > _GIVEN_UP:
        return None
    return now + min(max(age, _FIRST), _LONGEST)
