"""Choosing: yes or no, one of few (radio), one of many (select), several (check boxes), consent."""

from dataclasses import dataclass
from typing import Any

from forms.kinds.base import Asked, Choice, Kind
from forms.messages import Lang, message, say
from forms.spec import Option, Question

GLANCE = 15
"""So many choices are read; more are searched."""


def _option(question: Question, value: str) -> Option | None:
    return next((option for option in question.options if option.value == value), None)


@dataclass(frozen=True)
class OneOfKind(Kind):
    """One of the question's options."""

    def parse(self, asked: Asked, raw: Any) -> str:
        """The option's value."""
        if not isinstance(raw, str):
            raise asked.refuse("choice.type")
        if _option(asked.question, raw.strip()) is None:
            raise asked.refuse("choice.unknown")
        return raw.strip()

    def show(self, asked: Asked, value: Any) -> str:
        """The option's label."""
        option = _option(asked.question, value)
        return option.label.in_(asked.lang) if option else str(value)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """The question's options."""
        return _choices(asked)

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """One of the values, each with its title."""
        return {"oneOf": _described(question, lang)}


@dataclass(frozen=True)
class LongListKind(OneOfKind):
    """One of many: searched by typing once there are more than anybody takes in at a glance."""

    def searched(self, question: Question) -> bool:
        """As the form says, or by how many there are."""
        wished = question.settings.get("searchable")
        return len(question.options) > GLANCE if wished is None else bool(wished)


@dataclass(frozen=True)
class SeveralKind(Kind):
    """Any of the question's options; an `exclusive` one stands alone ("none of these")."""

    def parse(self, asked: Asked, raw: Any) -> list[str]:
        """The values chosen, in the order of the options."""
        ticked = [raw] if isinstance(raw, str) else raw
        if not isinstance(ticked, list) or not all(isinstance(value, str) for value in ticked):
            raise asked.refuse("choice.type")
        chosen = {value.strip() for value in ticked if value.strip()}
        options = [option for option in asked.question.options if option.value in chosen]
        if len(options) != len(chosen):
            raise asked.refuse("choice.unknown")
        alone = next((option for option in options if option.exclusive), None)
        if alone and len(options) > 1:
            raise asked.refuse("choice.exclusive", option=alone.label.in_(asked.lang))
        return [option.value for option in options]

    def show(self, asked: Asked, value: Any) -> str:
        """The labels, separated by semicolons."""
        options = [_option(asked.question, item) for item in value]
        return "; ".join(option.label.in_(asked.lang) for option in options if option)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """The question's options."""
        return _choices(asked)

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """A list of different values."""
        return {
            "type": "array",
            "uniqueItems": True,
            "items": {"oneOf": _described(question, lang)},
        }


@dataclass(frozen=True)
class YesNoKind(Kind):
    """Yes or no; the raw answer is `yes` or `no`, or a JSON boolean."""

    def parse(self, asked: Asked, raw: Any) -> bool:
        """True for yes."""
        if isinstance(raw, bool):
            return raw
        if not isinstance(raw, str) or raw.strip() not in ("yes", "no"):
            raise asked.refuse("choice.unknown")
        return raw.strip() == "yes"

    def show(self, asked: Asked, value: Any) -> str:
        """Có or Không."""
        return say(message("yes" if value else "no"), asked.lang)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """Có and Không."""
        return tuple(Choice(word, say(message(word), asked.lang)) for word in ("yes", "no"))

    def raw_from(self, question: Question, value: Any) -> Any:
        """As the browser would send it."""
        return {True: "yes", False: "no"}.get(value, value)

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class ConsentKind(Kind):
    """A tick under a declaration; there is nothing but yes."""

    def blank(self, raw: Any) -> bool:
        """Without a tick there is no answer."""
        return raw is None or raw is False or (isinstance(raw, str) and raw.strip() in ("", "no"))

    def parse(self, asked: Asked, raw: Any) -> bool:
        """True."""
        if raw is True or (isinstance(raw, str) and raw.strip() in ("yes", "on", "true")):
            return True
        raise asked.refuse("required.consent")

    def show(self, asked: Asked, value: Any) -> str:
        """That it was given."""
        return say(message("consent.given"), asked.lang)

    def raw_from(self, question: Question, value: Any) -> Any:
        """As the browser would send it."""
        return "yes" if value is True else value

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """The constant true."""
        return {"const": True}


def _choices(asked: Asked) -> tuple[Choice, ...]:
    return tuple(
        Choice(o.value, o.label.in_(asked.lang), o.hint.in_(asked.lang) if o.hint else "")
        for o in asked.question.options
    )


def _described(question: Question, lang: Lang) -> list[dict[str, str]]:
    return [{"const": o.value, "title": o.label.in_(lang)} for o in question.options]


YES_NO = YesNoKind("yes_no", "radios", required_key="required.choose")
RADIO = OneOfKind("radio", "radios", required_key="required.choose", has_options=True)
CHECKBOXES = SeveralKind(
    "checkboxes", "checkboxes", required_key="required.choose", has_options=True, empties=True
)
CONSENT = ConsentKind("consent", "consent", required_key="required.consent", empties=True)
