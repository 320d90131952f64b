"""Read a connector's settings from a plain mapping; tell all that is wrong with them at once."""

import math
from collections.abc import Mapping

from connectors.errors import Misconfigured

_YES = frozenset({"true", "1", "yes"})
_NO = frozenset({"false", "0", "no", ""})


class SettingsReader:
    """Takes one setting after another and collects what is wrong instead of stopping at it.

    Values may be typed or strings, as they come from a form or an environment. Call ``finish``
    before using what was read.
    """

    def __init__(self, connector: str, given: Mapping[str, object]) -> None:
        self._connector = connector
        self._given = given
        self._asked: set[str] = set()
        self.problems: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        """Take printable ASCII text; without a default it has to be there."""
        value = self._take(name, default)
        if value is None or value == "" and default is None:
            self.problems.append(f"{name} is missing")
        elif not isinstance(value, str) or not value.isascii() or not (value + " ").isprintable():
            self.problems.append(f"{name} has to be text in printable ASCII")
        else:
            return value.strip()
        return ""

    def choice(self, name: str, among: tuple[str, ...]) -> str:
        """Take one of some words; the first if it is not there."""
        said = self.text(name, among[0])
        if said not in among:
            self.problems.append(f"{name} is one of {', '.join(among)}")
        return said

    def flag(self, name: str) -> bool:
        """Take true or false; false if it is not there."""
        word = str(self._take(name, False)).strip().lower()
        if word not in _YES | _NO:
            self.problems.append(f"{name} has to be true or false")
        return word in _YES

    def number(self, name: str, default: float) -> float:
        """Take a number above zero (seconds, bytes)."""
        value = self._take(name, default)
        try:
            number = float(str(value))
        except ValueError:
            number = math.nan
        if isinstance(value, bool) or not 0 < number < math.inf:
            self.problems.append(f"{name} has to be a number above 0")
            return default
        return number

    def texts(self, name: str) -> dict[str, str]:
        """Take a mapping of text to text; empty if it is not there."""
        value = self._take(name, {})
        if not isinstance(value, Mapping):
            self.problems.append(f"{name} has to map names to text")
            return {}
        wrong = [key for key, held in value.items() if not isinstance(held, str) or not held]
        if wrong or not all(isinstance(key, str) for key in value):
            self.problems.append(f"{name} has to map names to text")
            return {}
        return dict(value)

    def mapping(self, name: str) -> Mapping[str, object]:
        """Take a mapping whose shape is somebody else's to judge; empty if it is not there."""
        value = self._take(name, {})
        if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
            self.problems.append(f"{name} has to be a mapping")
            return {}
        return value

    def finish(self) -> None:
        """End the reading.

        :raises Misconfigured: naming all that is wrong, without values (they may be secret).
        """
        for name in sorted(set(self._given) - self._asked):
            self.problems.append(f"{name} is not a setting of this connector")
        if self.problems:
            raise Misconfigured(f"settings of {self._connector}: " + "; ".join(self.problems))

    def _take(self, name: str, default: object) -> object:
        self._asked.add(name)
        value = self._given.get(name)
        return default if value is None else value
