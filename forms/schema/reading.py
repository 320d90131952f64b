"""The marshmallow schema of a form version: the kinds do the reading of each answer."""

from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields

from forms.kinds import KINDS, Asked, Refused
from forms.messages import Lang, say
from forms.schema.context import Context
from forms.spec import Form, Question

_ASKED_NOW: ContextVar[Context] = ContextVar("forms_ASKED_NOW")


class _Answer(fields.Field[Any]):
    """One question as a marshmallow field; the kind does the reading."""

    def __init__(self, question: Question, lang: Lang) -> None:
        super().__init__(required=False, allow_none=True)
        self.question = question
        self.lang = lang

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        now = _ASKED_NOW.get()
        asked = Asked(self.question, now.today, self.lang, now.places, now.lists)
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


def read(
    form: Form, typed: Mapping[str, Any], context: Context
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Good answers of a whole form, and errors as marshmallow nests them."""
    token = _ASKED_NOW.set(context)
    try:
        return _load(built(form, context.lang), tuple(form.questions), typed)
    finally:
        _ASKED_NOW.reset(token)


def flat(wrong: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Nested marshmallow messages as (dotted path, first message)."""
    if isinstance(wrong, Mapping):
        for part, inner in wrong.items():
            yield from flat(inner, f"{path}.{part}" if path else str(part))
    elif wrong:
        yield path, str(wrong[0] if isinstance(wrong, list) else wrong)
