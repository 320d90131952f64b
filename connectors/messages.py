"""What is exchanged with partners, in our own words: every partner's dialect ends before here.

Values are frozen. Moments are aware UTC, sizes are bytes, hashes are SHA-256 in lower-case hex.
Personal data stays out of ``repr`` so that a logged value tells nobody's name or number.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Union

from connectors.claims import Claim, ClaimAnswer, ClaimTakenBack
from connectors.confirmations import Confirmation
from connectors.fees import FeeLine, Paid, ReceiptsChanged
from connectors.signatures import Signature
from connectors.steps import ProcessStep
from connectors.wanted import Wanted

Json = Union[None, bool, int, float, str, Sequence["Json"], Mapping[str, "Json"]]


class State(StrEnum):
    """Where a dossier (hồ sơ) stands, by our names; partners' own words are mapped by table."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    IN_PROCESS = "in_process"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    DECIDED = "decided"
    RETURNED = "returned"


class NewsKind(StrEnum):
    """What an agency tells about a dossier. ``UNKNOWN`` is to be parked in sight, never guessed."""

    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    IN_PROCESS = "in_process"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    FEE_REQUESTED = "fee_requested"
    STOPPED = "stopped"
    DECIDED = "decided"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    EXTENDED = "extended"
    ASSIGNED = "assigned"
    STEP = "step"
    TRANSFERRED = "transferred"
    NOTE = "note"
    MESSAGE = "message"
    CLAIM_ANSWERED = "claim_answered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a dossier: its submitter (người nộp) or its owner (chủ hồ sơ).

    ``assurance`` is the level at which the identity provider vouched for them, "" if nobody did.
    """

    full_name: str = field(repr=False)
    citizen_number: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    assurance: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered question: its dotted name, its label, its ``means`` tag, and the answer
    (``value`` the clean value, ``text`` the same as people read it). ``before`` is how one that
    was put right read until then, and no part of what it says now."""

    name: str
    label: str
    means: str | None
    value: Json = field(repr=False)
    text: str = field(repr=False)
    before: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class File:
    """An attachment (thành phần hồ sơ), ``presented_as`` original, certified_copy, copy, photo or
    "" (not said). ``open`` starts its bytes from the beginning each time."""

    id: str
    document: str
    name: str = field(repr=False)
    media_type: str
    size: int
    sha256: str
    open: Callable[[], Iterator[bytes]] = field(repr=False, compare=False)
    presented_as: str = ""
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """The procedure (thủ tục hành chính) and its case, and the form version that was filled in."""

    code: str
    name: str
    case: str
    form_hash: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that an agency is sent of a dossier.

    ``agency`` is an organisation identifier, ``channel`` one of direct, online, postal;
    ``rehearsal`` keeps a practice dossier out of every count.
    """

    code: str
    procedure: Procedure
    agency: str
    channel: str
    submitted_at: datetime
    submitter: Person
    owner: Person
    answers: tuple[Answer, ...]
    files: tuple[File, ...]
    rehearsal: bool = False
    confirmations: tuple[Confirmation, ...] = ()


@dataclass(frozen=True, slots=True)
class Supplement:
    """What a citizen answers when an agency asked for more (bổ sung), with the files for it.

    ``id`` is ours and unique; ``answers`` is the id of the news that asked, None if there is none.
    ``amended`` are answers put right, as they stand now.
    """

    code: str
    id: str
    answers: str | None
    text: str = field(repr=False)
    files: tuple[File, ...]
    sent_at: datetime
    amended: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """What a citizen writes to the agency about a dossier (trao đổi); ``id`` is ours and unique.

    ``money`` is what it says of a fee besides, for programmes; ``text`` says the same to people.
    """

    code: str
    id: str
    text: str = field(repr=False)
    files: tuple[File, ...]
    sent_at: datetime
    money: Claim | ClaimTakenBack | Paid | ReceiptsChanged | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """How content a citizen was: 0, 1 or 2 a criterion; the highest ``revision`` counts."""

    code: str
    id: str
    revision: int
    scores: Mapping[str, int]
    comment: str = field(repr=False)
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A citizen's wish to take a dossier back (rút hồ sơ); ``id`` is ours and unique."""

    code: str
    id: str
    reason: str = field(repr=False)
    asked_at: datetime


class Outcome(StrEnum):
    """How a submission ended well: taken now, or taken before under the same key or content."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Receipt:
    """An agency's word that it holds the dossier. ``raw`` is its answer, first 4 KB.

    ``reference`` is the agency's own number for it ("" if it gave none); ``content_hash`` is the
    hash of what it was sent, to be compared with what it later says it holds.
    """

    outcome: Outcome
    reference: str
    content_hash: str
    raw: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Held:
    """What a partner says it holds, when asked. ``state`` is None for a word not in our table,
    ``content_hash`` "" where its dialect gives none: then its word that it holds it counts."""

    code: str
    reference: str
    content_hash: str
    state: State | None
    received_at: datetime | None
    raw: bytes = field(repr=False)
    changed_at: datetime | None = None

    def other_than(self, content_hash: str) -> bool:
        """Say whether it is known to be other content than was sent."""
        return self.content_hash not in ("", content_hash)


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file an agency gives back (kết quả), to be fetched or already put, by its hash."""

    name: str = field(repr=False)
    media_type: str
    size: int
    sha256: str
    document: str


@dataclass(frozen=True, slots=True)
class News:
    """One thing an agency tells about one dossier.

    ``id`` is unique at that agency (told twice, it is the same news); ``seq`` is the agency's own
    order within the dossier, None if it gave none. ``content_hash`` comes with ``CONFIRMED``: the
    hash they hold. ``answers`` comes with ``MESSAGE``: the id of the citizen's that it answers, or
    None; with ``CLAIM_ANSWERED`` that of the claim, whose answer is ``claim``. ``fees`` come with
    ``FEE_REQUESTED``, unless it is told in words, ``step`` with ``STEP``, ``to_agency`` (whose it
    is now) with ``TRANSFERRED``, ``wanted`` with ``SUPPLEMENT_REQUESTED``.
    ``problem`` says why a piece of news is ``UNKNOWN``. ``raw`` is what they said.
    """

    id: str
    dossier: str
    kind: NewsKind
    occurred_at: datetime | None
    seq: int | None
    due_at: datetime | None = None
    officer: str | None = None
    unit: str | None = None
    note: str | None = field(default=None, repr=False)
    reasons: tuple[str, ...] = field(default=(), repr=False)
    content_hash: str | None = None
    files: tuple[ResultFile, ...] = ()
    answers: str | None = None
    fees: tuple[FeeLine, ...] = ()
    step: ProcessStep | None = None
    to_agency: str | None = None
    wanted: tuple[Wanted, ...] = ()
    claim: ClaimAnswer | None = None
    problem: str = ""
    raw: bytes = field(default=b"", repr=False)


class Heard(StrEnum):
    """What became of something a partner told us; ``AgencyConnector.reply`` says it their way."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    STALE = "stale"
    HELD = "held"
    PARKED = "parked"
    NO_SUCH_DOSSIER = "no_such_dossier"
    NO_SUCH_ITEM = "no_such_item"
    OTHER_CONTENT = "other_content"
    FILE_STORED = "file_stored"
    FILE_ALREADY_THERE = "file_already_there"


@dataclass(frozen=True, slots=True)
class Reply:
    """The HTTP answer to a partner that called us."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
