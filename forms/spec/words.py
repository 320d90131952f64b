"""Texts in every language, and how sure a value is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from forms.messages import Lang

Certainty: TypeAlias = Literal["verified", "reported", "assumed", "unsure"]


@dataclass(frozen=True)
class Text:
    """A text a citizen reads, in Vietnamese, in English, and in `more` languages by their codes."""

    vi: str
    en: str
    more: tuple[tuple[Lang, str], ...] = ()

    def in_(self, lang: Lang) -> str:
        """The text in one language; Vietnamese where it has no such text."""
        return self.by_language.get(lang, self.vi)

    @property
    def by_language(self) -> Mapping[Lang, str]:
        """Each language it comes in → the text, Vietnamese first."""
        return {"vi": self.vi, "en": self.en, **dict(self.more)}

    @classmethod
    def made(cls, texts: Sequence["Text"], put: Callable[[Sequence[str]], str]) -> "Text":
        """One text of several, in every language that one of them comes in."""
        langs = {lang: None for text in texts for lang in text.by_language}
        said = {lang: put([text.in_(lang) for text in texts]) for lang in langs}
        return cls(said.pop("vi"), said.pop("en"), tuple(said.items()))


@dataclass(frozen=True)
class Sourced:
    """How sure a value is, and who says so. `percent` only where somebody put a number on it."""

    certainty: Certainty = "verified"
    percent: int | None = None
    source: str = ""
