"""Provinces and communes, as somebody else keeps them.

Two levels since 01/07/2025 (34 provinces, 3,321 communes). Codes are zero-padded strings: the
package behind it keeps integers and would lose the zero of `01`.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from vietnam_provinces import Province as PackageProvince
from vietnam_provinces import Ward, __data_version__

from forms.characters import folded


@dataclass(frozen=True)
class Place:
    """A province (2 digits) or a commune (5 digits), with its full name (Phường Hoàn Kiếm)."""

    code: str
    name: str


class Places(Protocol):
    """A version of the country's administrative units."""

    @property
    def valid_from(self) -> date:
        """The day from which this division of the country holds."""

    @property
    def version(self) -> str:
        """Names the data, to be kept with whatever was checked against it."""

    def provinces(self) -> tuple[Place, ...]:
        """Every province, by name."""

    def communes(self, province: str) -> tuple[Place, ...]:
        """Every commune of a province, by name; none for an unknown province."""

    def commune(self, code: str) -> tuple[Place, Place] | None:
        """A commune and its province, or None."""


class VietnamProvinces:
    """The units since 01/07/2025, from a package on this machine; nothing is sent anywhere."""

    valid_from = date(2025, 7, 1)
    version = f"vietnam-provinces {__data_version__}"

    def provinces(self) -> tuple[Place, ...]:
        """Every province, by name."""
        return _provinces()

    def communes(self, province: str) -> tuple[Place, ...]:
        """Every commune of a province, by name; none for an unknown province."""
        return _communes().get(province, ())

    def commune(self, code: str) -> tuple[Place, Place] | None:
        """A commune and its province, or None."""
        return _by_commune().get(code)


@cache
def _provinces() -> tuple[Place, ...]:
    found = (Place(f"{int(p.code.value):02}", p.name) for p in PackageProvince.iter_all())
    return tuple(sorted(found, key=_by_name))


@cache
def _communes() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {place.code: [] for place in _provinces()}
    for ward in Ward.iter_all():
        province = f"{int(ward.province_code.value):02}"
        found[province].append(Place(f"{int(ward.code.value):05}", ward.name))
    return {code: tuple(sorted(places, key=_by_name)) for code, places in found.items()}


@cache
def _by_commune() -> dict[str, tuple[Place, Place]]:
    provinces = {place.code: place for place in _provinces()}
    return {
        commune.code: (commune, provinces[province])
        for province, communes in _communes().items()
        for commune in communes
    }


@cache
def folded_name(place: Place) -> str:
    """A place's whole name, folded."""
    return folded(place.name)


@cache
def folded_bare_name(place: Place) -> str:
    """A place's name without what sort of place it is, folded."""
    return bare_name(place.name)


def bare_name(name: str) -> str:
    """A place's name without what sort of place it is, folded: Phường Thành Vinh → thanh vinh."""
    words = folded(name)
    for sort in ("thanh pho ", "tinh ", "phuong ", "xa ", "dac khu "):
        if words.startswith(sort):
            return words.removeprefix(sort)
    return words


def _by_name(place: Place) -> tuple[str, str]:
    return bare_name(place.name), place.code
