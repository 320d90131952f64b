"""Whole numbers and money. Over the API a JSON number is taken as well as typed digits."""

from dataclasses import dataclass
from typing import Any

from forms.amounts import LIMIT, in_words, written
from forms.characters import plain_digits
from forms.kinds.base import Asked, Kind, Setting
from forms.messages import Lang, message, say
from forms.patterns import pattern
from forms.spec import Question

_PLAIN = pattern(r"-?[0-9]{1,18}")
_GROUPED = pattern(r"-?[0-9]{1,3}([., ][0-9]{3})+")
_FRACTION = pattern(r"-?[0-9]+[.,][0-9]+")


@dataclass(frozen=True)
class WholeNumberKind(Kind):
    """A whole number; dots, commas or spaces between thousands are understood."""

    example: str = "2"

    def parse(self, asked: Asked, raw: Any) -> int:
        """The number."""
        number = self._read(asked, raw)
        least, most = (self.setting(asked.question, name) for name in ("min", "max"))
        if least is not None and number < least:
            raise asked.refuse("number.min", min=self.show(asked, least))
        if most is not None and number > most:
            raise asked.refuse("number.max", max=self.show(asked, most))
        return number

    def _read(self, asked: Asked, raw: Any) -> int:
        if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < LIMIT:
            return raw
        if not isinstance(raw, str):
            raise asked.refuse("number.unreadable", example=self.example)
        typed = self.bare(plain_digits(raw))
        if _GROUPED.fullmatch(typed):
            typed = "".join(c for c in typed if c not in "., ")
        if _FRACTION.fullmatch(typed):
            raise asked.refuse("number.whole", example=self.example)
        if not _PLAIN.fullmatch(typed) or abs(int(typed)) >= LIMIT:
            raise asked.refuse("number.unreadable", example=self.example)
        return int(typed)

    def bare(self, typed: str) -> str:
        """What was typed, without a unit."""
        return typed

    def show(self, asked: Asked, value: Any) -> str:
        """With dots between thousands."""
        return written(value)

    def raw_from(self, question: Question, value: Any) -> Any:
        """As somebody would type it."""
        return str(value)

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """An integer with its limits."""
        limits = {
            "minimum": self.setting(question, "min"),
            "maximum": self.setting(question, "max"),
        }
        return {"type": "integer"} | {k: v for k, v in limits.items() if v is not None}


@dataclass(frozen=True)
class MoneyKind(WholeNumberKind):
    """An amount in whole đồng; a typed "đ", "đồng" or "VND" is understood."""

    example: str = "8.000"

    def bare(self, typed: str) -> str:
        """Without the currency."""
        lowered = typed.casefold()
        for unit in ("vnđ", "vnd", "đồng", "dong", "đ"):
            if lowered.endswith(unit):
                return typed[: -len(unit)].strip()
        return typed

    def show(self, asked: Asked, value: Any) -> str:
        """8.000 đồng."""
        return say(message("money.amount", amount=written(value)), asked.lang)

    def words(self, value: int, lang: Lang) -> str:
        """The amount in words, as papers want it: "Tám nghìn đồng"."""
        said = f"{in_words(value, lang)} đồng"
        return said[:1].upper() + said[1:]


_LIMITS = {"min": Setting("whole", default=0), "max": Setting("whole")}
WHOLE_NUMBER = WholeNumberKind("whole_number", "whole_number", _LIMITS)
MONEY = MoneyKind("money", "money", _LIMITS)
