"""What an electronic receipt for fees says on paper (biên lai thu phí, lệ phí)."""

from dataclasses import dataclass
from datetime import datetime

from portal.papers.sheets import Fee, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeReceiptSheet:
    """A receipt for what was paid of one kind: `kind` is phi or le_phi, never both.

    `serial` is the number as it is written (0000123), `total` and `words` the sum in figures and
    in words, `way` how it was paid. `replaces` names the receipt it stands for. `submitter` paid.

    Source: Nghị định 254/2026/NĐ-CP (what a receipt tells; docs/rules.md says how sure).
    """

    agency: str
    tax_code: str
    template: str
    symbol: str
    serial: str
    kind: str
    submitter: Person
    fees: tuple[Fee, ...]
    total: str
    words: str
    way: str
    code: str
    procedure_code: str
    procedure_name: str
    paid_at: datetime
    issued_at: datetime
    owner: Person | None = None
    parent_agency: str = ""
    unit: str = ""
    place: str = ""
    number: str = ""
    replaces: str = ""
    link: str = ""
    rehearsal: bool = False
