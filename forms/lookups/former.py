"""The districts and communes of before 01/07/2025, and which communes of today stand there.

People go on writing the address they grew up with. `former_districts.txt` tells how it was made
and what it cannot tell: a commune that was divided is named with one of those it went into, and
a commune whose number nobody kept is known by its district alone. Certainty: assumed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forms.characters import folded
from forms.lookups.places import Place, VietnamProvinces, bare_name
from forms.patterns import pattern

_DATA = Path(__file__).parent / "former_districts.txt"
_SHORT = {"q": "quan", "h": "huyen", "tx": "thi xa", "tp": "thanh pho", "p": "phuong", "x": "xa"}
_ABBREVIATED = pattern(r"(q|h|tx|tp|p|x) ?([0-9a-z ]+)")
_NUMBERED = pattern(r"(q|p)([0-9]{1,2})")
_LONGEST = 400


@dataclass(frozen=True)
class FormerDistrict:
    """A district (huyện, quận, thị xã, thành phố) that was abolished.

    `communes` are today's, by name; `merged` has old communes, folded, with the one of today.
    """

    name: str
    old_province: str
    province: Place
    communes: tuple[Place, ...]
    merged: Mapping[str, Place]


@dataclass(frozen=True)
class Recognised:
    """What an address names of before: a district, and the commune in it if that is known."""

    district: FormerDistrict
    old_commune: str = ""
    commune: Place | None = None

    @property
    def renamed(self) -> bool:
        """Whether the commune goes by another name today."""
        return self.commune is not None and folded(self.old_commune) != folded(self.commune.name)


def recognised(address: str, province: str = "") -> Recognised | None:
    """What an old address names, looked for in a province of today first, then anywhere.

    Without its district a commune is recognised only inside the province, if one alone bears the
    name; a name that several districts bear tells nothing.
    """
    pieces = [(piece.strip(), _whole(piece)) for piece in address[:_LONGEST].split(",")]
    districts = [d for _, name in pieces for d in _districts().get(name, ())]
    here = [d for d in districts if d.province.code == province]
    found = here or districts
    if len(found) == 1:
        return _with_commune(found[0], pieces)
    if found:
        return None
    inside = [
        one
        for district in _of_province(province)
        if (one := _with_commune(district, pieces)).commune is not None
    ]
    return inside[0] if len(inside) == 1 else None


def merged_province(name: str) -> tuple[str, Place] | None:
    """A province of before by its name of then, and the one of today it went into."""
    return _provinces().get(bare_name(name)) if name else None


def _with_commune(district: FormerDistrict, pieces: list[tuple[str, str]]) -> Recognised:
    for typed, name in pieces:
        if name in district.merged:
            return Recognised(district, typed, district.merged[name])
    return Recognised(district)


def _whole(piece: str) -> str:
    """A name folded, abbreviations written out: Q.1 → quan 1, TX Cửa Lò → thi xa cua lo."""
    name = folded(piece)
    found = _NUMBERED.fullmatch(name) or _ABBREVIATED.fullmatch(name)
    if not found or name.startswith(("quan ", "huyen ", "thi ", "thanh ", "phuong ", "xa ")):
        return name
    short, rest = found.groups()
    # "Hàm Yên" begins with an h as well: without a space only a number follows an abbreviation.
    spaced = name[len(short) :].startswith(" ") or rest.isdigit()
    return f"{_SHORT[short]} {rest}" if spaced else name


@cache
def former_districts() -> tuple[FormerDistrict, ...]:
    """Every district there was, by old province."""
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    return tuple(_read(line) for line in lines if not line.startswith("#"))


def _read(line: str) -> FormerDistrict:
    old_province, name, code, listed = line.split("|")
    communes: list[Place] = []
    merged: dict[str, Place] = {}
    for entry in listed.split(";"):
        number, _, old_name = entry.partition("=")
        found = VietnamProvinces().commune(number)
        if found is not None:
            communes.append(found[0])
            merged[folded(old_name or found[0].name)] = found[0]
    province = next(p for p in VietnamProvinces().provinces() if p.code == code)
    ordered = tuple(sorted(communes, key=lambda place: bare_name(place.name)))
    return FormerDistrict(name, old_province, province, ordered, merged)


@cache
def _districts() -> Mapping[str, tuple[FormerDistrict, ...]]:
    """Districts by their whole name, folded."""
    found: dict[str, list[FormerDistrict]] = {}
    for district in former_districts():
        found.setdefault(folded(district.name), []).append(district)
    return {name: tuple(same) for name, same in found.items()}


def _of_province(code: str) -> Iterator[FormerDistrict]:
    return (district for district in former_districts() if district.province.code == code)


@cache
def _provinces() -> Mapping[str, tuple[str, Place]]:
    """Provinces that are gone, by their bare name, folded."""
    today = {bare_name(place.name) for place in VietnamProvinces().provinces()}
    return {
        bare_name(district.old_province): (district.old_province, district.province)
        for district in former_districts()
        if bare_name(district.old_province) not in today
    }
