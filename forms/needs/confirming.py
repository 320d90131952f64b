"""Who is asked to confirm for these answers (chủ hộ, chủ sở hữu chỗ ở, cha mẹ), and how reached."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.logic import Scope, holds
from forms.means import find
from forms.spec import Confirmation, Form

REACHED_BY = ("full_name", "citizen_number", "phone")
"""What has to be known of somebody who is asked to confirm."""


@dataclass(frozen=True)
class Confirmer:
    """One person who is asked, with everything they are asked to confirm."""

    full_name: str = field(repr=False)
    citizen_number: str = field(repr=False)
    phone: str = field(repr=False)
    confirmations: tuple[Confirmation, ...]

    @property
    def required(self) -> bool:
        """Whether the dossier cannot go without them."""
        return any(confirmation.required for confirmation in self.confirmations)


def confirmers(form: Form, scope: Scope) -> tuple[Confirmer, ...]:
    """The people to ask for clean answers: whoever is named in two roles is asked once."""
    found: dict[str, Confirmer] = {}
    for confirmation in _asked(form, scope):
        name, number, phone = (_said(form, scope, confirmation, part) for part in REACHED_BY)
        first = found.get(number, Confirmer(name, number, phone, ()))
        found[number] = Confirmer(
            first.full_name, number, first.phone, (*first.confirmations, confirmation)
        )
    return tuple(found.values())


def unreachable(form: Form, scope: Scope) -> Iterator[tuple[str, Confirmation]]:
    """What lacks to ask somebody: the name of the question, and what they are to confirm."""
    for confirmation in _asked(form, scope):
        for part in REACHED_BY:
            if not _said(form, scope, confirmation, part):
                yield question_about(form, confirmation.person, part), confirmation


def question_about(form: Form, person: str, attribute: str) -> str:
    """The question a form asks this of somebody with; "" if it asks none."""
    tags = [f"{person}.{attribute}"]
    tags += [f"{person}.id_document"] if attribute == "citizen_number" else []
    return next((q.name for tag in tags for q in form.questions if q.means == tag), "")


def _asked(form: Form, scope: Scope) -> tuple[Confirmation, ...]:
    return tuple(each for each in form.confirmations if holds(each.when, scope))


def _said(form: Form, scope: Scope, confirmation: Confirmation, attribute: str) -> str:
    return str(find(form, scope.values, f"{confirmation.person}.{attribute}") or "")
