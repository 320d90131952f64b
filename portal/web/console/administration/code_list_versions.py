"""Versions of code lists: brought as a table or by one entry, seen, approved by somebody else."""

from collections.abc import Sequence
from datetime import date

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.code_lists import (
    COLUMNS,
    MOST_ENTRIES,
    Fault,
    Listed,
    read_entry,
    read_table,
    write_table,
)
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services.catalogues import keeping, lists, making
from portal.services.catalogues import reading as looking
from portal.services.catalogues import settling
from portal.services.catalogues.lists import About
from portal.services.catalogues.making import Proposal
from portal.services.code_lists import PREFIX
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed, moved_on
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

MOST = 300
"""How many changes one page shows; how many there are is always told."""
blueprint = guarded("console_code_list_versions", __name__)
_ONE = f"{addresses.LISTS}/<code>"
_LARGEST = 4 * 1024 * 1024


@blueprint.get(f"{_ONE}/soan")
def ask(code: str) -> Response:
    """Show the whole list as a table to be changed."""
    about, rows, seen = _begun(code)
    return _table(about, Typed({"table": write_table(rows), "begins": _today()}, seen))


@blueprint.post(f"{_ONE}/soan")
def propose(code: str) -> Response:
    """Keep a table to be approved, or say of each line what is wrong; what was given stays."""
    about, _rows, seen = _begun(code)
    typed = _with_file(Typed.read(("table", "begins")))
    begins = _day(typed)
    rows, faults = read_table(typed["table"])
    if faults or len(rows) > MOST_ENTRIES:
        typed.errors.setdefault("table", _told(faults, len(rows)))
    if typed.errors or begins is None:
        return _table(about, typed, faults, 422)
    made = _kept(Proposal(code, rows, begins, typed.seen), typed, "table")
    if made is None:
        again = Typed(typed.values, seen, typed.errors)
        return _table(about, again, (), 422)
    return redirect(addresses.code_list(code, made), 303)


@blueprint.get(f"{_ONE}/muc")
def ask_entry(code: str) -> Response:
    """Show one entry to be changed, or an empty one to be added."""
    about, rows, seen = _begun(code)
    wanted = request.args.get("ma", "")
    row = next((each for each in rows if each.code == wanted), None)
    values = dict(zip(COLUMNS, row.cells(), strict=True)) if row else {}
    for name in ("valid_from", "valid_to"):
        if values.get(name):
            values[name] = f"{date.fromisoformat(values[name]):%d/%m/%Y}"
    return _entry(about, Typed({**values, "begins": _today()}, seen), row is not None)


@blueprint.post(f"{_ONE}/muc")
def propose_entry(code: str) -> Response:
    """Keep a version with one entry more or otherwise, or show what has to be mended."""
    about, rows, seen = _begun(code)
    typed = Typed.read((*COLUMNS, "begins"))
    begins = _day(typed)
    row, faults = read_entry(typed.values)
    codes = {each.code for each in rows} - {row.code}
    if row.parent and row.parent not in codes:
        faults.append(Fault(0, "parent", row.parent))
    for fault in faults:
        typed.errors.setdefault(_FIELDS.get(fault.wrong, "code"), said(fault))
    known = any(each.code == row.code for each in rows)
    if typed.errors or begins is None:
        return _entry(about, typed, known, 422)
    proposal = Proposal(code, making.with_row(rows, row), begins, typed.seen)
    made = _kept(proposal, typed, "code")
    if made is None:
        return _entry(about, Typed(typed.values, seen, typed.errors), known, 422)
    return redirect(addresses.code_list(code, made), 303)


@blueprint.get(f"{_ONE}/<int:version>")
def look(code: str, version: int) -> Response:
    """Show what a version changes."""
    return _look(code, version, Typed())


@blueprint.post(f"{_ONE}/<int:version>")
def settle(code: str, version: int) -> Response:
    """Approve a version, or refuse it."""
    typed = Typed.read(())
    if typed.errors:
        return _look(code, version, typed, 422)
    approves = request.form.get("action") == "apply"
    deed = settling.apply if approves else settling.refuse
    try:
        with writing() as session:
            deed(session, PREFIX + code, version, typed.actor)
    except Unacceptable:
        typed.errors["reason"] = _("Người duyệt phải khác người soạn")
        return _look(code, version, typed, 422)
    except Conflict:
        typed.errors["reason"] = moved_on()
        return _look(code, version, typed, 409)
    return redirect(f"{addresses.code_list(code)}?xong={'duyet' if approves else 'bo'}", 303)


