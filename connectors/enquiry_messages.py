"""Questions and complaints (hỏi đáp; phản ánh, kiến nghị), as told to and by national portals.

In our words, like ``connectors.messages``: values are frozen, moments aware UTC, and what names
people or quotes them stays out of ``repr``.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Enquired:
    """How a question or complaint stood; the highest ``revision`` counts.

    ``kind`` is question or complaint, ``state`` received, taken, answered or refused. ``agency``
    is who has it then, ``dossier`` the code it is about, if any. ``national_code`` is its code at
    the national portal if it was asked there, "" if it was asked here.
    """

    code: str
    kind: str
    state: str
    dossier: str
    agency: str
    agency_name: str
    question: str = field(repr=False)
    answer: str = field(repr=False)
    received_at: datetime
    due_at: datetime | None
    answered_at: datetime | None
    revision: int
    national_code: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or complaint somebody wrote at the national portal, for a unit of ours.

    ``code`` is its code there; one that comes without has a mark made of what it says. ``unit`` is
    who it was written to, as it stands there, ``dossier`` the code it is about, if any. ``wrong``
    names the fields without which nobody can answer it, "" if it can be taken; ``raw`` is the
    entry as it came.
    """

    code: str
    kind: str
    unit: str
    dossier: str
    name: str = field(repr=False)
    phone: str = field(repr=False)
    words: str = field(repr=False)
    asked_at: datetime | None
    wrong: str = ""
    raw: str = field(default="", repr=False)
