"""Values as partners send them: a number may be a text, one thing may stand for a list of one."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from forms.characters import many_lines, one_line


class Given:
    """One object of a record; keys are found whatever their letters' size."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = {str(key).lower(): value for key, value in values.items()}

    def keys(self) -> set[str]:
        """The names of what holds a value, in small letters."""
        return {key for key, value in self._values.items() if value not in (None, "", [], {})}

    def raw(self, *names: str) -> Any:
        """The first of these that holds a value, as it came."""
        held = (self._values.get(name.lower()) for name in names)
        return next((value for value in held if value not in (None, "", [], {})), None)

    def text(self, *names: str) -> str:
        """A text on one line; numbers as they are written, anything else is none."""
        value = self.raw(*names)
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            return ""
        return one_line(str(value))

    def lines(self, *names: str) -> str:
        """A text of several lines."""
        value = self.raw(*names)
        return many_lines(value) if isinstance(value, str) else ""

    def number(self, *names: str) -> Decimal | None:
        """A number, also from `"7,5"`; None if it is none or negative."""
        try:
            number = Decimal(self.text(*names).replace(" ", "").replace(",", "."))
        except InvalidOperation:
            return None
        return number if number.is_finite() and number >= 0 else None

    def whole(self, *names: str) -> int | None:
        """A whole number of at most twelve digits."""
        number = self.number(*names)
        whole = number is not None and number < 10**12 and number == number.to_integral_value()
        return int(number) if whole and number is not None else None

    def flag(self, *names: str) -> bool:
        """Whether something is said to be so."""
        value = self.raw(*names)
        return value is True or str(value).strip().lower() in ("1", "true")

    def each(self, *names: str) -> Iterator["Given"]:
        """The objects of a list, or the one object that stands for it."""
        value = self.raw(*names)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Mapping):
                yield Given(inner)

    def texts(self, *names: str) -> tuple[str, ...]:
        """The texts of a list, or of one text."""
        value = self.raw(*names)
        entries = value if isinstance(value, list) else [value]
        kept = (one_line(entry) for entry in entries if isinstance(entry, str))
        return tuple(dict.fromkeys(entry for entry in kept if entry))
