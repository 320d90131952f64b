"""Countries and the 54 ethnic groups (dân tộc), by code."""

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from forms.characters import folded
from forms.messages import SOURCE, Lang

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
