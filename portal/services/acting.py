"""In whose place somebody acts (thay mặt): said once of a dossier, written with all that follows.

A deed at the desk leaves events and lines of the journal in many rooms, most of which know of no
officer. What is said here counts for one dossier until its transaction ends.
"""

import uuid
from collections.abc import Mapping

from sqlalchemy.orm import Session

_KEY = "in_place_of"
WORD = "on_behalf"
"""The name under which it is written."""


def say(session: Session, dossier_id: uuid.UUID, name: str) -> None:
    """Say in whose place a dossier is dealt with from here on; "" for one's own."""
    session.info.setdefault(_KEY, {})[str(dossier_id)] = name


def told(session: Session, dossier_id: uuid.UUID | str) -> Mapping[str, str]:
    """Give what is to be written with anything done to a dossier: nothing, or a name."""
    name = session.info.get(_KEY, {}).get(str(dossier_id), "")
    return {WORD: name} if name else {}
