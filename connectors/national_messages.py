"""What is exchanged with the national public service portal (Cổng dịch vụ công quốc gia).

In our words, like ``connectors.messages``: values are frozen, moments aware UTC, money whole đồng,
and what names people stays out of ``repr``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from connectors.messages import State


class Holder(StrEnum):
    """What kind of party a dossier's owner (chủ hồ sơ) is."""

    CITIZEN = "citizen"
    BUSINESS = "business"
    HOUSEHOLD_BUSINESS = "household_business"
    STATE_BODY = "state_body"
    ORGANISATION = "organisation"


class PaidOnline(StrEnum):
    """Whether a fee was paid online, and on whose gateway."""

    NO = "no"
    NATIONAL = "national"
    OWN = "own"


class Reuse(StrEnum):
    """Whether a paper was used again from what an authority held already (tái sử dụng)."""

    NO = "no"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose dossier it is. ``technical_id`` (TechID) is the national portal's own id of them."""

    kind: Holder
    full_name: str = field(repr=False)
    citizen_number: str = field(default="", repr=False)
    tax_code: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    technical_id: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Matter:
    """The procedure a dossier is about: national codes and names, and its field (lĩnh vực)."""

    code: str
    name: str
    field_code: str
    field_name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a dossier (tài liệu nộp). ``component`` is its national code, "" if it has none.

    ``digitised``: an officer made it electronic from paper. ``from_store``: taken from the national
    store of personal documents. ``address`` is where its bytes may be fetched, "" if nowhere.
    """

    id: str
    name: str = field(repr=False)
    component: str = ""
    address: str = field(default="", repr=False)
    removed: bool = False
    digitised: bool = False
    reuse: Reuse = Reuse.NO
    from_store: bool = False
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee of a dossier (phí, lệ phí): whole đồng. ``code`` is the national one, "" if unknown."""

    name: str
    amount: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Supplementing:
    """One request for more (yêu cầu bổ sung), and how it was answered: None while it is not."""

    id: str
    asked_at: datetime
    text: str = field(repr=False)
    asked_by: str = field(default="", repr=False)
    answered_at: datetime | None = None
    answer: str = field(default="", repr=False)
    taken_by: str = field(default="", repr=False)
    due_before: datetime | None = None
    due_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class GivenResult:
    """A result paper (giấy tờ kết quả); ``code`` is its national kind, "" if it has none."""

    id: str
    name: str = field(repr=False)
    code: str = ""
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a dossier, each None until it has come."""

    submitted: datetime
    received: datetime | None = None
    due: datetime | None = None
    finished: datetime | None = None
    returned: datetime | None = None
    refused: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dossier stood at one event: all that the national portal is told of it.

    ``channel`` is direct, online or postal; ``from_national`` says where it was handed in;
    ``verified`` that its submitter had signed in with a verified national account.
    """

    code: str
    matter: Matter
    owner: Owner = field(repr=False)
    dates: Dates
    state: State
    channel: str
    agency: str
    agency_name: str
    verified: bool = False
    from_national: bool = False
    by_post: bool = False
    paid: PaidOnline = PaidOnline.NO
    papers: tuple[Paper, ...] = ()
    charges: tuple[Charge, ...] = ()
    supplements: tuple[Supplementing, ...] = ()
    results: tuple[GivenResult, ...] = ()
    databases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of a dossier's progress (tiến độ): who did what when, and where it stood then."""

    at: datetime
    state: State
    text: str = field(repr=False)
    officer: str = field(default="", repr=False)
    unit: str = ""
    title: str = ""
    begun_at: datetime | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the national portal says it holds of a dossier; ``steps`` are the marks of progress it
    lists (moment and state as it writes them), None if it lists none at all."""

    code: str
    state: State | None
    steps: frozenset[tuple[str, str]] | None
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class HandedPaper:
    """A paper that comes with a dossier: its bytes, or the address they are to be fetched from."""

    name: str = field(repr=False)
    component: str = ""
    content: bytes | None = field(default=None, repr=False)
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A dossier the national portal hands over: under its code there, for a unit of ours.

    ``answers`` are what was asked there, by the names it has there; ``known`` the same by our
    ``means`` tags, as far as a table maps them. ``technical_id`` is the submitter's id there, and
    ``verified`` that they had signed in with a verified account.
    """

    code: str
    procedure: str
    unit: str
    submitted_at: datetime | None
    technical_id: str = field(repr=False)
    verified: bool
    known: Mapping[str, str] = field(repr=False)
    answers: Mapping[str, Any] = field(repr=False)
    papers: tuple[HandedPaper, ...] = ()


class Taking(StrEnum):
    """How a dossier that was handed over was answered."""

    TAKEN = "taken"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer to one that was taken: now or before, and its code here."""

    how: Taking
    code: str


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What became of a dossier that was handed over: ``code`` there, ``own_code`` here."""

    code: str
    own_code: str
    state: State
    text: str = field(repr=False)
    at: datetime
    technical_id: str = field(default="", repr=False)
    results: tuple[GivenResult, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One entry of a shared catalogue: its code, its name, and all that was said of it.

    ``since`` and ``until`` are the days it says it counts from and to, None if it says nothing;
    ``wrong_day`` is what stands there instead of a day, "" if nothing does.
    """

    code: str
    name: str
    body: Mapping[str, Any] = field(repr=False)
    since: date | None = None
    until: date | None = None
    wrong_day: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All of a shared catalogue, and the answers it was read from, page by page."""

    entries: tuple[CatalogueEntry, ...]
    raw: tuple[bytes, ...] = field(repr=False)
