"""Questions, the steps they stand on, and the rules between their answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.conditions import Condition
from forms.spec.computed import Computation
from forms.spec.words import Text


@dataclass(frozen=True)
class Option:
    """One choice of a radio, check boxes or select."""

    value: str
    label: Text
    hint: Text | None = None
    exclusive: bool = False


@dataclass(frozen=True)
class Prefill:
    """Where an answer comes from before anybody types: `identity.full_name` or `answer.<question>`.

    With `locked` the citizen cannot change it: the identity provider vouches for it.
    """

    source: str
    when: Condition | None = None
    locked: bool = False


@dataclass(frozen=True)
class Question:
    """One question, of one kind; `settings` are the kind's own (`max`, `pattern`, `street` …).

    `default` is a raw answer to begin with, `prefills` are tried in order before it. `computed`
    says what a computed question follows from.
    """

    name: str
    kind: str
    label: Text
    hint: Text | None = None
    required: bool = True
    means: str | None = None
    show_when: Condition | None = None
    required_when: Condition | None = None
    required_message: Text | None = None
    prefills: tuple[Prefill, ...] = ()
    autocomplete: str | None = None
    default: Any = None
    options: tuple[Option, ...] = ()
    questions: tuple["Question", ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    computed: tuple[Computation, ...] = ()


@dataclass(frozen=True)
class Step:
    """One page of the form: one topic. `id` stands in the page's address."""

    id: str
    title: Text
    questions: tuple[Question, ...]
    intro: Text | None = None
    show_when: Condition | None = None


@dataclass(frozen=True)
class Rule:
    """A demand between answers: where `when` holds, `must` has to, or `message` stands at `at`."""

    must: Condition
    message: Text
    at: str
    when: Condition | None = None
    warns: bool = False
