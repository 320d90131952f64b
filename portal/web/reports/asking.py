"""The form by which an agency asks those below it for a report of days of its own."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forms.characters import one_line
from portal import clock, crypto
from portal.domain import calendar_seed, reporting
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.reporting import PeriodUnknown
from portal.models import Agency
from portal.services.reports import requesting, shelf
from portal.services.reports.asking import Asking
from portal.web import dates
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, writing
from portal.web.formats import day as shown_day
from portal.web.reports import addresses
from portal.web.reports.guard import guarded, member, office

blueprint = guarded("reports_asking", __name__)
NAMES = ("regime", "kind", "first", "last", "due", "document", "subject", "reason", "sums_up")
_KINDS, _ALL = ("thematic", "ad_hoc"), "all"
_LONGEST = {"document": 100, "subject": 500, "reason": 1000}


@dataclass(frozen=True)
class Wanted:
    """What was typed, as typed, and what is wrong with it by field.

    ``id`` is the mark by which it is asked for once, ``chosen`` the codes of those asked.
    """

    id: uuid.UUID
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    chosen: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """List what is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())

    @property
    def everybody(self) -> bool:
        """Whether all that are below are asked."""
        return _ALL in self.chosen


@blueprint.get(addresses.NEW_REQUEST)
def form(agency: str) -> Response:
    """Show the form, if there is anybody to ask."""
    with reading() as session:
        if not requesting.below(session, _asker(office(session, agency))):
            return redirect(addresses.requests(agency), 303)
    return _page(agency, Wanted(crypto.uuid7(), {"kind": "ad_hoc"}))


@blueprint.post(addresses.NEW_REQUEST)
def ask(agency: str) -> Response:
    """Ask, or show what has to be mended; what was typed stays."""
    wanted = _read()
    with reading() as session:
        below = requesting.below(session, _asker(office(session, agency)))
    said = _said(wanted, [one.code for one in below])
    if wanted.errors:
        return _page(agency, wanted, 422)
    try:
        with writing() as session:
            at = office(session, agency), member()
            row = requesting.ask(session, at, said, one_line(wanted["reason"]))
            made = row.id
    except Unacceptable as error:
        field_, why = _refusal(error)
        wanted.errors[field_] = why
        return _page(agency, wanted, 422)
    except PeriodUnknown:
        wanted.errors["last"] = _("Kỳ số liệu này không lập được báo cáo. Chọn ngày khác")
        return _page(agency, wanted, 422)
    return redirect(addresses.request(agency, made, "moi"), 303)


def _asker(at: Agency) -> Agency:
    """Let whoever may ask pass; to others there is no such page."""
    if not requesting.may_ask(member(), at):
        raise NotFound(f"asking at {at.code}")
    return at


def _read() -> Wanted:
    values = {name: request.form.get(name, "")[:2000] for name in NAMES}
    try:
        mark = uuid.UUID(request.form.get("id", ""))
    except ValueError:
        mark = crypto.uuid7()
    return Wanted(mark, values, tuple(request.form.getlist("agencies"))[:1000])


def _said(wanted: Wanted, known: Sequence[str]) -> Asking:
    """Give what is asked for; what is wrong with it is noted by field."""
    errors = wanted.errors
    if wanted["regime"] not in shelf.shipped():
        errors["regime"] = _("Chọn mẫu báo cáo")
    if wanted["kind"] not in _KINDS:
        errors["kind"] = _("Chọn loại báo cáo")
    first, last, due = _days(wanted)
    chosen = list(known) if wanted.everybody else list(dict.fromkeys(wanted.chosen))
    if not chosen:
        errors["agencies"] = _("Chọn ít nhất một cơ quan phải báo cáo")
    _words(wanted)
    return Asking(
        regime=wanted["regime"],
        kind="thematic" if wanted["kind"] == "thematic" else "ad_hoc",
        days=(first, last),
        due=due,
        document=one_line(wanted["document"]),
        subject=one_line(wanted["subject"]),
        agencies=chosen,
        sums_up=wanted["sums_up"] == "yes",
        id=wanted.id,
    )


def _words(wanted: Wanted) -> None:
    asked = {
        "document": _("Nhập số, ký hiệu văn bản yêu cầu, ví dụ 12/UBND-VP"),
        "subject": _("Nhập nội dung cần báo cáo"),
        "reason": _("Ghi lý do, để người sau hiểu vì sao"),
    }
    for name, said in asked.items():
        words = one_line(wanted[name])
        if len(words) < 3:
            wanted.errors[name] = said
        elif len(words) > _LONGEST[name]:
            wanted.errors[name] = _("Viết gọn lại, tối đa %(limit)s ký tự", limit=_LONGEST[name])


def _days(wanted: Wanted) -> tuple[date, date, date]:
    """Read the days, and say which of them does not fit the others."""
    found = {name: _day(wanted, name) for name in ("first", "last", "due")}
    first, last, due = found.values()
    if first and last and last < first:
        wanted.errors["last"] = _("Ngày cuối phải từ ngày đầu trở đi")
    elif last and due:
        earliest = _earliest(last)
        if due < earliest:
            wanted.errors["due"] = _(
                "Giữa ngày chốt số liệu và hạn gửi phải có ít nhất một ngày làm việc: "
                "hạn sớm nhất là %(day)s",
                day=shown_day(earliest),
            )
        elif due < clock.today():
            wanted.errors["due"] = _("Hạn gửi đã qua. Chọn ngày từ hôm nay trở đi")
    never = date.min
    return first or never, last or never, due or never


def _earliest(last: date) -> date:
    return reporting.earliest_due(last, calendar_seed.seed(last.year, last.year + 1))


def _day(wanted: Wanted, name: str) -> date | None:
    text = wanted[name].strip()
    found = dates.day(text)
    if found and reporting.FIRST_YEAR <= found.year < reporting.LAST_YEAR:
        return found
    wanted.errors[name] = _("Nhập ngày, ví dụ 05/12/2026")
    return None


def _refusal(error: Unacceptable) -> tuple[str, str]:
    code = error.facts.get("agency", "")
    return {
        "owed": (
            "agencies",
            _("%(code)s đã phải nộp báo cáo này cho đúng kỳ này. Bỏ chọn cơ quan đó", code=code),
        ),
        "not_below": ("agencies", _("%(code)s không phải cơ quan cấp dưới", code=code)),
        "over": ("due", _("Hạn gửi đã qua. Chọn ngày từ hôm nay trở đi")),
    }.get(error.reason, ("document", _("Nhập số, ký hiệu văn bản yêu cầu, ví dụ 12/UBND-VP")))


def _page(agency: str, wanted: Wanted, status: int = 200) -> Response:
    with reading() as session:
        at = _asker(office(session, agency))
        below = requesting.below(session, at)
    page = render_template(
        "reports/request_new.html",
        at=at,
        below=below,
        regimes=list(shelf.shipped().values()),
        typed=wanted,
    )
    return make_response(page, status)
