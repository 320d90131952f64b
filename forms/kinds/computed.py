"""A value nobody types: it follows from other answers, and the server works it out."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.amounts import LIMIT, written_decimal
from forms.characters import many_lines
from forms.kinds.base import Asked, Kind, Setting
from forms.messages import Lang, message, say
from forms.spec import Question

LONGEST = 4000


@dataclass(frozen=True)
class ComputedKind(Kind):
    """Text, a number, or an amount of money. What a browser sends for it is not looked at."""

    def parse(self, asked: Asked, raw: Any) -> str | int | float:
        """The value, where it comes back from a draft."""
        if self._counts(asked.question):
            if isinstance(raw, int | float) and not isinstance(raw, bool):
                if abs(raw) < LIMIT and math.isfinite(raw):
                    return raw
            raise asked.refuse("form.type")
        text = many_lines(raw) if isinstance(raw, str) and len(raw) <= 2 * LONGEST else ""
        if not text or len(text) > LONGEST:
            raise asked.refuse("form.type")
        return text

    def _counts(self, question: Question) -> bool:
        return bool(self.setting(question, "as") != "text")

    def show(self, asked: Asked, value: Any) -> str:
        """As it was composed, or as numbers and money are written."""
        if not self._counts(asked.question):
            return str(value)
        written = written_decimal(Decimal(str(value)))
        if self.setting(asked.question, "as") == "money":
            return say(message("money.amount", amount=written), asked.lang)
        return written

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """A text or a number that nobody has to send."""
        if self._counts(question):
            return {"type": "number", "readOnly": True}
        return {"type": "string", "maxLength": LONGEST, "readOnly": True}


COMPUTED = ComputedKind(
    "computed",
    "computed",
    {"as": Setting("text", choices=("text", "number", "money"), default="text")},
    computed=True,
)
