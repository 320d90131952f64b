"""Patterns that run in linear time whatever they are given (RE2): the one importer of `re2`.

Python's own `re` cannot promise it, and form authors write patterns too.
"""

from functools import lru_cache
from typing import Any, Protocol, cast

import re2


class Found(Protocol):
    """A match."""

    def __getitem__(self, group: int) -> str:
        """The text of a group; 0 is all of it."""

    def groups(self) -> tuple[str, ...]:
        """The texts of all groups."""


class Pattern(Protocol):
    """A compiled pattern."""

    def fullmatch(self, text: str) -> Found | None:
        """Match the whole text."""

    def search(self, text: str) -> Found | None:
        """Find the first match."""

    def sub(self, replacement: str, text: str) -> str:
        """Replace every match."""


class BadPattern(Exception):
    """A pattern that RE2 does not take, with its reason."""


@lru_cache(maxsize=512)
def pattern(text: str) -> Pattern:
    """Compile a pattern.

    :raises BadPattern: if it cannot run in linear time, or is no pattern at all.
    """
    options: Any = re2.Options()
    options.log_errors = False
    try:
        return cast(Pattern, re2.compile(text, options))
    except re2.error as error:
        said = error.args[0] if error.args else ""
        raise BadPattern(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said))
