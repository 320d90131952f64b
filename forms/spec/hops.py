"""Where a dossier of a procedure goes on, besides the agency that decides."""

from dataclasses import dataclass
from typing import Literal

from forms.conditions import Condition
from forms.spec.words import Sourced, Text

HopStart = Literal["accepted", "decided", "officer"]
FileReader = Literal["officer", "citizen"]
SYSTEM = "system_"
"""How levels of specialised systems begin: `system_civil_status`, `system_land` …"""


@dataclass(frozen=True)
class Hop:
    """A specialised system (hệ thống chuyên ngành) a dossier goes on to, and what for.

    `system` is the level of the connection (`system_residence`), `after` what starts it: the
    dossier is accepted, is decided, or an officer sends it. `days` are working days the system has.
    The dossier stays its agency's: what the system says decides it only if `decides` says so.
    `files_for` says who reads what it gives back.
    """

    id: str
    system: str
    name: Text
    purpose: Text
    after: HopStart = "accepted"
    days: int = 5
    when: Condition | None = None
    decides: bool = False
    files_for: FileReader = "officer"
    sourced: Sourced = Sourced()
