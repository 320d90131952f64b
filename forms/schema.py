"""Reads a citizen's answers with a form: what is right, what is wrong and what is wanted still.

marshmallow schemas are built from the definition, once per form version and language. Everything
about what may be seen, is needed or is fixed is decided here from the pinned form version, never
by what the browser sent.
"""

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields

from forms import needs
from forms.conditions import questions_in
from forms.kinds import KINDS, Asked, Refused
from forms.logic import Scope, holds
from forms.lookups import Places, VietnamProvinces
from forms.messages import Lang, Message, message, say
from forms.spec import Channel, Form, Question, Rule, Step
from forms.visibility import Shown, shown

DOCUMENTS_STEP = "giay-to"
"""The step that asks for documents instead of answers."""


@dataclass(frozen=True)
class Context:
    """Who asks, when and how: everything an answer is checked with besides the form.

    `locked` raw answers take the place of whatever was typed. `files` counts the files at hand
    for each document; None leaves documents out of the errors.
    """

    case: str
    today: date
    lang: Lang = "vi"
    step: str | None = None
    locked: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, int] | None = None
    channel: Channel = "online"
    places: Places = field(default_factory=VietnamProvinces)


@dataclass(frozen=True)
class Checked:
    """What a check found. Errors and warnings are worded, by dotted path (`members.0.full_name`).

    `clean` holds the good answers that are asked for; `visible` the dotted names of the questions
    shown; for one step, errors, warnings and `clean` speak of that step alone.
    """

    clean: dict[str, Any]
    errors: dict[str, str]
    warnings: dict[str, str]
    visible: frozenset[str]
    steps: tuple[str, ...]
    documents: tuple[needs.Needed, ...]
    fee: needs.FeeDue

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.errors


_asked_now: ContextVar[Context] = ContextVar("forms_asked_now")


class _Answer(fields.Field[Any]):
    """One question as a marshmallow field; the kind does the reading."""

    def __init__(self, question: Question, lang: Lang) -> None:
        super().__init__(required=False, allow_none=True)
        self.question = question
        self.lang = lang

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        now = _asked_now.get()
        asked = Asked(self.question, now.today, self.lang, now.places)
        try:
            return KINDS[self.question.kind].parse(asked, value)
        except Refused as refused:
            worded = {part: [say(about, self.lang)] for part, about in refused.errors.items()}
            raise ValidationError(worded.get("") or dict(worded)) from None


class _Rows(_Answer):
    """A repeating group: each entry goes through the schema of the group's own questions."""

    def __init__(self, question: Question, lang: Lang) -> None:
        super().__init__(question, lang)
        self.row = _built(question.questions, lang)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        entries = super()._deserialize(value, attr, data, **kwargs)
        rows, errors = [], {}
        for index, entry in enumerate(entries):
            row, wrong = _load(self.row, self.question.questions, entry)
            rows.append(row)
            if wrong:
                errors[index] = wrong
        if errors:
            raise ValidationError(errors, valid_data=rows)
        return rows


def _built(questions: tuple[Question, ...], lang: Lang) -> Schema:
    made: dict[str, fields.Field[Any]] = {
        question.name: (_Rows if question.questions else _Answer)(question, lang)
        for question in questions
        if KINDS[question.kind].has_value
    }
    return Schema.from_dict(made, name="Answers")(unknown=EXCLUDE)


@lru_cache(maxsize=256)
def built(form: Form, lang: Lang) -> Schema:
    """The marshmallow schema of a form version in a language; built once."""
    return _built(tuple(form.questions), lang)


