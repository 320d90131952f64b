"""What a dossier needs besides answers: documents, fees, time, and who decides, for one case."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from forms.logic import Scope, holds
from forms.spec import Channel, Document, Fee, Form, Processing, Text

State: TypeAlias = Literal["required", "optional", "may_be_needed", "information"]


@dataclass(frozen=True)
class Needed:
    """A document this citizen is shown, and whether it must, may or perhaps has to come."""

    document: Document
    state: State

    @property
    def asks_files(self) -> bool:
        """Whether a file can be uploaded for it: not for explanations or the declaration itself."""
        return self.state != "information" and not self.document.from_answers


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


def documents(form: Form, scope: Scope) -> tuple[Needed, ...]:
    """The documents for these answers, in the form's order."""
    return tuple(
        Needed(document, _state(document, scope))
        for document in form.documents
        if holds(document.show_when, scope)
    )


def _state(document: Document, scope: Scope) -> State:
    if document.required_when is not None:
        if holds(document.required_when, scope):
            return "required"
        return "optional" if document.need == "required" else document.need
    return document.need


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


def processing(form: Form, scope: Scope) -> Processing | None:
    """How long the agency has: the first entry that fits, so special ones stand first."""
    return next((one for one in form.processing if holds(one.when, scope)), None)


def notices(form: Form, scope: Scope) -> tuple[Text, ...]:
    """What the citizen should know before starting, for this case."""
    return tuple(text for when, text in form.notices if holds(when, scope))
