"""What form 06 shows: through whose hands a dossier went."""

from dataclasses import dataclass
from datetime import datetime

from portal.papers.sheets import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """One line of form 06: from whom to whom a dossier went, when, for what.

    `result` says early, on time or late (trước hạn, đúng hạn, quá hạn) where a result was due.
    """

    at: datetime
    agency: str
    giver: str
    receiver: str
    result: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSheet:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ (form 06): through whose hands a dossier went.

    `issued_at` is when the last thing happened, and dates the file.

    Source: Thông tư 03/2025/TT-VPCP, Phụ lục I, form 06 (fields; docs/rules.md says how sure).
    """

    agency: str
    code: str
    procedure_code: str
    procedure_name: str
    submitter: Person
    issued_at: datetime
    handings: tuple[Handing, ...]
    owner: Person | None = None
    parent_agency: str = ""
    unit: str = ""
    place: str = ""
    number: str = ""
    received_at: datetime | None = None
    due_at: datetime | None = None
    link: str = ""
    rehearsal: bool = False
