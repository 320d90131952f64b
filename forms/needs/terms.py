"""How long the agency has, and what to know before starting."""

from forms.logic import Scope, holds
from forms.spec import Form, Processing, Text


def processing(form: Form, scope: Scope) -> Processing | None:
    """How long the agency has: the first entry that fits, so special ones stand first."""
    return next((one for one in form.processing if holds(one.when, scope)), None)


def notices(form: Form, scope: Scope) -> tuple[Text, ...]:
    """What the citizen should know before starting, for this case."""
    return tuple(text for when, text in form.notices if holds(when, scope))
