"""What people besides the submitter have confirmed of a dossier (đồng ý, xác nhận)."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What somebody besides the submitter was asked to confirm (đồng ý), and how it was settled.

    ``role`` is theirs (householder, lawful_owner …), ``name`` the same as people say it.
    ``outcome`` is ``confirmed`` (signed in, ``assurance`` says at which level), ``on_paper`` (see
    the files of ``document``) or ``waived`` (not insisted on, and gone without).
    """

    id: str
    role: str
    name: str
    statement: str
    outcome: str
    at: datetime
    full_name: str = field(default="", repr=False)
    citizen_number: str = field(default="", repr=False)
    assurance: str = ""
    document: str = ""
