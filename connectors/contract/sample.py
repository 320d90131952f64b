"""Practice dossiers: complete, of nobody, different each time, and marked as rehearsal."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from connectors.base import Clock
from connectors.claims import Claim, ClaimedLine, ClaimTakenBack, Ground
from connectors.confirmations import Confirmation
from connectors.fees import (
    FeeKind,
    FeeLine,
    Paid,
    PaidBy,
    ReceiptNumber,
    ReceiptsBecause,
    ReceiptsChanged,
)
from connectors.messages import (
    Answer,
    Dossier,
    File,
    Message,
    Person,
    Procedure,
    Rating,
    Supplement,
    Withdrawal,
)
from connectors.signatures import Signature, Signer

_NOBODY = Person("Nguyễn Thị Diễn Tập", "001300000000", "84900000000", "dien-tap@example.vn", "2")

_OFFICE = Signer("UBND phường Diễn Tập", "UBND phường Diễn Tập", "CA Diễn Tập", None, False)


def sample_file() -> File:
    """Make a small file of random bytes with a Vietnamese name, said to be a certified copy."""
    content = b"%PDF-1.7\n% " + secrets.token_bytes(90_000)

    def pieces() -> Iterator[bytes]:
        yield content[:40_000]
        yield content[40_000:]

    return File(
        id=secrets.token_hex(8),
        document="DIEN-TAP",
        name="Giấy chứng nhận “diễn tập”.pdf",
        media_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        open=pieces,
        presented_as="certified_copy",
        signature=Signature("valid", "", (_OFFICE,)),
    )


def sample_dossier(agency: str, clock: Clock) -> Dossier:
    """Make a practice dossier for an agency, under a code no real dossier of the day has."""
    now = clock()
    number = 9_000_000 + secrets.randbelow(1_000_000)
    return Dossier(
        code=f"{agency}-{now:%y%m%d}-{number}",
        procedure=Procedure("0.000000", "Diễn tập kết nối", "1", "0" * 64),
        agency=agency,
        channel="online",
        submitted_at=now,
        submitter=_NOBODY,
        owner=_NOBODY,
        answers=(
            Answer("full_name", "Họ và tên", "owner.full_name", "Diễn Tập", "Diễn Tập"),
            Answer("copies", "Số bản sao", None, 2, "2 bản"),
            Answer("place", "Nơi ở", None, {"province": "01", "commune": "00004"}, "Hà Nội"),
        ),
        files=(sample_file(),),
        rehearsal=True,
    )


def confirmed(dossier: Dossier) -> Dossier:
    """Make a practice dossier one that others have confirmed: by sign-in, on paper, not at all."""

    def told(role: str, outcome: str, **more: str) -> Confirmation:
        said = "Tôi đồng ý (diễn tập)."
        return Confirmation(
            role, role, "Người diễn tập", said, outcome, dossier.submitted_at, **more
        )

    who = {"full_name": _NOBODY.full_name, "citizen_number": _NOBODY.citizen_number}
    return replace(
        dossier,
        confirmations=(
            told("householder", "confirmed", assurance="2", **who),
            told("lawful_owner", "on_paper", document=dossier.files[0].document),
            told("guardian", "waived"),
        ),
    )


def changed(dossier: Dossier) -> Dossier:
    """Make the same dossier say something else under the same code."""
    return replace(
        dossier, answers=(*dossier.answers, Answer("more", "Thêm", None, "khác", "khác"))
    )


def sample_supplement(dossier: Dossier) -> Supplement:
    """Make what its citizen might add to a practice dossier."""
    return Supplement(
        code=dossier.code,
        id=f"dien-tap-{secrets.token_hex(8)}",
        answers=None,
        text="Tôi gửi lại ảnh chụp rõ hơn.\nDiễn tập.",
        files=(sample_file(),),
        sent_at=dossier.submitted_at,
    )


def amended(sent: Supplement) -> Supplement:
    """Make a supplement one that puts an answer right, and takes one back."""
    return replace(
        sent,
        amended=(
            Answer("copies", "Số bản sao", None, 3, "3 bản", "2 bản"),
            Answer("place", "Nơi ở", None, None, "", "Hà Nội"),
        ),
    )


def sample_message(dossier: Dossier) -> Message:
    """Make what its citizen might ask about a practice dossier."""
    return Message(
        code=dossier.code,
        id=f"dien-tap-{secrets.token_hex(8)}",
        text="Tôi đến nhận kết quả buổi chiều được không?\nDiễn tập.",
        files=(sample_file(),),
        sent_at=dossier.submitted_at,
    )


def claiming(sent: Message) -> Message:
    """Make a message one that claims an exemption from a fee of two lines."""
    claim = Claim(
        fee=1,
        lines=(
            ClaimedLine(1, "", "Phí diễn tập", FeeKind.CHARGE, 8_000),
            ClaimedLine(2, "DT-02", "Lệ phí diễn tập", FeeKind.DUTY, 7_000),
        ),
        ground=Ground("poor", "Hộ nghèo (diễn tập)", "Văn bản diễn tập"),
        words="Diễn tập đề nghị miễn, giảm",
        turn=1,
        answer_by=sent.sent_at + timedelta(days=1),
    )
    return replace(sent, money=claim)


def taken_back(claim: Message) -> Message:
    """Make the message by which a claim is taken back."""
    id, text = f"dien-tap-{secrets.token_hex(8)}", "Diễn tập rút đề nghị miễn, giảm"
    return Message(claim.code, id, text, (), claim.sent_at, ClaimTakenBack(claim.id, 1))


def paying(sent: Message) -> Message:
    """Make a message one that tells of a payment, with the receipts for it."""
    charge, duty = FeeKind.CHARGE, FeeKind.DUTY
    paid = Paid(
        fee=1,
        amount=15_000,
        lines=(
            FeeLine("", "Phí diễn tập", charge, 8_000),
            FeeLine("DT-02", "Lệ phí diễn tập", duty, 7_000),
        ),
        way=PaidBy.PLATFORM,
        paid_at=sent.sent_at,
        reference="DT-0001",
        receipts=(
            ReceiptNumber(charge, "DT/26E", "0000001", 8_000),
            ReceiptNumber(duty, "DT/26E", "0000002", 7_000),
        ),
    )
    return replace(sent, files=(), money=paid)


def receipts_changed(paid: Message) -> Message:
    """Make the message by which a receipt is cancelled, and another stands in its place."""
    id, text = f"dien-tap-{secrets.token_hex(8)}", "Diễn tập hủy và thay biên lai"
    changed = ReceiptsChanged(
        fee=1,
        because=ReceiptsBecause.CORRECTED,
        changed_at=paid.sent_at,
        cancelled=(ReceiptNumber(FeeKind.CHARGE, "DT/26E", "0000001", 8_000),),
        issued=(ReceiptNumber(FeeKind.CHARGE, "DT/26E", "0000003", 8_000),),
        payer="Công ty Diễn Tập",
        reason="Biên bản hủy số 1 (diễn tập): ghi sai tên",
    )
    return Message(paid.code, id, text, (), paid.sent_at, changed)


def sample_rating(dossier: Dossier) -> Rating:
    """Make how content its citizen might have been with a practice dossier."""
    return Rating(
        code=dossier.code,
        id=f"dien-tap-{secrets.token_hex(8)}",
        revision=1,
        scores={"attitude": 2, "guidance": 1, "on_time": 2, "papers": 0, "result": 2},
        comment="Diễn tập đánh giá",
        rated_at=dossier.submitted_at,
    )


def sample_withdrawal(dossier: Dossier) -> Withdrawal:
    """Make its citizen's wish to take a practice dossier back."""
    return Withdrawal(
        code=dossier.code,
        id=f"dien-tap-{secrets.token_hex(8)}",
        reason="Diễn tập rút hồ sơ",
        asked_at=dossier.submitted_at,
    )
