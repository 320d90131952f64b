"""What a deed asks of its operator: a reason, a moment, and what they had seen before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask import request
from flask_babel import gettext as _

from portal.services.operations.deeds import Actor
from portal.services.operations.form_desk import When
from portal.web import dates
from portal.web.citizen.present import ErrorLine
from portal.web.console.guard import operator
from portal.web.incoming import whole

_SHORTEST = 5


@dataclass(frozen=True)
class Asked:
    """What was typed under a deed, as typed, and what is wrong with it by field."""

    reason: str = ""
    start: str = ""
    seen: int = -1
    moment: datetime | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Asked":
        """Read what this request sends."""
        reason, start = request.form.get("reason", ""), request.form.get("start", "").strip()
        errors: dict[str, str] = {}
        if len(reason.strip()) < _SHORTEST:
            errors["reason"] = _("Ghi lý do, để người sau hiểu vì sao")
        moment = dates.minute(start) or dates.minute(f"{start} 00:00")
        if start and moment is None:
            errors["start"] = _("Nhập ngày giờ, ví dụ 05/12/2026 07:00")
        return cls(reason, start, number("seen"), moment, errors)

    def wrong(self, name: str, message: str) -> "Asked":
        """Give the same with one more thing to mend."""
        more = {**self.errors, name: message}
        return Asked(self.reason, self.start, self.seen, self.moment, more)

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """List what is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())

    @property
    def when(self) -> When:
        """From when the deed counts, and what its maker had seen."""
        return When(self.moment, self.seen)

    @property
    def actor(self) -> Actor:
        """Who does it, and why."""
        return operator().acting(self.reason)


def number(name: str) -> int:
    """Read a whole number the page itself sent along; -1 if it is none."""
    text = request.form.get(name, "")
    return whole(text)


def refusal(reason: str) -> tuple[str, str]:
    """Word why form versions cannot be as asked: the field, and the sentence."""
    if reason == "past":
        return "start", _("Thời điểm này đã qua. Để trống nếu áp dụng ngay")
    return "start", _(
        "Bản này đang áp dụng và có bản khác sẽ áp dụng trước thời điểm đó. "
        "Sửa một chữ trong tệp để có bản mới rồi công bố lại"
    )


def overtaken() -> str:
    """Say that somebody else was faster."""
    return str(
        _("Vừa có người khác quyết định về thủ tục này. Xem lại bên dưới rồi quyết định lần nữa")
    )
