"""What is wrong, for programs (RFC 9457): which fields, by what code, in the language asked for."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from flask import g, jsonify
from flask_babel import gettext as _
from werkzeug.wrappers import Response

TYPE = "application/problem+json"
_UNSHOWN = re.compile(r"[^\w.\[\]:-]+")
_LONGEST_PLACE = 120


@dataclass(frozen=True)
class Fault:
    """Something wrong with one field: where (``answers.phone``), by which code, in which words.

    Without words of its own, a code has those of this module.
    """

    field: str
    code: str
    message: str = made(default="", repr=False)

    def told(self) -> dict[str, str]:
        """Give what a program reads; a place strangers made up is cut to harmless letters."""
        place = _UNSHOWN.sub("?", self.field)[:_LONGEST_PLACE]
        return {"field": place, "code": self.code, "message": self.message or worded(self, place)}


class Problem(Exception):
    """An answer that is a problem; ``more`` are members of its own beside ``errors``."""

    def __init__(  # noqa: B042 (never pickled)
        self,
        status: int,
        *faults: Fault,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(status, *faults)
        self.status, self.faults = status, faults
        self.headers, self.more = headers or {}, more


def answer(problem: Problem) -> Response:
    """Write a problem down."""
    title, told = _titles().get(problem.status, _titles()[500 if problem.status > 499 else 400])()
    answered = jsonify(
        type="about:blank",
        title=title,
        detail=told,
        status=problem.status,
        reference=g.get("request_id", ""),
        errors=[fault.told() for fault in problem.faults],
        **problem.more,
    )
    answered.status_code, answered.content_type = problem.status, TYPE
    answered.headers.update(problem.headers)
    return answered


def faults(messages: Any, place: str = "") -> Iterator[Fault]:
    """Read marshmallow's nested messages, which are codes here, as faults by dotted place."""
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            below = place if name == "_schema" else f"{place}.{name}" if place else str(name)
            yield from faults(inner, below)
    elif isinstance(messages, list | tuple):
        for inner in messages:
            yield from faults(inner, place)
    else:
        yield Fault(place, str(messages))


def of_arguments(messages: Mapping[str, Any]) -> list[Fault]:
    """Read what webargs found wrong: the place it looked at first, then the field."""
    return list(faults([inner for inner in messages.values()]))


def of_answers(errors: Mapping[str, str], blank: Callable[[str], bool]) -> Iterable[Fault]:
    """Give a check's errors by the names this API has: ``answers.…``, ``documents.…``, ``case``."""
    for path, said in errors.items():
        top = path.partition(".")[0]
        place = path if top in ("documents", "case") else f"answers.{path}"
        yield Fault(place, "required" if blank(path) else "invalid", said)


def worded(fault: Fault, place: str) -> str:
    """Put a code into words."""
    say = _words().get(fault.code, _words()["invalid"])
    return str(say(place or _("Yêu cầu")))


def _titles() -> Mapping[int, Callable[[], tuple[str, str]]]:
    return {
        400: lambda: (_("Yêu cầu không đọc được"), _("Sửa những trường nêu dưới rồi gửi lại.")),
        401: lambda: (_("Chưa đăng nhập"), _("Đăng nhập, rồi gửi lại yêu cầu này.")),
        403: lambda: (_("Không được phép"), _("Bạn chưa có quyền làm việc này.")),
        404: lambda: (_("Không tìm thấy"), _("Không có gì ở địa chỉ này dành cho bạn.")),
        405: lambda: (_("Không làm được ở đây"), _("Địa chỉ này không nhận phương thức đó.")),
        409: lambda: (_("Trạng thái đã khác"), _("Việc này không còn làm được nữa.")),
        412: lambda: (
            _("Đã có người sửa trước"),
            _("Bản bạn đang có đã cũ. Đọc lại, chọn câu trả lời đúng rồi gửi lại."),
        ),
        413: lambda: (_("Nặng quá"), _("Gửi ít hơn trong một lần.")),
        415: lambda: (_("Kiểu nội dung không nhận"), _("Gửi đúng Content-Type mà tài liệu nêu.")),
        422: lambda: (_("Chưa nhận được"), _("Sửa những trường nêu dưới rồi gửi lại.")),
        428: lambda: (
            _("Thiếu điều kiện"),
            _("Gửi kèm If-Match với ETag bạn nhận lần đọc gần nhất."),
        ),
        429: lambda: (_("Gửi nhiều lần quá"), _("Đợi một phút rồi gửi lại.")),
        500: lambda: (_("Cổng đang gặp lỗi"), _("Chúng tôi đã ghi lại lỗi này. Thử lại sau.")),
        503: lambda: (_("Cổng tạm thời bận"), _("Thử lại sau ít phút.")),
    }


def _words() -> Mapping[str, Callable[[str], str]]:
    """What each code says of a field."""
    return {
        "required": lambda at: _("%(field)s: thiếu, cần điền", field=at),
        "unknown": lambda at: _("%(field)s: không có trường nào tên như vậy", field=at),
        "type": lambda at: _("%(field)s: sai kiểu dữ liệu", field=at),
        "invalid": lambda at: _("%(field)s: giá trị không hợp lệ", field=at),
        "length": lambda at: _("%(field)s: độ dài không hợp lệ", field=at),
        "too_long": lambda at: _("%(field)s: dài quá", field=at),
        "out_of_range": lambda at: _("%(field)s: ngoài khoảng cho phép", field=at),
        "locked": lambda at: _("%(field)s: đã được điền sẵn, không sửa ở đây được", field=at),
        "repeated": lambda at: _("%(field)s: tên này có hai lần", field=at),
        "not_json": lambda at: _("%(field)s: không phải JSON", field=at),
        "not_utf8": lambda at: _("%(field)s: không phải UTF-8", field=at),
        "not_a_number": lambda at: _("%(field)s: không phải số JSON", field=at),
        "big_number": lambda at: _("%(field)s: số lớn quá", field=at),
        "too_deep": lambda at: _("%(field)s: lồng nhau quá nhiều lớp", field=at),
        "bad_text": lambda at: _("%(field)s: có ký tự không lưu được", field=at),
        "too_large": lambda at: _("%(field)s: nặng quá", field=at),
        "content_type": lambda at: _("%(field)s: phải là application/json", field=at),
        "digest": lambda at: _("%(field)s: không khớp với nội dung nhận được", field=at),
        "stale": lambda at: _("%(field)s: bản này đã cũ", field=at),
        "submitted": lambda at: _("%(field)s: đã nộp, không sửa được nữa", field=at),
        "csrf": lambda at: _("%(field)s: thiếu hoặc sai mã chống giả mạo", field=at),
        "token": lambda at: _("%(field)s: mã truy cập không dùng được", field=at),
        "assurance": lambda at: _("%(field)s: mức xác thực còn thấp", field=at),
        "not_offered": lambda at: _("%(field)s: không có trong danh sách đang mở", field=at),
        "not_possible": lambda at: _("%(field)s: không còn làm được nữa", field=at),
    }
