"""Who is to cover whom at a desk, as officers and operators type it: read, judged and worded."""

import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.domain.errors import Unacceptable
from portal.services.officers.covering import REASON, Asked
from portal.web import dates
from portal.web.citizen.present import ErrorLine


@dataclass(frozen=True)
class Typed:
    """Fields by name as they were typed, and what is wrong with them by name."""

    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    errors: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """List what is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())


def blank() -> Typed:
    """Give a form in which nothing is filled in but today."""
    return Typed({"first": f"{clock.today():%d/%m/%Y}"})


def read(covered: uuid.UUID | None = None) -> tuple[Typed, Asked]:
    """Read what this request sends; with errors, what is asked for makes no sense.

    ``covered`` is who it is for, where the page does not ask.
    """
    names = ("covered", "covering", "first", "last", "reason")
    typed = Typed({name: request.form.get(name, "").strip() for name in names})
    who = covered or _staff(typed, "covered", _("Chọn người vắng mặt"))
    instead = _staff(typed, "covering", _("Chọn người xử lý thay"))
    first, last = _day(typed, "first"), _day(typed, "last")
    if len(typed["reason"]) not in REASON:
        typed.errors["reason"] = _("Ghi lý do, từ 5 đến 300 ký tự, để người sau hiểu vì sao")
    return typed, Asked(who, instead, first, last)


def refused(typed: Typed, error: Unacceptable) -> None:
    """Say by the field why a cover cannot be made."""
    name, said = {
        "self": ("covering", _("Chọn một người khác với người vắng mặt")),
        "staff": ("covering", _("Có người vừa thôi làm ở bàn một cửa này. Chọn lại")),
        "days": (
            "last",
            _("Ngày cuối phải từ ngày đầu trở đi, chưa qua, và không quá một năm"),
        ),
        "known": ("first", _("Trong những ngày này đã có người khác xử lý thay")),
        "busy": ("first", _("Trong những ngày này người vắng mặt đang được giao xử lý thay")),
        "away": ("covering", _("Người này cũng vắng mặt trong những ngày ấy. Chọn người khác")),
    }[error.reason]
    typed.errors[name] = said


def _staff(typed: Typed, name: str, said: str) -> uuid.UUID:
    with suppress(ValueError):
        return uuid.UUID(typed[name])
    typed.errors[name] = said
    return uuid.UUID(int=0)


def _day(typed: Typed, name: str) -> date:
    found = dates.day(typed[name])
    if found is not None:
        return found
    typed.errors[name] = _("Nhập ngày, ví dụ 05/12/2026")
    return date.min
