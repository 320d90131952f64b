"""Code lists (danh mục dùng chung) that come with the forms, to be seen in one place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from forms.lookups.banks import BANKS
from forms.lookups.former import former_districts
from forms.lookups.nations import ETHNIC_GROUPS, countries
from forms.lookups.places import VietnamProvinces
from forms.spec.words import Sourced, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its code, what it is called, the entry it belongs under ("" for none)."""

    code: str
    name: Text
    parent: str = ""


Entries: TypeAlias = Mapping[str, Entry]
"""Entries by code, in the order people read them."""
Lists: TypeAlias = Mapping[str, Entries]
"""Entries of code lists as somebody keeps them on a day; what is not there is as it came."""


@dataclass(frozen=True)
class CodeList:
    """A list that comes with the program, and where it comes from.

    `fixed` says why nobody lays other entries over it; None if that does no harm.
    """

    code: str
    name: Text
    sourced: Sourced
    entries: Callable[[], Entries]
    fixed: Text | None = None


@cache
def _banks() -> Entries:
    return {one.bin: Entry(one.bin, Text(one.label, one.label)) for one in BANKS.values()}


@cache
def _ethnic_groups() -> Entries:
    return {code: Entry(code, Text(name, name)) for code, name in ETHNIC_GROUPS.items()}


@cache
def _countries() -> Entries:
    english = countries("en")
    return {c: Entry(c, Text(name, english[c])) for c, name in countries("vi").items()}


@cache
def _provinces() -> Entries:
    return {p.code: Entry(p.code, Text(p.name, p.name)) for p in VietnamProvinces().provinces()}


@cache
def _communes() -> Entries:
    return {
        commune.code: Entry(commune.code, Text(commune.name, commune.name), province)
        for province in _provinces()
        for commune in VietnamProvinces().communes(province)
    }


@cache
def _former_districts() -> Entries:
    """Nobody gave them a number that outlived them: the old province and the name are the code."""
    found: dict[str, Entry] = {}
    for each in former_districts():
        code = f"{each.old_province} / {each.name}"
        found[code] = Entry(code, Text(each.name, each.name), each.province.code)
    return found


@cache
def _householder_relations() -> Entries:
    said = (
        ("spouse", "Vợ, chồng", "Husband or wife"),
        ("child", "Con", "Child"),
        ("parent", "Cha, mẹ", "Parent"),
        ("grandparent", "Ông, bà", "Grandparent"),
        ("sibling", "Anh, chị, em", "Brother or sister"),
        ("grandchild", "Cháu", "Grandchild, nephew or niece"),
        ("lodger", "Ở thuê, ở mượn, ở nhờ", "Lodger"),
        ("other", "Khác", "Other"),
    )
    return {code: Entry(code, Text(vi, en)) for code, vi, en in said}


_STATE_S = Text(
    "Mã và tên lấy từ một bản trọn vẹn của danh mục nhà nước; địa chỉ, nơi nhận và số liệu đều "
    "theo bản ấy. Danh mục đổi khi Cổng lên phiên bản mới.",
    "Codes and names are from one whole edition of the state's list; addresses, agencies and "
    "figures all follow that edition. It changes with a new version of the portal.",
)
_BANKS = Text(
    "Ô nhập tài khoản và mã VietQR dùng thẳng danh mục này. Danh mục đổi khi Cổng lên phiên bản "
    "mới.",
    "Bank account fields and VietQR codes use this very list. It changes with a new version of the "
    "portal.",
)
_WORDS = Text(
    "Câu hỏi về dân tộc, quốc gia và quốc tịch dùng thẳng mã này khi trao đổi với cơ quan khác. "
    "Danh mục đổi khi Cổng lên phiên bản mới.",
    "Questions about ethnic group, country and nationality exchange these very codes with other "
    "agencies. It changes with a new version of the portal.",
)

_ALL = (
    CodeList(
        "banks",
        Text("Ngân hàng (mã BIN)", "Banks (by BIN)"),
        Sourced("reported", None, "two published lists for VietQR, compared line by line"),
        _banks,
        _BANKS,
    ),
    CodeList(
        "provinces",
        Text("Tỉnh, thành phố", "Provinces and cities"),
        Sourced("verified", None, f"{VietnamProvinces.version}, from 01/07/2025"),
        _provinces,
        _STATE_S,
    ),
    CodeList(
        "communes",
        Text("Xã, phường, đặc khu", "Communes, wards and special zones"),
        Sourced("verified", None, f"{VietnamProvinces.version}, from 01/07/2025"),
        _communes,
        _STATE_S,
    ),
    CodeList(
        "former_districts",
        Text("Huyện, quận trước 01/7/2025", "Districts before 1 July 2025"),
        Sourced(
            "assumed",
            None,
            "the statistics office's lists of 04/01/2025 and 18/10/2025",
        ),
        _former_districts,
        Text(
            "Chỉ để nhận ra địa chỉ cũ; được tính ra từ hai bản danh mục hành chính.",
            "Only for recognising old addresses; worked out from two editions of the state's list.",
        ),
    ),
    CodeList(
        "ethnic_groups",
        Text("Dân tộc", "Ethnic groups"),
        Sourced("verified", None, "Danh mục các dân tộc Việt Nam, Tổng cục Thống kê, 1979"),
        _ethnic_groups,
        _WORDS,
    ),
    CodeList(
        "countries",
        Text("Quốc gia, quốc tịch", "Countries and nationalities"),
        Sourced("verified", None, "ISO 3166-1 alpha-2; names as in Unicode CLDR"),
        _countries,
        _WORDS,
    ),
    CodeList(
        "householder_relations",
        Text("Quan hệ với chủ hộ", "Relations to the head of a household"),
        Sourced("assumed", None, "CT01 asks in words; no list of the state's was seen"),
        _householder_relations,
    ),
)


SHIPPED: Mapping[str, CodeList] = {each.code: each for each in _ALL}
"""Code lists as they came, by code; they count on every day."""


def entries_of(lists: Lists, code: str) -> Entries:
    """The entries of a list as it is kept, else as it came; none of one nobody knows."""
    if code in lists:
        return lists[code]
    return SHIPPED[code].entries() if code in SHIPPED else {}
