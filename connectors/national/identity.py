"""What the national identity provider says of a person, in our words.

The national dialect (claims named in Vietnamese: HoVaTen, SoDinhDanh, GioiTinh, NgayThangNamSinh …)
is read first, the claims of OpenID Connect where it is silent. Which claims come, and in which
form, varies between providers, so reading is tolerant: what cannot be read is left out.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from connectors.errors import Unreadable

# our word → the provider's words, the national dialect's first
_TEXTS = {
    "full_name": ("HoVaTen", "name"),
    "citizen_number": ("SoDinhDanh", "citizen_number"),
    "phone": ("SoDienThoai", "phone_number"),
    "email": ("ThuDienTu", "email"),
    "residence": ("ThuongTru", "NoiOHienNay"),
    "ethnicity": ("DanToc",),
    "nationality": ("QuocTich",),
}
_GENDERS = {"1": "male", "2": "female", "male": "male", "female": "female"}
_DATES = (re.compile(r"(\d{4})(\d{2})(\d{2})"), re.compile(r"(\d{4})-(\d{2})-(\d{2})"))
_LEVEL = re.compile(r"[0-9]\Z")


def profile(claims: Mapping[str, Any]) -> dict[str, str]:
    """Give the person's profile: full_name, citizen_number, birth_date (ISO), gender …

    :raises Unreadable: if the provider does not say who it is.
    """
    found = {ours: _first(claims, theirs) for ours, theirs in _TEXTS.items()}
    found["gender"] = _GENDERS.get(_first(claims, ("GioiTinh", "gender")).lower(), "")
    found["birth_date"] = _day(_first(claims, ("NgayThangNamSinh", "birthdate")))
    if not found["full_name"]:
        raise Unreadable({"HoVaTen": ["the provider does not say who signed in"]})
    return {word: value for word, value in found.items() if value}


def level(acr: str) -> int:
    """Read the level of assurance out of an ``acr`` (LoA1 → 1); 0 if it names none."""
    match = _LEVEL.search(acr)
    return int(match.group()) if match else 0


def _first(claims: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = claims.get(name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return unicodedata.normalize("NFC", str(value).strip())
    return ""


def _day(text: str) -> str:
    for pattern in _DATES:
        match = pattern.fullmatch(text)
        if match:
            try:
                return date(*(int(part) for part in match.groups())).isoformat()
            except ValueError:
                return ""
    return ""
