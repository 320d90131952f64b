"""A JSON object read key by key, so that whatever nobody asked for is told in the end."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from forms.characters import many_lines
from forms.formio.outcome import LeftOut
from forms.formio.reasons import say
from forms.messages import Lang

_SHORT = 80


class Ledger:
    """Everything left out while one form is read, in the order found, each thing once."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._found: dict[LeftOut, None] = {}

    def leave(self, path: str, reason: str, /, **blanks: object) -> LeftOut:
        """Note that something is left out; the blanks are cut to what fits on a line."""
        short = {name: _shortened(value) for name, value in blanks.items()}
        left = LeftOut(path, say(reason, self.lang, **short))
        self._found.setdefault(left)
        return left

    @property
    def entries(self) -> tuple[LeftOut, ...]:
        """What was left out."""
        return tuple(self._found)


class Part:
    """One object of the definition. Asking for a key counts as carrying it, or saying why not."""

    def __init__(self, given: Mapping[str, Any], path: str, ledger: Ledger) -> None:
        self.given = given
        self.path = path
        self.ledger = ledger
        self.left: list[LeftOut] = []
        self._taken: set[str] = set()
        self._parts: dict[str, Part] = {}

    def get(self, key: str) -> Any:
        """The value as it came, or None."""
        self._taken.add(key)
        return self.given.get(key)

    def skip(self, *keys: str) -> None:
        """Count keys as carried: something else stands for them."""
        self._taken.update(keys)

    def has(self, key: str) -> bool:
        """Whether there is something under a key; it stays untaken."""
        return holds(self.given.get(key))

    def text(self, key: str) -> str:
        """The value as a text, cleaned of what cannot be seen; "" if there is none."""
        value = self.get(key)
        if holds(value) and isinstance(value, Mapping | list):
            self.leave(key, "shape")
        return text_of(value)

    def flag(self, key: str) -> bool:
        """Whether the value is true, written as such or as a text."""
        return self.get(key) in (True, "true")

    def whole(self, key: str) -> int | None:
        """A whole number from 0, or None with what is wrong noted."""
        value = self.get(key)
        if not holds(value):
            return 0 if value == 0 and not isinstance(value, bool) else None
        digits = text_of(value)
        if digits.endswith(".0"):
            digits = digits[:-2]
        if digits.isascii() and digits.isdigit() and len(digits) < 16:
            return int(digits)
        self.leave(key, "limit", value=digits)
        return None

    def part(self, key: str) -> "Part":
        """The object under a key; an empty one if there is none."""
        if key not in self._parts:
            value = self.get(key)
            if holds(value) and not isinstance(value, Mapping):
                self.leave(key, "shape")
            inner = value if isinstance(value, Mapping) else {}
            path = "/".join(filter(None, (self.path, key)))
            self._parts[key] = Part(inner, path, self.ledger)
        return self._parts[key]

    def each(self, key: str) -> "Iterator[Part]":
        """The objects of a list under a key, each with its place in the path."""
        value = self.get(key)
        if holds(value) and not isinstance(value, list):
            self.leave(key, "shape")
        for index, entry in enumerate(value if isinstance(value, list) else ()):
            if isinstance(entry, Mapping):
                path = "/".join(filter(None, (self.path, f"{key}[{index}]")))
                yield Part(entry, path, self.ledger)
            elif holds(entry):
                self.leave(f"{key}[{index}]", "shape")

    def leave(self, key: str, reason: str, /, **blanks: object) -> None:
        """Note that a key (or, with "", the whole part) is left out."""
        self._taken.add(key)
        path = "/".join(filter(None, (self.path, key))) or "form"
        self.left.append(self.ledger.leave(path, reason, **blanks))

    def finish(self, plumbing: Mapping[str, Collection[str]], name: str = "") -> None:
        """Tell of every key that holds something and that nobody took.

        `plumbing` lists the keys that mean nothing to a citizen, by the name of the part.
        """
        known = plumbing.get(name, ())
        for key, value in self.given.items():
            if key not in self._taken and key not in known and holds(value):
                self.leave(text_of(key), "unknown")
        for key, inner in self._parts.items():
            inner.finish(plumbing, key)
            self.left += inner.left


def holds(value: Any, depth: int = 8) -> bool:
    """Whether a value says anything: false, nothing and empty shapes do not."""
    if isinstance(value, Mapping | list):
        inside = value.values() if isinstance(value, Mapping) else value
        return depth == 0 or any(holds(entry, depth - 1) for entry in inside)
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value is not False and value != 0


def text_of(value: Any) -> str:
    """A JSON scalar as a text: true is `true`, 2.50 is `2.50`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    return many_lines(value) if isinstance(value, str) else ""


def _shortened(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
