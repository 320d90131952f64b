"""What each paper says: frozen values, filled by services and printed by `press`.

An empty text or tuple means "not known", and its line is left out of the paper. Moments are
aware; papers show them on the clock in Viet Nam. Money is integer đồng.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as a paper names them: the submitter (người nộp) or the owner (chủ hồ sơ)."""

    full_name: str
    citizen_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDocument:
    """One document of the dossier (thành phần hồ sơ) and in how many copies of each sort.

    `certified` are certified copies (bản sao chứng thực), `photocopies` plain ones (bản chụp),
    `files` electronic ones. A sort nobody handed in gets no column.
    """

    name: str
    originals: int = 0
    certified: int = 0
    photocopies: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One fee (phí, lệ phí), in đồng, and whether it has been paid."""

    name: str
    amount: int
    paid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSheet:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả: form 01, and the residence form CT04.

    `received_at` is when the agency accepted the dossier, `due_at` when it owes the result.
    `statutory_time` is the legal term in words (7 ngày làm việc). `return_by` says how the result
    is handed over and `return_at` where. `channel` is direct, online or postal: only at the
    counter does the submitter sign. `link` is what the QR code opens. `issued_at` dates the file.

    Source: Thông tư 03/2025/TT-VPCP, Phụ lục I, form 01 (fields; docs/rules.md says how sure).
    """

    agency: str
    code: str
    procedure_code: str
    procedure_name: str
    submitter: Person
    received_at: datetime
    due_at: datetime
    issued_at: datetime
    owner: Person | None = None
    parent_agency: str = ""
    unit: str = ""
    place: str = ""
    number: str = ""
    request: str = ""
    documents: tuple[ListedDocument, ...] = ()
    sets: int = 1
    statutory_time: str = ""
    return_at: str = ""
    return_by: str = ""
    fees: tuple[Fee, ...] = ()
    book: str = ""
    entry: str = ""
    officer: str = ""
    contact: str = ""
    channel: str = "online"
    link: str = ""
    rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSheet:
    """What an agency tells about a dossier: forms 02 (supplement) to 05 (stop).

    `reasons` are told one by one, `words` as they were written. `answer_by` is when the citizen has
    to have answered, `new_due_at` the day a result is put off to, from `due_at`. `signer` is in
    what capacity `officer` signs. `issued_at` is when it was decided, and dates the file.

    Source: Thông tư 03/2025/TT-VPCP, Phụ lục I (fields; docs/rules.md says how sure).
    """

    agency: str
    code: str
    procedure_code: str
    procedure_name: str
    submitter: Person
    issued_at: datetime
    owner: Person | None = None
    parent_agency: str = ""
    unit: str = ""
    place: str = ""
    number: str = ""
    reasons: tuple[str, ...] = ()
    words: str = ""
    received_at: datetime | None = None
    due_at: datetime | None = None
    new_due_at: datetime | None = None
    answer_by: datetime | None = None
    officer: str = ""
    signer: str = ""
    contact: str = ""
    link: str = ""
    rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedFile:
    """A file the citizen sent along: which document it is, and its name on their device.

    `presented_as` is what it was handed in as: original, certified_copy, certified_electronic
    (bản sao chứng thực điện tử), copy, photo.
    """

    document: str
    name: str
    presented_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedPaper:
    """A document that still has to come on paper: as the original, or as a certified_copy."""

    document: str
    presented_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What somebody besides the submitter confirmed: `how` is confirmed, on_paper or waived."""

    role: str
    statement: str
    how: str
    at: datetime
    full_name: str = ""
    citizen_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationSheet:
    """Xác nhận đã nộp hồ sơ: what the portal hands out at once, before the agency has answered.

    `answer_by` is when the agency owes its first answer. `content_hash` is the SHA-256 (hex) of
    what was submitted; `acknowledgement` the fingerprint of the signed acknowledgement, and
    `signing_key` the key it was signed with. `phone` is where messages go, already masked.
    `consents` are what others have confirmed so far; while it `waits` for more of them, nobody
    promises an answer. `awaited` are the papers still to be brought. `lang` is vi or en.
    `issued_at` dates the file: the same values give the same bytes.
    """

    portal: str
    code: str
    procedure_code: str
    procedure_name: str
    agency: str
    submitter: str
    submitted_at: datetime
    issued_at: datetime
    content_hash: str
    acknowledgement: str
    answer_by: datetime | None = None
    signing_key: str = ""
    files: tuple[SubmittedFile, ...] = ()
    consents: tuple[Consent, ...] = ()
    waits: bool = False
    awaited: tuple[AwaitedPaper, ...] = ()
    phone: str = ""
    link: str = ""
    lang: str = "vi"
    rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One question of a declaration and its answer, line by line; no line: not answered.

    `scanned` is what the QR code beside the answer says: the VietQR text of an account.
    """

    label: str
    lines: tuple[str, ...] = ()
    scanned: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredSection:
    """The answers of one step, or of one entry of a group."""

    title: str
    answers: tuple[Declared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationSheet:
    """Tờ khai: all the answers of a dossier, as the agency and the citizen keep them.

    Of a draft there is no `code` yet and no `submitted_at`; it says on each page that it is one.
    `case` is the citizen's situation (trường hợp). `issued_at` dates the file. `channel` is direct,
    online or postal: on paper it is signed by hand. A declaration is in Vietnamese, the language
    the agency decides in.
    """

    portal: str
    title: str
    procedure_code: str
    procedure_name: str
    case: str
    agency: str
    submitter: str
    issued_at: datetime
    sections: tuple[DeclaredSection, ...] = ()
    files: tuple[SubmittedFile, ...] = ()
    code: str = ""
    submitted_at: datetime | None = None
    channel: str = "online"
    content_hash: str = ""
    link: str = ""
    rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipSheet:
    """A slip that two people sign when papers go from one hand to the other.

    `number` is the slip's own. `facts` are lines of label and value, `signers` who signs, each
    with the name that is printed under it, if it is known. `issued_at` dates the file.
    """

    agency: str
    code: str
    procedure_code: str
    procedure_name: str
    submitter: Person
    issued_at: datetime
    owner: Person | None = None
    parent_agency: str = ""
    unit: str = ""
    place: str = ""
    number: str = ""
    facts: tuple[Declared, ...] = ()
    documents: tuple[ListedDocument, ...] = ()
    signers: tuple[Declared, ...] = ()
    link: str = ""
    rehearsal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StampSheet:
    """The words in sight of an agency's digital signature; `at` is ISO 8601 with its zone."""

    agency: str
    at: str
    issued_at: datetime
    link: str = ""


Sheet = ReceiptSheet | NoticeSheet | ConfirmationSheet | DeclarationSheet | SlipSheet | StampSheet
