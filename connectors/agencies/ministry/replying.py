"""Answer a ministry's adapter that called us, in the envelope of the dialect."""

from connectors.codecs import json_text
from connectors.errors import ConnectorError, NotAuthentic, Unavailable, Unreadable
from connectors.messages import Heard, Reply

# The dialect names these statuses alone: 200, 400, 401, 403, 404 and 502.
_HEARD: dict[Heard, tuple[int, str]] = {
    Heard.APPLIED: (200, "Đã cập nhật"),
    Heard.DUPLICATE: (200, "Đã nhận trước đó"),
    Heard.STALE: (200, "Đã có thông tin mới hơn"),
    Heard.HELD: (200, "Đã nhận, chờ xử lý theo thứ tự"),
    Heard.PARKED: (200, "Đã nhận, chờ cán bộ xem xét"),
    Heard.NO_SUCH_DOSSIER: (404, "Không có hồ sơ này"),
    Heard.NO_SUCH_ITEM: (404, "Không có mục này"),
    Heard.OTHER_CONTENT: (409, "Nội dung khác với nội dung đã gửi"),
    Heard.FILE_STORED: (200, "Đã nhận tệp"),
    Heard.FILE_ALREADY_THERE: (200, "Đã có tệp này"),
}
_WAIT = 30


def reply(heard: Heard | ConnectorError) -> Reply:
    """Put what became of a call into status and envelope.

    Anything but a clear yes or a clear no is a 502: the adapter brings it again.
    """
    if isinstance(heard, Heard):
        return _answer(*_HEARD[heard])
    if isinstance(heard, NotAuthentic):
        return _answer(401, "Không xác thực được")
    if isinstance(heard, Unreadable):
        said = "; ".join(f"{name}: {', '.join(why)}" for name, why in heard.fields.items())
        return _answer(400, said)
    wait = heard.retry_after if isinstance(heard, Unavailable) else None
    return _answer(
        502, "Chưa xử lý được, đề nghị gửi lại", {"Retry-After": str(int(wait or _WAIT))}
    )


def _answer(status: int, message: str, headers: dict[str, str] | None = None) -> Reply:
    kind = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}
    body = json_text.plain({"code": status, "message": message, "data": None})
    return Reply(status, body, {**kind, **(headers or {})})
