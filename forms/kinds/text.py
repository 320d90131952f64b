"""Short and long text, and a person's name."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from forms.characters import many_lines, one_line
from forms.kinds.base import Asked, Kind, Setting
from forms.messages import Lang
from forms.patterns import pattern
from forms.spec import Question

NAME_MAX = 120
_NAME_MARKS = frozenset(" '’`.-·")


@dataclass(frozen=True)
class TextKind(Kind):
    """A text; `pattern` is matched in linear time (RE2) against the whole cleaned text."""

    lines: bool = False

    def parse(self, asked: Asked, raw: Any) -> str:
        """The cleaned text."""
        if not isinstance(raw, str):
            raise asked.refuse("text.type")
        longest, shortest = (self.setting(asked.question, name) for name in ("max", "min"))
        text = _bounded(asked, raw, longest, many_lines if self.lines else one_line)
        if not text:
            raise asked.refuse("required.enter")
        if len(text) < shortest:
            raise asked.refuse("text.too_short", min=shortest)
        self._match(asked, text)
        return text

    def _match(self, asked: Asked, text: str) -> None:
        wanted = self.setting(asked.question, "pattern")
        if wanted and not pattern(wanted).fullmatch(text):
            own = self.setting(asked.question, "pattern_message")
            if own is None:
                raise asked.refuse("text.pattern")
            raise asked.refuse("text.given", text=own.in_(asked.lang))

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """A string with its limits."""
        described: dict[str, Any] = {"type": "string", "maxLength": self.setting(question, "max")}
        if self.setting(question, "pattern"):
            described["pattern"] = f"^(?:{self.setting(question, 'pattern')})$"
        described["minLength"] = max(1, self.setting(question, "min"))
        return described


@dataclass(frozen=True)
class NameKind(Kind):
    """A person's full name in one field: letters of any script, spaces, few marks."""

    def parse(self, asked: Asked, raw: Any) -> str:
        """The name with single spaces, letters composed; its case as typed."""
        if not isinstance(raw, str):
            raise asked.refuse("text.type")
        name = _bounded(asked, raw, NAME_MAX, one_line)
        if not any(c.isalpha() for c in name) or not all(map(_of_a_name, name)):
            raise asked.refuse("name.letters")
        return name

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """A string of at most 120 characters."""
        return {"type": "string", "minLength": 1, "maxLength": NAME_MAX}


def _bounded(asked: Asked, raw: str, longest: int, clean: Callable[[str], str]) -> str:
    """The cleaned text; what no cleaning could bring under the limit is not cleaned first."""
    text = raw if len(raw) > 10 * longest + 1000 else clean(raw)
    if len(text) > longest:
        raise asked.refuse("text.too_long", length=len(text), max=longest)
    return text


def _of_a_name(letter: str) -> bool:
    return letter in _NAME_MARKS or unicodedata.category(letter)[0] in "LM"


def _settings(longest: int) -> dict[str, Setting]:
    return {
        "max": Setting("whole", default=longest),
        "min": Setting("whole", default=0),
        "pattern": Setting("pattern"),
        "pattern_message": Setting("translated"),
    }


TEXT = TextKind("text", "text", _settings(250))
LONG_TEXT = TextKind(
    "long_text", "long_text", _settings(2000) | {"rows": Setting("whole", default=4)}, lines=True
)
PERSON_NAME = NameKind("person_name", "text")
