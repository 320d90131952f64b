"""Lets an agency find a dossier by the people in it, through keyed hashes alone."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from forms import display
from forms.characters import folded
from forms.spec import Form
from portal.db import insert_once
from portal.models import Dossier, SearchKey
from portal.runtime import Runtime
from portal.services.vault import Place


def keys(rt: Runtime, form: Form, clean: Mapping[str, Any]) -> list[bytes]:
    """Give the hashes of the name words and numbers of owner and submitter."""
    found = set()
    for role in ("owner", "submitter"):
        known = display.person(form, clean, role)
        words = folded(str(known.get("full_name") or "")).split()
        found |= {rt.index("name_word", word) for word in words}
        number = known.get("citizen_number")
        found |= {rt.index("citizen_number", number)} if number else set()
    return sorted(found)


def owner(rt: Runtime, form: Form, clean: Mapping[str, Any]) -> bytes | None:
    """Give the hash of the owner's number; None if no number was asked for."""
    number = display.person(form, clean, "owner").get("citizen_number")
    return rt.index("citizen_number", number) if number else None


def again(
    session: Session, rt: Runtime, dossier: Dossier, found: tuple[Form, Mapping[str, Any]]
) -> None:
    """Let an amended dossier be found by what it says now, and still by what it said before."""
    place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    for key in keys(rt, *found):
        insert_once(session, SearchKey, **place.columns, key=key)
    dossier.owner_index = owner(rt, *found)
