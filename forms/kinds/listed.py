"""Choosing from lists everybody shares: countries and the 54 ethnic groups (dân tộc)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.characters import folded, one_line
from forms.kinds.base import SEARCHING, Asked, Choice, Kind
from forms.lookups import ETHNIC_GROUPS, countries
from forms.messages import Lang
from forms.spec import Question


@dataclass(frozen=True)
class ListedKind(Kind):
    """One entry of a shared list, by code; a name is understood as well, accents forgiven."""

    unknown: str = "choice.unknown"

    def entries(self, lang: Lang) -> Mapping[str, str]:
        """Code → name."""
        return ETHNIC_GROUPS

    def parse(self, asked: Asked, raw: Any) -> str:
        """The code."""
        if not isinstance(raw, str) or len(raw) > 100:
            raise asked.refuse("choice.type")
        typed = one_line(raw)
        if typed.upper() in self.entries("vi"):
            return typed.upper()
        for lang in ("vi", "en", asked.lang):
            for code, name in self.entries(lang).items():
                if _squeezed(name) == _squeezed(typed):
                    return code
        raise asked.refuse(self.unknown)

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """The whole list."""
        return tuple(Choice(code, name) for code, name in self.entries(asked.lang).items())

    def show(self, asked: Asked, value: Any) -> str:
        """The name."""
        return self.entries(asked.lang).get(value, str(value))

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """One of the codes."""
        return {"type": "string", "enum": list(self.entries(lang))}


@dataclass(frozen=True)
class CountryKind(ListedKind):
    """A country, also as a nationality (quốc tịch)."""

    def entries(self, lang: Lang) -> Mapping[str, str]:
        """Code → name in the language."""
        return countries(lang)


def _squeezed(name: str) -> str:
    return folded(name).replace(" ", "")


ETHNIC_GROUP = ListedKind(
    "ethnic_group",
    "select",
    SEARCHING,
    required_key="required.choose",
    searchable=True,
    unknown="ethnic_group.unknown",
)
COUNTRY = CountryKind(
    "country",
    "select",
    SEARCHING,
    required_key="required.choose",
    searchable=True,
    unknown="country.unknown",
)
NATIONALITY = CountryKind(
    "nationality",
    "select",
    SEARCHING,
    required_key="required.choose",
    searchable=True,
    unknown="country.unknown",
)
