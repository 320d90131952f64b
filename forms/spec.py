"""What a form is, as frozen values: a procedure's questions, documents, fees, times and papers.

Built by `loader` from one YAML text and by nothing else; `Form.hash` names that text, so a dossier
pinned to a form version can always be checked again with exactly the rules it was made with.
Whatever is not certain carries a `Sourced`: how sure, by whom.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from forms.conditions import Condition
from forms.messages import Lang

Certainty: TypeAlias = Literal["verified", "reported", "assumed", "unsure"]
Channel: TypeAlias = Literal["online", "direct", "postal"]
FeeType: TypeAlias = Literal["phi", "le_phi"]
TimeUnit: TypeAlias = Literal["working_day", "working_hour", "day", "month"]
Actor: TypeAlias = Literal["self", "kin", "proxy"]


@dataclass(frozen=True)
class Text:
    """A text a citizen reads, in each language."""

    vi: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The text in one language."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True)
class Sourced:
    """How sure a value is, and who says so. `percent` only where somebody put a number on it."""

    certainty: Certainty = "verified"
    percent: int | None = None
    source: str = ""


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

    `default` is a raw answer to begin with, `prefills` are tried in order before it.
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


@dataclass(frozen=True)
class Case:
    """A citizen's situation (trường hợp) under one procedure; `code` is the national case code."""

    id: str
    name: Text
    hint: Text | None = None
    code: str | None = None
    sourced: Sourced = Sourced()


DocumentNeed: TypeAlias = Literal["required", "optional", "may_be_needed", "information"]
DocumentForm: TypeAlias = Literal["original", "certified_copy", "copy", "photo"]


@dataclass(frozen=True)
class Document:
    """A part of the dossier (thành phần hồ sơ). `code` is the national one (`…KQ004389`).

    `may_be_needed` is shown as "tuỳ trường hợp"; `information` asks for no file. `from_answers`
    is the declaration itself (tờ khai), which the portal makes from the answers.
    """

    id: str
    name: Text
    code: str | None = None
    hint: Text | None = None
    need: DocumentNeed = "required"
    show_when: Condition | None = None
    required_when: Condition | None = None
    presented_as: DocumentForm = "original"
    originals: int = 1
    copies: int = 0
    max_files: int = 10
    from_answers: bool = False
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Fee:
    """A fee: `phi` pays for a service, `le_phi` is a duty. Amounts in đồng by channel.

    `per` names the number question it is multiplied by (8,000 a copy). An amount of None is set
    locally (HĐND cấp tỉnh) and is told by the agency.
    """

    id: str
    name: Text
    type: FeeType
    amounts: Mapping[Channel, int | None]
    per: str | None = None
    when: Condition | None = None
    exempt: Text | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Processing:
    """How long the agency has. `cut_off` makes it a same-day duty (before 15:00)."""

    quantity: Decimal
    unit: TimeUnit
    cut_off: time | None = None
    when: Condition | None = None
    note: Text | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Competence:
    """Which agencies decide (cấp thực hiện): `commune`, `commune_police`, `province_justice` …"""

    level: str
    name: Text
    valid_from: date | None = None
    valid_until: date | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Result:
    """What the citizen gets in the end (kết quả)."""

    name: Text
    code: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Paper:
    """The printed form an agency answers with: form 01 of TT 03/2025/TT-VPCP, or CT04 …"""

    form: str
    basis: str
    name: Text
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class LegalBasis:
    """An act the procedure stands on (căn cứ pháp lý)."""

    number: str
    title: Text
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Acting:
    """Who may submit, and whether a proxy needs an authorisation, and needs it certified."""

    who: tuple[Actor, ...]
    proxy_needs_authorisation: bool = True
    authorisation_certified: bool = True
    kin_certified: bool = False
    note: Text | None = None
    sourced: Sourced = Sourced()


@dataclass(frozen=True)
class Example:
    """A test case a form carries: answers and what must be said about them (in Vietnamese)."""

    name: str
    case: str
    answers: Mapping[str, Any]
    today: date
    errors: Mapping[str, str]
    warnings: Mapping[str, str]
    documents: Mapping[str, str]
    files: Mapping[str, int]
    fee: int | None = None


@dataclass(frozen=True)
class Field:
    """The field a procedure belongs to (lĩnh vực), e.g. G15-TP07 Hộ tịch."""

    code: str
    name: Text


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
    rules: tuple[Rule, ...]
    documents: tuple[Document, ...]
    fees: tuple[Fee, ...]
    processing: tuple[Processing, ...]
    competence: tuple[Competence, ...]
    results: tuple[Result, ...]
    papers: Mapping[str, Paper]
    legal: tuple[LegalBasis, ...]
    acting: Acting
    assurance: int
    life_events: tuple[str, ...]
    words: tuple[str, ...]
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
