"""The words of a dossier's progress; they go to the national portal, which speaks Vietnamese."""

from collections.abc import Mapping
from typing import Any

from portal.domain.states import State
from portal.models import Event

_STATES = {
    State.SUBMITTED: "Mới đăng ký",
    State.ACCEPTED: "Được tiếp nhận",
    State.REFUSED: "Không được tiếp nhận",
    State.IN_PROCESS: "Đang xử lý",
    State.AWAITING_SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
    State.AWAITING_PAYMENT: "Yêu cầu thực hiện nghĩa vụ tài chính",
    State.WITHDRAWN: "Rút hồ sơ theo yêu cầu của công dân",
    State.STOPPED: "Dừng xử lý",
    State.DECIDED: "Đã xử lý xong",
    State.RETURNED: "Đã trả kết quả",
}
_KINDS = {
    "extended": "Gia hạn thời gian giải quyết",
    "supplement_sent": "Người nộp đã gửi bổ sung",
}
# Of these the reasons are part of what happened; elsewhere an officer's words stay here.
_REASONED = frozenset({State.REFUSED, State.AWAITING_SUPPLEMENT, State.STOPPED})


def words(event: Event, private: Mapping[str, Any]) -> str:
    """Say what an event was: in a word, with the agency's reasons where it had to give some."""
    if event.after is None:
        return _KINDS[event.kind]
    said = _STATES[event.after]
    why = reasons(private) if event.after in _REASONED else ""
    return f"{said}: {why}" if why else said


def reasons(private: Mapping[str, Any]) -> str:
    """Give the reasons an agency gave, and its note, in one line."""
    told = [*(private.get("reasons") or ()), private.get("note") or ""]
    return "; ".join(part.strip() for part in told if part and part.strip())
