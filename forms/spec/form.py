"""One procedure as a citizen meets it, and the test cases its file carries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from typing import Any

from forms.conditions import Condition
from forms.spec.asking import Question, Rule, Step
from forms.spec.confirming import Confirmation
from forms.spec.facts import (
    Acting,
    Case,
    Competence,
    Document,
    Fee,
    Field,
    LegalBasis,
    Paper,
    Processing,
    Result,
)
from forms.spec.hops import Hop
from forms.spec.words import Text


@dataclass(frozen=True)
class Example:
    """A test case a form carries: answers and what must be said about them (in Vietnamese).

    `shows` is how some answers read, computed ones among them.
    """

    name: str
    case: str
    answers: Mapping[str, Any]
    today: date
    errors: Mapping[str, str]
    warnings: Mapping[str, str]
    documents: Mapping[str, str]
    files: Mapping[str, int]
    fee: int | None = None
    shows: Mapping[str, str] = made(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Form:
    """One procedure as a citizen meets it; equal to another made from the same text."""

    code: str
    hash: str
    name: Text
    summary: Text
    field: Field
    cases: tuple[Case, ...]
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...] = ()
    documents: tuple[Document, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    hops: tuple[Hop, ...] = ()
    fees: tuple[Fee, ...] = ()
    processing: tuple[Processing, ...] = ()
    competence: tuple[Competence, ...] = ()
    results: tuple[Result, ...] = ()
    papers: Mapping[str, Paper] = made(default_factory=dict)
    legal: tuple[LegalBasis, ...] = ()
    acting: Acting = Acting(("self",))
    assurance: int = 2
    life_events: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    notices: tuple[tuple[Condition | None, Text], ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    examples: tuple[Example, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Two forms are the same if their source texts are."""
        return isinstance(other, Form) and other.hash == self.hash

    def __hash__(self) -> int:
        """By source text: schemas are cached by it."""
        return hash(self.hash)

    @property
    def questions(self) -> Iterator[Question]:
        """Every question in the order asked; those of a group stay inside it."""
        for step in self.steps:
            yield from step.questions

    def step(self, step_id: str) -> Step | None:
        """The step with this id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)

    def case(self, case_id: str) -> Case | None:
        """The case with this id, or None."""
        return next((case for case in self.cases if case.id == case_id), None)