def _load(
    schema: Schema, questions: tuple[Question, ...], raw: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Good answers, and errors as marshmallow nests them. Unanswered questions are left out."""
    answered = {
        question.name: raw[question.name]
        for question in questions
        if question.name in raw and _typed(question, raw[question.name])
    }
    try:
        return dict(schema.load(answered)), {}
    except ValidationError as error:
        valid = error.valid_data if isinstance(error.valid_data, dict) else {}
        return valid, dict(error.messages_dict)


def _typed(question: Question, raw: Any) -> bool:
    """Whether somebody answered; what is sent for a computed value is nobody's answer."""
    kind = KINDS[question.kind]
    return not kind.computed and not kind.blank(raw)


def check(form: Form, raw: Mapping[str, Any], context: Context) -> Checked:
    """Check answers as typed, whole or one step of them.

    Wrong input never raises: whatever `raw` holds, the answer says what to do instead.
    """
    typed = {**(raw if isinstance(raw, Mapping) else {}), **context.locked}
    token = _asked_now.set(context)
    try:
        parsed, wrong = _load(built(form, context.lang), tuple(form.questions), typed)
    finally:
        _asked_now.reset(token)
    seen = shown(form, Scope(context.case, context.today, parsed), typed)
    finding = _Finding(form, context, seen, dict(_flat(wrong)))
    return finding.checked()


def _flat(wrong: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Nested marshmallow messages as (dotted path, first message)."""
    if isinstance(wrong, Mapping):
        for part, inner in wrong.items():
            yield from _flat(inner, f"{path}.{part}" if path else str(part))
    elif wrong:
        yield path, str(wrong[0] if isinstance(wrong, list) else wrong)


@dataclass(frozen=True)
class _Finding:
    form: Form
    context: Context
    seen: Shown
    wrong: dict[str, str]

    def checked(self) -> Checked:
        in_step = self._in_step()
        errors = {path: said for path, said in self._errors().items() if _top(path) in in_step}
        documents = needs.documents(self.form, self.seen.scope)
        errors |= self._document_errors(documents)
        if self.form.case(self.context.case) is None:
            errors["case"] = say(message("case.unknown"), self.context.lang)
        return Checked(
            clean={name: v for name, v in self.seen.scope.values.items() if name in in_step},
            errors=errors,
            warnings={p: said for p, said in self._warnings(errors) if _top(p) in in_step},
            visible=frozenset(self.seen.visible),
            steps=self.seen.steps,
            documents=documents,
            fee=needs.fee(self.form, self.seen.scope, self.context.channel),
        )

    def _in_step(self) -> frozenset[str]:
        steps: tuple[Step, ...] = self.form.steps
        if self.context.step is not None:
            steps = tuple(step for step in steps if step.id == self.context.step)
        return frozenset(q.name for step in steps for q in step.questions)

    def _errors(self) -> dict[str, str]:
        """In the order of the form, so that the summary leads from top to bottom."""
        found: dict[str, str] = {}
        for asked in self.seen.asked:
            own = {p: said for p, said in self.wrong.items() if _under(p, asked.path)}
            if asked.question.questions:
                own = {p: said for p, said in own.items() if not p[len(asked.path) + 1 :]}
            found |= own
            if not own and asked.blank and asked.needed:
                found |= self._missing(asked.path, asked.question)
        for rule in self._broken(warns=False):
            found.setdefault(rule.at, rule.message.in_(self.context.lang))
        places = {path: place for place, path in enumerate(self.seen.visible)}
        return dict(sorted(found.items(), key=lambda error: _place(error[0], places)))

    def _missing(self, path: str, question: Question) -> dict[str, str]:
        said = KINDS[question.kind].missing(self._asked(question))
        return {_join(path, part): say(about, self.context.lang) for part, about in said.items()}

    def _warnings(self, errors: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for asked in self.seen.asked:
            if asked.value is None or asked.path in errors:
                continue
            kind = KINDS[asked.question.kind]
            odd = kind.warn(self._asked(asked.question), asked.value, asked.others)
            if odd:
                yield asked.path, " ".join(say(about, self.context.lang) for about in odd)
        for rule in self._broken(warns=True):
            yield rule.at, rule.message.in_(self.context.lang)

    def _broken(self, warns: bool) -> Iterator[Rule]:
        """Rules not kept; one that looks at an answer in error waits until that is right."""
        scope = self.seen.scope
        in_error = {_top(path) for path in self.wrong}
        for rule in self.form.rules:
            looked_at = {*questions_in(rule.must), *questions_in(rule.when)}
            in_play = rule.at in self.seen.visible and not looked_at & in_error
            if rule.warns is warns and in_play and holds(rule.when, scope):
                if not holds(rule.must, scope):
                    yield rule

    def _document_errors(self, documents: tuple[needs.Needed, ...]) -> dict[str, str]:
        files, lang = self.context.files, self.context.lang
        if files is None or self.context.step not in (None, DOCUMENTS_STEP):
            return {}
        return {
            f"documents.{need.document.id}": say(_upload(need, lang), lang)
            for need in documents
            if need.state == "required" and need.asks_files and not files.get(need.document.id)
        }

    def _asked(self, question: Question) -> Asked:
        return Asked(question, self.context.today, self.context.lang, self.context.places)


def _upload(need: needs.Needed, lang: Lang) -> Message:
    from_label = need.document.name.in_(lang)
    return message("required.document", name=from_label[:1].lower() + from_label[1:])


def _top(path: str) -> str:
    return path.split(".", 1)[0]


def _place(path: str, places: Mapping[str, int]) -> int:
    """Where a path stands in the form: where its question does; the case comes first."""
    while path not in places and "." in path:
        path = path.rpartition(".")[0]
    return places.get(path, -1)


def _under(path: str, whole: str) -> bool:
    return path == whole or path.startswith(f"{whole}.")


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if part else path
