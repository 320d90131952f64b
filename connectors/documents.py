"""Official documents (văn bản) as agencies exchange them, in our own words.

Values are frozen. Days are ``date``, moments aware UTC, sizes bytes, hashes SHA-256 in lower-case
hex. Organisations are identified in either form of ``connectors.organisations``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a package is about: a document that is new (mới), recalled (thu hồi), updated (cập nhật)
    or replaces others (thay thế)."""

    NEW = "new"
    RECALL = "recall"
    UPDATE = "update"
    REPLACE = "replace"


class DocumentStatus(StrEnum):
    """What became of a document, told back to its sender (trạng thái xử lý văn bản)."""

    ARRIVED = "01"
    REFUSED = "02"
    ACCEPTED = "03"
    ASSIGNED = "04"
    IN_PROCESS = "05"
    FINISHED = "06"
    TAKEN_BACK = "13"
    CHANGE_AGREED = "15"
    CHANGE_REFUSED = "16"


@dataclass(frozen=True, slots=True)
class Organ:
    """An organisation (cơ quan, tổ chức) as it writes itself; only ``id`` has to be there."""

    id: str
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: in whose stead (thẩm quyền: TM., KT., TL. …), as what, and the name."""

    competence: str = ""
    position: str = ""
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A document somebody refers to: whose, its number and notation, its day, its document id."""

    organ_id: str
    code: str = ""
    day: date | None = None
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Staff:
    """Whom to ask at the sender's."""

    department: str = ""
    name: str = ""
    email: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """One station a package went through (TraceHeader), and when."""

    organ_id: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ReceiverChange:
    """A recipient an update adds (``added``) or takes off the list."""

    organ_id: str
    added: bool


@dataclass(frozen=True, slots=True)
class Replacement:
    """A document that is replaced, and for whom."""

    document_id: str
    organ_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Business:
    """What a package wants done (nghiệp vụ): the document it is about, and why.

    ``document_id`` is that of the document recalled or updated; ``paper`` says that paper follows.
    """

    document_id: str = ""
    reason: str = ""
    paper: bool = False
    content_updated: bool = False
    receivers_updated: bool = False
    receivers: tuple[ReceiverChange, ...] = ()
    staff: Staff = Staff()
    replacements: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a document; ``open`` starts its bytes from the beginning each time."""

    name: str
    size: int
    sha256: str
    open: Callable[[], Iterator[bytes]] = field(repr=False, compare=False)
    content_id: str = ""
    content_type: str = "application/zip"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document on its way, with its files.

    ``number`` and ``notation`` make its code (số, ký hiệu: 2491/STC-BCTC); ``priority`` is 0
    (thường) to 4 (hỏa tốc hẹn giờ); ``steering`` 1 (không chỉ đạo), 2 (chỉ đạo), 3 (báo cáo chỉ
    đạo), None if not said. ``to_places`` is the printed list of recipients (nơi nhận).
    """

    kind: DocumentKind
    id: str
    sender: Organ
    recipients: tuple[Organ, ...]
    number: str
    notation: str
    place: str
    day: date | None
    type_code: str
    type_name: str
    subject: str
    content: str = ""
    signer: Signer = Signer()
    due_day: date | None = None
    priority: int = 0
    sphere: str = ""
    typist: str = ""
    copies: int | None = None
    pages: int | None = None
    direction: bool = False
    appendixes: tuple[str, ...] = ()
    responses: tuple[Reference, ...] = ()
    steering: int | None = None
    to_places: tuple[str, ...] = ()
    trace: tuple[Hop, ...] = ()
    business: Business = Business()
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """What an organisation says has become of a document it was sent.

    ``status`` is None for a code that is not in the table; ``code`` is as it came.
    """

    sender: Organ
    about: Reference
    status: DocumentStatus | None
    code: str
    description: str = ""
    at: datetime | None = None
    staff: Staff = Staff()


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something a package does otherwise than the standard says, and is read all the same.

    ``code`` is a fixed word, ``where`` the element it is about, ``said`` the words for people.
    """

    code: str
    where: str
    said: str


class EnvelopeSignature(StrEnum):
    """How a package is signed as a whole; what it contains is signed by itself (PDF)."""

    ABSENT = "absent"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Package:
    """One edXML package that was read: a document or a status, and all that was odd about it."""

    content: Document | StatusMessage
    signature: EnvelopeSignature
    oddities: tuple[Oddity, ...]
    signed_by: str = ""
