"""Numbers and money. Over the API a JSON number is taken as well as typed digits."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.amounts import LIMIT, in_words, written, written_decimal
from forms.characters import plain_digits
from forms.kinds.base import Asked, Kind, Setting
from forms.messages import Lang, message, say
from forms.patterns import pattern
from forms.spec import Question

_PLAIN = pattern(r"-?[0-9]{1,18}")
_GROUPED = pattern(r"-?[0-9]{1,3}([., ][0-9]{3})+")
_FRACTION = pattern(r"-?[0-9]+[.,][0-9]+")

# A group of three is thousands unless a lone zero stands before it: 1.234 but 0.125.
_VIETNAMESE = pattern(r"-?(?:0|[1-9][0-9]{0,2}(?:[. ][0-9]{3})*)(?:,[0-9]+)?")
_ENGLISH = pattern(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")
_UNGROUPED = pattern(r"-?[0-9]+(?:[.,][0-9]+)?")
_MOST_DIGITS = 15
"""What a JSON number keeps exactly everywhere."""


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

    def beside(self, asked: Asked, value: Any) -> str:
        """The amount in words."""
        return self.words(value, asked.lang)

    def words(self, value: int, lang: Lang) -> str:
        """The amount in words, as papers want it: "Tám nghìn đồng"."""
        said = f"{in_words(value, lang)} đồng"
        return said[:1].upper() + said[1:]


@dataclass(frozen=True)
class DecimalKind(Kind):
    """A number with decimals (an area, a length), at most `places` of them, with its `unit`.

    Written the Vietnamese way: a comma before decimals, dots between thousands. A point is taken
    as well where it cannot mean thousands (62.5).
    """

    example: str = "62,5"

    def parse(self, asked: Asked, raw: Any) -> int | float:
        """The number as JSON has it: whole where it is whole."""
        number = self._read(asked, raw)
        places = self.setting(asked.question, "places")
        if -int(number.normalize().as_tuple().exponent) > places:
            raise asked.refuse("number.places", places=places)
        least, most = (self.setting(asked.question, name) for name in ("min", "max"))
        if least is not None and number < least:
            raise asked.refuse("number.min", min=self._written(asked, least))
        if most is not None and number > most:
            raise asked.refuse("number.max", max=self._written(asked, most))
        return int(number) if number == number.to_integral_value() else float(number)

    def _read(self, asked: Asked, raw: Any) -> Decimal:
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            typed = repr(raw) if abs(raw) < LIMIT and math.isfinite(raw) else ""
        else:
            typed = raw if isinstance(raw, str) and len(raw) < 100 else ""
            typed = self._plain(plain_digits(typed), asked)
        if not typed or len(typed.strip("-").replace(".", "")) > _MOST_DIGITS + 1:
            raise asked.refuse("number.unreadable", example=self.example)
        number = Decimal(typed)
        if len(number.as_tuple().digits) > _MOST_DIGITS:
            raise asked.refuse("number.unreadable", example=self.example)
        return number

    def _plain(self, typed: str, asked: Asked) -> str:
        """What was typed with a point before decimals and nothing else; "" if it is no number."""
        unit = plain_digits(self._unit(asked))
        bare = typed[: -len(unit)].strip() if unit and typed.endswith(unit) else typed
        if _VIETNAMESE.fullmatch(bare):
            return bare.replace(".", "").replace(" ", "").replace(",", ".")
        if _ENGLISH.fullmatch(bare):
            return bare.replace(",", "")
        return bare.replace(",", ".") if _UNGROUPED.fullmatch(bare) else ""

    def _unit(self, asked: Asked) -> str:
        unit = self.setting(asked.question, "unit")
        return unit.in_(asked.lang) if unit else ""

    def _written(self, asked: Asked, number: Decimal) -> str:
        return f"{written_decimal(number)} {self._unit(asked)}".strip()

    def show(self, asked: Asked, value: Any) -> str:
        """With a comma, and its unit: 62,5 m²."""
        return self._written(asked, Decimal(str(value)))

    def raw_from(self, question: Question, value: Any) -> Any:
        """As somebody would type it."""
        return str(value).replace(".", ",")

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """A number with its limits."""
        limits = {
            "minimum": self.setting(question, "min"),
            "maximum": self.setting(question, "max"),
        }
        return {"type": "number"} | {k: float(v) for k, v in limits.items() if v is not None}


_LIMITS = {"min": Setting("whole", default=0), "max": Setting("whole")}
WHOLE_NUMBER = WholeNumberKind("whole_number", "whole_number", _LIMITS)
MONEY = MoneyKind("money", "money", _LIMITS)
DECIMAL = DecimalKind(
    "decimal",
    "decimal",
    {
        "min": Setting("number", default=Decimal(0)),
        "max": Setting("number"),
        "places": Setting("whole", default=2),
        "unit": Setting("translated"),
    },
)
