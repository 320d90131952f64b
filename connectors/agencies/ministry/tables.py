"""The words and codes of the dialect, as data: what a partner changes is changed here alone.

A word that is in no table is never guessed. How sure each table is stands in
docs/partners/ministry-adapter.md.
"""

from collections.abc import Mapping
from enum import StrEnum

from connectors.messages import NewsKind, State

# TrangThai: the national portal's list of states, spoken by both calls about progress.
STATES: Mapping[str, State] = {
    "1": State.SUBMITTED,  # Mới đăng ký
    "2": State.ACCEPTED,  # Được tiếp nhận
    "3": State.REFUSED,  # Không được tiếp nhận
    "4": State.IN_PROCESS,  # Đang xử lý
    "5": State.AWAITING_SUPPLEMENT,  # Yêu cầu bổ sung giấy tờ
    "6": State.AWAITING_PAYMENT,  # Yêu cầu thực hiện nghĩa vụ tài chính
    "7": State.WITHDRAWN,  # Công dân yêu cầu rút hồ sơ
    "8": State.STOPPED,  # Dừng xử lý
    "9": State.DECIDED,  # Đã xử lý xong
    "10": State.RETURNED,  # Đã trả kết quả
}
CODES: Mapping[State, str] = {state: code for code, state in STATES.items()}

# What the adapter tells by saying that a dossier is in a state. "Mới đăng ký" moves nothing: it
# says that the ministry has it.
KINDS: Mapping[State, NewsKind] = {
    State.SUBMITTED: NewsKind.CONFIRMED,
    State.ACCEPTED: NewsKind.ACCEPTED,
    State.REFUSED: NewsKind.REFUSED,
    State.IN_PROCESS: NewsKind.IN_PROCESS,
    State.AWAITING_SUPPLEMENT: NewsKind.SUPPLEMENT_REQUESTED,
    State.AWAITING_PAYMENT: NewsKind.FEE_REQUESTED,
    State.WITHDRAWN: NewsKind.WITHDRAWN,
    State.STOPPED: NewsKind.STOPPED,
    State.DECIDED: NewsKind.DECIDED,
    State.RETURNED: NewsKind.RETURNED,
}

# In these kinds the words are reasons: what is missing, why it is refused.
REASONED = frozenset({NewsKind.REFUSED, NewsKind.SUPPLEMENT_REQUESTED, NewsKind.STOPPED})


class Format(StrEnum):
    """How a moment is written; three ways in one dialect."""

    COMPACT = "%Y%m%d%H%M%S"
    SPACED = "%Y-%m-%d %H:%M:%S"
    ISO = "iso"


# Which field is written in which of the three.
DATES: Mapping[str, Format] = {
    "NgayNop": Format.SPACED,
    "NgayTiepNhan": Format.SPACED,
    "NgaySinh": Format.COMPACT,
    "NgayCapDinhDanh": Format.COMPACT,
    "ThoiDiemXuLy": Format.ISO,
    "NgayBatDau": Format.ISO,
    "NgayKetThucTheoQuyDinh": Format.ISO,
    "thoiDiem": Format.ISO,  # ours, among what others confirmed
}

# LoaiDoiTuong: 0 công dân, 1 doanh nghiệp; 2 (hộ kinh doanh) has no question of ours yet.
CITIZEN, BUSINESS = 0, 1

# LoaiBan, by what a citizen hands a file in as: 0 bản chính, 1 bản sao, 2 bản điện tử. An upload
# nobody said more about claims the least, a copy.
COPIES: Mapping[str, int] = {"original": 0, "certified_copy": 1, "copy": 1, "photo": 1, "": 1}
ELECTRONIC_COPY = 2

# The envelope's code when the answer is yes, however it is typed.
YES = frozenset({"0", "00", "200"})
# What the message says of a number that is held already (seen in an older dialect of the family).
HELD_ALREADY = ("đã tồn tại",)
HELD_ALREADY_CODES = frozenset({"409"})

# The questions that fill ThongTinChiTiet, by what they mean; the first that is answered counts.
RESIDENCES = ("submitter.residence", "submitter.current_residence", "submitter.permanent_residence")
BIRTH_DATE = "submitter.birth_date"
ORGANISATION = "owner.organisation"

# Where each call is, beneath the base address. The create call is named both ways in what is known.
PATHS: Mapping[str, str] = {
    "token": "/token",
    "number": "/GetNextValue",
    "upload": "/UploadFile",
    "submit": "/NopHoSo",
    "state": "/CapNhatTrangThai",
}
