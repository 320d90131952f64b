"""Choosing from lists everybody shares: countries and the 54 ethnic groups (dân tộc)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from forms.characters import folded, one_line
from forms.kinds.base import SEARCHING, Asked, Choice, Kind
from forms.messages import SOURCE, Lang
from forms.spec import Question

# Danh mục các dân tộc Việt Nam (Tổng cục Thống kê, 1979), in the order of their codes 01–54.
_GROUPS = (
    "Kinh, Tày, Thái, Hoa, Khơ-me, Mường, Nùng, Mông, Dao, Gia-rai, Ngái, Ê-đê, Ba-na, Xơ-đăng, "
    "Sán Chay, Cơ-ho, Chăm, Sán Dìu, Hrê, Mnông, Ra-glai, Xtiêng, Bru-Vân Kiều, Thổ, Giáy, Cơ-tu, "
    "Gié-Triêng, Mạ, Khơ-mú, Co, Tà-ôi, Chơ-ro, Kháng, Xinh-mun, Hà Nhì, Chu-ru, Lào, La Chí, "
    "La Ha, Phù Lá, La Hủ, Lự, Lô Lô, Chứt, Mảng, Pà Thẻn, Cơ Lao, Cống, Bố Y, Si La, Pu Péo, "
    "Brâu, Ơ Đu, Rơ-măm"
).split(", ")
ETHNIC_GROUPS: Mapping[str, str] = {f"{i:02}": name for i, name in enumerate(_GROUPS, start=1)}

# Not countries, though CLDR lists them among territories.
_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split())


@cache
def countries(lang: Lang) -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 code → name; Việt Nam first, then by name.

    CLDR does not name every country in every language: then its Vietnamese name stands.
    """
    names = {**_territories(SOURCE), **_territories(lang)}
    codes = [c for c in names if len(c) == 2 and c.isalpha() and c not in _NO_COUNTRIES]
    ordered = sorted(codes, key=lambda code: (code != "VN", folded(names[code])))
    return {code: names[code] for code in ordered}


def _territories(lang: Lang) -> dict[str, str]:
    try:
        known = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    return {str(code): name for code, name in known.territories.items()}


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