def said(fault: Fault) -> str:
    """Word what is wrong with a line, or with one entry."""
    words = {
        "code": _("mã trống hoặc có ký tự không dùng được: “%(said)s”", said=fault.said),
        "name": _("chưa có tên"),
        "long": _("nội dung quá dài: “%(said)s”", said=fault.said[:60]),
        "day": _("“%(said)s” không phải là ngày, ví dụ 05/12/2026", said=fault.said),
        "order": _("hết hiệu lực trước khi có hiệu lực: %(said)s", said=fault.said),
        "doubled": _("mã đã có ở dòng %(said)s", said=fault.said),
        "parent": _("mã cha “%(said)s” không có trong danh mục", said=fault.said),
        "columns": _("dòng đầu cần có cột code và name, mỗi cột một lần"),
        "active": _("“%(said)s” bắt đầu bằng dấu mà bảng tính hiểu là công thức", said=fault.said),
    }
    return str(words[fault.wrong])


_FIELDS = {
    "name": "name",
    "day": "valid_from",
    "order": "valid_to",
    "parent": "parent",
    "active": "name",
}


def _begun(code: str) -> tuple[About, list[Listed], int]:
    """Give what a version is begun from, and the newest version there is."""
    with reading() as session:
        about = lists.about(session, rt(), code)
        if about.fixed:
            raise NotFound(code)
        rows = lists.to_edit(session, rt(), code)
        return about, rows, _newest(session, code)


def _newest(session: Session, code: str) -> int:
    last = keeping.latest(session, PREFIX + code)
    return last.version if last else 0


def _with_file(typed: Typed) -> Typed:
    """Take a file's content for what was typed, so that it is kept on the page."""
    file = request.files.get("file")
    content = file.read(_LARGEST + 1) if file else b""
    if not content:
        return typed
    try:
        text = content.decode("utf-8-sig") if len(content) <= _LARGEST else None
    except UnicodeDecodeError:
        text = None
    if text is None:
        wrong = _("Tệp phải là CSV, bảng mã UTF-8, tối đa 4 MB")
        return Typed(typed.values, typed.seen, {**typed.errors, "file": wrong})
    return Typed({**typed.values, "table": text}, typed.seen, typed.errors)


def _day(typed: Typed) -> date | None:
    typed.needs("begins", _("Nhập ngày bắt đầu áp dụng"))
    return typed.day("begins")


def _today() -> str:
    return f"{clock.today():%d/%m/%Y}"


def _told(faults: Sequence[Fault], count: int) -> str:
    if not faults:
        most = MOST_ENTRIES
        return str(_("Bảng có %(count)s mục, tối đa %(most)s", count=count, most=most))
    first = faults[0]
    return str(_("Dòng %(line)s: %(said)s", line=first.line, said=said(first)))


def _kept(proposal: Proposal, typed: Typed, field: str) -> int | None:
    """Keep a proposal and give its number; None if it cannot be, which is said at a field."""
    try:
        with writing() as session:
            return making.propose(session, rt(), proposal, typed.actor).version
    except Unacceptable as error:
        same = _("Chưa có gì khác danh mục hiện nay")
        typed.errors[field] = same if error.reason == "same" else _("Bảng chưa có mục nào")
    except Conflict:
        typed.errors[field] = moved_on()
    return None


def _table(about: About, typed: Typed, faults: Sequence[Fault] = (), status: int = 200) -> Response:
    page = render_template(
        "console/administration/code_list_table.html",
        here="admin",
        about=about,
        typed=typed,
        faults=[(fault.line, said(fault)) for fault in faults[:MOST]],
        count=len(faults),
    )
    return make_response(page, status)


def _entry(about: About, typed: Typed, known: bool, status: int = 200) -> Response:
    page = render_template(
        "console/administration/code_list_entry.html",
        here="admin",
        about=about,
        typed=typed,
        known=known,
    )
    return make_response(page, status)


def _look(code: str, version: int, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        about = lists.about(session, rt(), code)
        row = looking.one(session, PREFIX + code, version)
        changes = making.changes(session, rt(), row)
    sorts = [one.sort for one in changes]
    page = render_template(
        "console/administration/code_list_version.html",
        here="admin",
        about=about,
        row=row,
        changes=changes[:MOST],
        counts={sort: sorts.count(sort) for sort in ("gone", "changed", "added")},
        typed=typed,
    )
    return make_response(page, status)
