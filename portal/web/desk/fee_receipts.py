"""Receipts for fees at the desk: those of some days, as a table too; one of them, cancelled."""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import Unacceptable
from portal.papers import tables
from portal.runtime import Runtime
from portal.services import vault
from portal.services.desk.dealing import Desk
from portal.services.operations import deeds
from portal.services.paying import payees
from portal.services.paying.receipts import cancelling, finding, issuing, register
from portal.services.paying.receipts.cancelling import Wish
from portal.services.paying.receipts.issuing import Said
from portal.web import dates
from portal.web.citizen.downloads import send, to_be_saved
from portal.web.citizen.present import ErrorLine
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_fee_receipts", __name__)
RECEIPTS = f"{addresses.QUEUE}/bien-lai"
ONE = f"{RECEIPTS}/<uuid:receipt_id>"
_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get(RECEIPTS)
def everyone(agency: str) -> Response:
    """List the receipts of some days: this month unless others are asked for."""
    today = clock.today()
    typed = {
        "tu": request.args.get("tu", f"{today.replace(day=1):%d/%m/%Y}"),
        "den": request.args.get("den", f"{today:%d/%m/%Y}"),
    }
    return _page(agency, typed)


@blueprint.post(f"{RECEIPTS}/<any(csv, xlsx):kind>")
def give(agency: str, kind: str) -> Response:
    """Give the register of receipts as a file; that somebody took it along is written down."""
    typed = {name: request.form.get(name, "") for name in ("tu", "den")}
    days = _days(typed)
    if isinstance(days, dict):
        return _page(agency, typed)
    first, last = days
    with writing() as session:
        at = desk(session, agency)
        told = {"from": first.isoformat(), "to": last.isoformat(), "as": kind}
        deeds.record(session, at.officer.acting(), "receipts_taken", f"agency:{agency}", told)
    answer = Response(_file(rt(), at, days, kind), mimetype=_TYPES[kind])
    return to_be_saved(answer, f"so-bien-lai-{agency}-{first:%Y%m%d}-{last:%Y%m%d}.{kind}")


@blueprint.get(ONE)
def one(agency: str, receipt_id: UUID) -> Response:
    """Show a receipt, and what can be done about it."""
    return _one((agency, receipt_id), {}, {})


@blueprint.post(ONE)
def cancel(agency: str, receipt_id: UUID) -> Response:
    """Cancel a receipt, or put another in its place; what was typed stays if it cannot be."""
    typed = request.form.to_dict()
    replaces = typed.get("deed") == "replace"
    if replaces and not typed.get("payer", "").strip():
        said = {"payer": _("Ghi tên người nộp cho biên lai thay thế")}
        return _one((agency, receipt_id), typed, said, 422)
    wish = Wish(receipt_id, typed.get("payer", "") if replaces else "")
    try:
        with writing() as session:
            at = desk(session, agency)
            actor = at.officer.acting(typed.get("why", ""))
            made = cancelling.cancel(session, rt(), at.agency, wish, actor)
    except Unacceptable as error:
        return _one((agency, receipt_id), typed, _refusal(error.reason), 422)
    return redirect(f"{addresses.HOME}/{agency}/bien-lai/{made.id}", 303)


@blueprint.get(f"{ONE}.<any(pdf, xml):kind>")
def paper(agency: str, receipt_id: UUID, kind: str) -> Response:
    """Give a receipt as a file."""
    with reading() as session:
        row, _dossier = finding.one(session, desk(session, agency).agency.id, receipt_id)
        safe, held = finding.paper(session, rt(), row, kind)
    return send(safe, held)


def _refusal(reason: str) -> dict[str, str]:
    return {
        "reason": {"why": _("Ghi số, ngày biên bản hủy và lý do")},
        "payer": {"payer": _("Tên người nộp dài quá 200 ký tự hoặc có ký tự lạ")},
    }.get(reason, {"receipt": _("Biên lai này đã hủy, hoặc tiền của nó đang được trả lại")})


def _days(typed: Mapping[str, str]) -> tuple[date, date] | dict[str, str]:
    """Read the days that are asked for, or say what is wrong with them."""
    first, last = dates.day(typed["tu"]), dates.day(typed["den"])
    if first is None or last is None:
        said = _("Nhập ngày, ví dụ 05/12/2026")
        return {name: said for name, day in (("tu", first), ("den", last)) if day is None}
    if not 0 <= (last - first).days <= finding.LONGEST.days:
        return {"den": _("Ngày cuối phải sau ngày đầu, và không quá một năm")}
    return first, last


def _file(runtime: Runtime, at: Desk, days: tuple[date, date], kind: str) -> Iterator[bytes]:
    """Write the file while it is sent: no request is open then, so all it needs is given."""
    with runtime.db.read() as session:
        rows = register.rows(session, runtime, at.agency, days)
        if kind == "csv":
            yield from tables.as_csv(register.TITLES, rows)
            return
        said = f"Từ ngày {days[0]:%d/%m/%Y} đến ngày {days[1]:%d/%m/%Y}"
        heading = (at.agency.name, "SỔ BIÊN LAI THU PHÍ, LỆ PHÍ", said)
        yield from tables.as_xlsx(heading, register.TITLES, rows)


def _page(agency: str, typed: dict[str, str]) -> Response:
    days = _days(typed)
    errors = days if isinstance(days, dict) else {}
    with reading() as session:
        at = desk(session, agency)
        listed = [] if isinstance(days, dict) else finding.between(session, at.agency.id, *days)
        issues = issuing.series(payees.of(session, at.agency.id)) is not None
    page = render_template(
        "desk/fee_receipts.html",
        at=at,
        typed=typed,
        errors=errors,
        lines=[ErrorLine(name, said) for name, said in errors.items()],
        listed=[(row, dossier, register.state(row)) for row, dossier in listed],
        issues=issues,
    )
    return make_response(page, 422 if errors else 200)


def _one(
    which: tuple[str, UUID], typed: Mapping[str, str], wrong: Mapping[str, str], status: int = 200
) -> Response:
    with reading() as session:
        at = desk(session, which[0])
        row, dossier = finding.one(session, at.agency.id, which[1])
        said = Said.read(vault.unlock(session, rt(), row.home_agency_id, row.dossier_id), row)
    page = render_template(
        "desk/fee_receipt.html",
        at=at,
        row=row,
        code=dossier.code,
        said=said,
        state=register.state(row),
        typed=typed,
        wrong=wrong,
        lines=[ErrorLine(name, told) for name, told in wrong.items()],
    )
    return make_response(page, status)
