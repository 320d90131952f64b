"""What the page is given where a citizen pays phí and lệ phí."""

from dataclasses import dataclass
from datetime import date, datetime

from portal.web.citizen.present import ErrorLine
from portal.web.citizen.present_check import UploadedFile


@dataclass(frozen=True)
class Row:
    """One line of a fee; ``exemption`` is empty, granted or refused. Amounts in đồng."""

    name: str
    amount: int
    exemption: str = ""


@dataclass(frozen=True)
class Group:
    """The lines of one kind, phi or le_phi, and what they come to."""

    kind: str
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True)
class Transfer:
    """What a bank transfer has to say; ``mark`` is how it is known as this fee's."""

    holder: str
    account: str
    bank: str
    mark: str
    picture: str


@dataclass(frozen=True)
class Receipt:
    """A receipt (biên lai); without ``pdf`` its papers are in the making.

    ``state`` is issued, replaced or cancelled; ``kind`` is phi or le_phi, the amount in đồng.
    """

    kind: str
    symbol: str
    serial: str
    amount: int
    state: str
    pdf: str = ""
    xml: str = ""


@dataclass(frozen=True)
class Claimed:
    """What was said when an exemption was claimed, and what was answered, if anything was.

    ``words`` are empty where nobody claimed; ``outcome`` is empty, granted, reduced, refused, or
    withdrawn (its citizen took it back).
    """

    at: datetime
    words: tuple[str, ...]
    files: tuple[UploadedFile, ...] = ()
    outcome: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Due:
    """One demand for fees.

    ``state`` is open, claimed, waiting (money may be on its way), doubt (what the platform says of
    it fits no fee: somebody looks), paid, waived or refunded;
    ``online`` is where a payment on the platform is begun at, ``claim`` where an exemption is
    claimed. ``claims`` are those that were, and the answers, oldest first. ``take_back`` is where
    the one that waits is taken back, ``turn`` how often the fee was claimed, ``left`` how often it
    can be claimed once that one is taken back. ``unclear`` is what was transferred for it and did
    not pay it, in đồng: a person looks at it.
    """

    number: int
    state: str
    total: int
    groups: tuple[Group, ...]
    by: date | None = None
    settled_at: datetime | None = None
    way: str = ""
    online: str = ""
    transfer: Transfer | None = None
    receipts: tuple[Receipt, ...] = ()
    claim: str = ""
    claims: tuple[Claimed, ...] = ()
    take_back: str = ""
    turn: int = 0
    left: int = 0
    unclear: tuple[int, ...] = ()


@dataclass(frozen=True)
class PayingPage:
    """All that was asked of a citizen for a dossier; ``surplus`` is owed back to them, of what
    they paid ``going_back`` is on its way back, ``returned`` was sent back, in đồng.

    ``check`` is where the platform is asked at once. ``ended``: the dossier has ended, nothing is
    to be paid any more. ``unheard``: the platform
    does not answer just now.
    """

    code: str
    procedure: str
    agency: str
    back_href: str
    dues: tuple[Due, ...]
    surplus: int = 0
    going_back: int = 0
    returned: int = 0
    ended: bool = False
    check: str = ""
    unheard: bool = False
    errors: tuple[ErrorLine, ...] = ()
