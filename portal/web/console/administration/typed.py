"""What an administrator typed into a page, as typed, and what is wrong with it by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import request
from flask_babel import gettext as _

from portal.services.operations.deeds import Actor
from portal.web import dates
from portal.web.citizen.present import ErrorLine
from portal.web.console.guard import operator
from portal.web.incoming import whole

_SHORTEST = 5


@dataclass(frozen=True)
class Typed:
    """Fields by name, and errors by name; ``seen`` is the row version their page showed."""

    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    seen: int = 0
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, names: Sequence[str]) -> "Typed":
        """Read what this request sends; a deed without a reason is none."""
        values = {name: request.form.get(name, "").strip() for name in (*names, "reason")}
        seen = request.form.get("seen", "")
        typed = cls(values, max(0, whole(seen)))
        if len(values["reason"]) < _SHORTEST:
            typed.errors["reason"] = _("Ghi lý do, để người sau hiểu vì sao")
        return typed

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def needs(self, name: str, said: str) -> None:
        """Say that a field has to be filled in, if it is empty."""
        if not self[name]:
            self.errors.setdefault(name, said)

    def day(self, name: str) -> date | None:
        """Give a field as a day; None if it is empty, or is no day (and that is wrong with it)."""
        found = dates.day(self[name])
        if found is None and self[name]:
            self.errors[name] = _("Nhập ngày, ví dụ 05/12/2026")
        return found

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """List what is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())

    @property
    def actor(self) -> Actor:
        """Who does it, and why."""
        return operator().acting(self["reason"])


def moved_on() -> str:
    """Say that somebody else was faster."""
    return str(_("Vừa có người khác sửa. Xem lại rồi làm lần nữa; điều bạn nhập vẫn ở đây"))
