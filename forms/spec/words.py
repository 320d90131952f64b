"""Texts in every language, and how sure a value is."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from forms.messages import Lang

Certainty: TypeAlias = Literal["verified", "reported", "assumed", "unsure"]


@dataclass(frozen=True)
class Text:
    """A text a citizen reads, in each language."""

    vi: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The text in one language."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True)
class Sourced:
    """How sure a value is, and who says so. `percent` only where somebody put a number on it."""

    certainty: Certainty = "verified"
    percent: int | None = None
    source: str = ""
