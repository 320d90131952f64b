"""Lists that somebody else keeps: places of today and before, banks, nations, code lists."""

from forms.lookups.banks import BANKS, Bank, bank
from forms.lookups.former import (
    FormerDistrict,
    Recognised,
    former_districts,
    merged_province,
    recognised,
)
from forms.lookups.lists import SHIPPED, CodeList, Entries, Entry, Lists, entries_of
from forms.lookups.nations import ETHNIC_GROUPS, countries
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
    "ETHNIC_GROUPS",
    "SHIPPED",
    "Bank",
    "CodeList",
    "Entries",
    "Entry",
    "FormerDistrict",
    "Lists",
    "Place",
    "Places",
    "Recognised",
    "VietnamProvinces",
    "bank",
    "bare_name",
    "countries",
    "entries_of",
    "folded_bare_name",
    "folded_name",
    "former_districts",
    "merged_province",
    "recognised",
]
