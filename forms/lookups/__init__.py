"""Lists the questions draw on that somebody else keeps: provinces and communes, banks."""

from forms.lookups.banks import BANKS, Bank, bank
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
    "Place",
    "Places",
    "VietnamProvinces",
    "bank",
    "bare_name",
    "folded_bare_name",
    "folded_name",
]
