"""Shared catalogues: what the national portal gave, what it changes, and whether it counts."""

from flask import Response as Download
from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forms.identifiers import procedure_code
from forms.national import NotARecord, read, skeleton
from portal.domain.catalogues import KINDS, Change
from portal.domain.errors import Conflict, NotFound
from portal.exchanges.national import cataloguing
from portal.models import CataloguePull
from portal.services.catalogues import keeping
from portal.services.catalogues import reading as looking
from portal.services.catalogues import settling
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed, moved_on
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

MOST = 300
"""How many changes one page shows; how many there are is always told."""
blueprint = guarded("console_catalogues", __name__)
_VERSION = f"{addresses.CATALOGUES}/<kind>/<int:version>"
_RECORD = f"{addresses.CATALOGUES}/thu-tuc"


@blueprint.get(addresses.CATALOGUES)
def everything() -> Response:
    """List the catalogues."""
    return _list(Typed())


@blueprint.post(addresses.CATALOGUES)
def pull() -> Response:
    """Pull a catalogue now."""
    kind = request.form.get("kind", "")
    if kind not in KINDS:
        raise NotFound(kind)
    row = cataloguing.pull(rt(), kind)
    return redirect(f"{addresses.CATALOGUES}?xong={row.outcome}", 303)


@blueprint.post(_RECORD)
def pull_record() -> Response:
    """Pull the record of one procedure, to make a form skeleton of it."""
    typed = Typed({"code": request.form.get("code", "").strip()})
    code = procedure_code(typed["code"])
    if code is None:
        typed.errors["code"] = _("Nhập mã thủ tục, ví dụ 1.001193")
        return _list(typed, 422)
    row = cataloguing.pull_record(rt(), code)
    if row.outcome == keeping.FAILED:
        typed.errors["code"] = _not_had(row)
        return _list(typed, 422)
    return redirect(f"{addresses.CATALOGUES}?xong=record&ma={code}", 303)


@blueprint.get(f"{_RECORD}/<code>/khung.yaml")
def begin(code: str) -> Response:
    """Give a form file begun from the record of a procedure."""
    with reading() as session:
        source = looking.record(session, code)
    try:
        made = skeleton(read(source))
    except NotARecord as error:
        typed = Typed({"code": code}, 0, {"code": _("Bản ghi không dùng được: %(why)s", why=error)})
        return _list(typed, 422)
    name = f'attachment; filename="{code}.yaml"'
    return Download(made.yaml, mimetype="text/yaml", headers={"Content-Disposition": name})


@blueprint.get(_VERSION)
def look(kind: str, version: int) -> Response:
    """Show what a version changes."""
    return _look(kind, version, Typed())


@blueprint.post(_VERSION)
def settle(kind: str, version: int) -> Response:
    """Apply a version, or refuse it."""
    typed = Typed.read(())
    if typed.errors:
        return _look(kind, version, typed, 422)
    applies = request.form.get("action") == "apply"
    try:
        with writing() as session:
            (settling.apply if applies else settling.refuse)(session, kind, version, typed.actor)
    except Conflict:
        typed.errors["reason"] = moved_on()
        return _look(kind, version, typed, 409)
    return redirect(f"{addresses.CATALOGUES}?xong={'applied' if applies else 'refused'}", 303)


def _list(typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        lines = looking.overview(session)
    page = render_template(
        "console/administration/catalogues.html",
        here="admin",
        lines=lines,
        typed=typed,
        done=request.args.get("xong", ""),
        record=procedure_code(request.args.get("ma", "")) or "",
    )
    return make_response(page, status)


def _look(kind: str, version: int, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        row = looking.one(session, kind, version)
        changes = looking.changes(session, row)
        running = looking.running(session, kind, _touched(changes))
    page = render_template(
        "console/administration/catalogue_version.html",
        here="admin",
        row=row,
        changes=changes[:MOST],
        counts={sort: _count(changes, sort) for sort in ("gone", "changed", "added")},
        doubts=looking.doubts(row),
        running=running,
        typed=typed,
    )
    return make_response(page, status)


def _touched(changes: list[Change]) -> list[str]:
    return [one.code for one in changes if one.sort != "added"][:MOST]


def _count(changes: list[Change], sort: str) -> int:
    return sum(1 for one in changes if one.sort == sort)


def _not_had(row: CataloguePull) -> str:
    return str(_("Chưa lấy được từ Cổng quốc gia: %(why)s", why=row.said))
