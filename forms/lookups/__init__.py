"""Lists the questions draw on that somebody else keeps: places of today and before, banks."""

from forms.lookups.banks import BANKS, Bank, bank
from forms.lookups.former import (
    FormerDistrict,
    Recognised,
    former_districts,
    merged_province,
    recognised,
)
from forms.lookups.places import (
    Place,
    Places,
    VietnamProvinces,
    bare_name,
    folded_bare_name,
    folded_name,
)

__all__ = [
    "BANKS",
    "Bank",
    "FormerDistrict",
    "Place",
    "Places",
    "Recognised",
    "VietnamProvinces",
    "bank",
    "bare_name",
    "folded_bare_name",
    "folded_name",
    "former_districts",
    "merged_province",
    "recognised",
]
