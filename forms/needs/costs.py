"""What a dossier costs, for one case and one channel."""

from dataclasses import dataclass

from forms.logic import Scope, holds
from forms.spec import Channel, Fee, Form


@dataclass(frozen=True)
class FeeLine:
    """One fee that falls due; `amount` and `unit_amount` in đồng, None if set locally."""

    fee: Fee
    quantity: int
    unit_amount: int | None
    amount: int | None


@dataclass(frozen=True)
class FeeDue:
    """All fees; `open` if the agency will still tell one of them."""

    lines: tuple[FeeLine, ...] = ()

    @property
    def total(self) -> int:
        """What is known to be due, in đồng."""
        return sum(line.amount or 0 for line in self.lines)

    @property
    def open(self) -> bool:
        """Whether an amount is not known here."""
        return any(line.amount is None for line in self.lines)


def fee(form: Form, scope: Scope, channel: Channel = "online") -> FeeDue:
    """What these answers cost through this channel."""
    lines = (_line(one, scope, channel) for one in form.fees if holds(one.when, scope))
    return FeeDue(tuple(line for line in lines if line is not None))


def _line(one: Fee, scope: Scope, channel: Channel) -> FeeLine | None:
    if channel not in one.amounts:
        return None
    unit = one.amounts[channel]
    quantity = 1
    if one.per is not None:
        counted = scope.value(one.per)
        quantity = counted if isinstance(counted, int) and not isinstance(counted, bool) else 0
    amount = None if unit is None else unit * quantity
    return FeeLine(one, quantity, unit, amount) if quantity else None
