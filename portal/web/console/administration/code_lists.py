"""Code lists: everything the portal offers by code in one place, and the operators' own lists."""

import json
from typing import cast, get_args

from flask import Response as Download
from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forms.characters import folded
from forms.spec.words import Certainty, Text
from portal import clock
from portal.domain.code_lists import COLUMNS, Listed, write_table
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services.catalogues import lists, making
from portal.services.catalogues.lists import About
from portal.services.code_lists import PREFIX
from portal.services.code_lists import rows as counting
from portal.services.operations import deeds
from portal.web.citizen.downloads import to_be_saved
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed, moved_on
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

MOST = 300
_LONGEST = 200
"""How many entries one page shows; how many there are is always told."""
blueprint = guarded("console_code_lists", __name__)
_ONE = f"{addresses.LISTS}/<code>"
_FACTS = ("code", "name", "name_en", "source", "certainty")


@blueprint.get(addresses.LISTS)
def everything() -> str:
    """List every list."""
    with reading() as session:
        lines = lists.overview(session, rt())
    return render_template(
        "console/administration/code_lists.html",
        here="admin",
        lines=lines,
    )


@blueprint.get(_ONE)
def one(code: str) -> str:
    """Show a list: what it follows, what counts today, its versions."""
    asked = request.args.get("tim", "").strip()
    with reading() as session:
        line = lists.one(session, rt(), code)
        rows = counting(session, rt(), code, clock.today())
        history = lists.history(session, code)
        done = deeds.of_target(session, f"catalogue:{PREFIX}{code}")
    wanted = folded(asked[:_LONGEST])
    found = [row for row in rows if _matches(row, wanted)]
    return render_template(
        "console/administration/code_list.html",
        here="admin",
        line=line,
        rows=found[:MOST],
        found=len(found),
        asked=asked,
        history=history,
        deeds=done,
        done=request.args.get("xong", ""),
    )


@blueprint.get(f"{_ONE}/danh-muc.<any(csv, json):kind>")
def give(code: str, kind: str) -> Response:
    """Give what counts today as a table, or for programs."""
    with reading() as session:
        line = lists.one(session, rt(), code)
        rows = counting(session, rt(), code, clock.today())
    if kind == "csv":
        made = Download("\ufeff" + write_table(rows), mimetype="text/csv")
    else:
        entries = [dict(zip(COLUMNS, row.cells(), strict=True)) for row in rows]
        whole = {
            "code": code,
            "name": {"vi": line.about.name.vi, "en": line.about.name.en},
            "source": line.about.source,
            "certainty": line.about.certainty,
            "version": line.version.version if line.version else 0,
            "entries": entries,
        }
        made = Download(json.dumps(whole, ensure_ascii=False), mimetype="application/json")
    return to_be_saved(made, f"{code}.{kind}")


@blueprint.get(f"{addresses.LISTS}/lap")
def ask() -> Response:
    """Ask what a new list is to be called."""
    return _form(None, Typed())


@blueprint.post(f"{addresses.LISTS}/lap")
def make() -> Response:
    """Begin a list, or show what has to be mended."""
    typed = _typed()
    if typed.errors:
        return _form(None, typed, 422)
    try:
        with writing() as session:
            making.make(session, rt(), _about(typed), typed.actor)
    except Unacceptable:
        typed.errors["code"] = _("Mã gồm chữ thường không dấu, chữ số và gạch dưới, tối đa 40")
        return _form(None, typed, 422)
    except Conflict:
        typed.errors["code"] = _("Đã có danh mục mang mã này")
        return _form(None, typed, 409)
    return redirect(f"{addresses.code_list(typed['code'])}?xong=lap", 303)


@blueprint.get(f"{_ONE}/mo-ta")
def ask_facts(code: str) -> Response:
    """Ask for other facts of a list."""
    about = _changeable(code)
    values = {"code": code, "name": about.name.vi, "name_en": about.name.en}
    values |= {"source": about.source, "certainty": about.certainty}
    return _form(code, Typed(values, about.seen))


@blueprint.post(f"{_ONE}/mo-ta")
def describe(code: str) -> Response:
    """Keep other facts of a list."""
    about, typed = _changeable(code), _typed(code)
    if typed.errors:
        return _form(code, typed, 422)
    try:
        with writing() as session:
            making.describe(session, rt(), _about(typed, code), typed.actor)
    except Conflict as error:
        typed.errors["name"] = moved_on()
        return _form(code, Typed(typed.values, error.found, typed.errors), 409)
    return redirect(f"{addresses.code_list(about.code)}?xong=mo-ta", 303)


def _changeable(code: str) -> About:
    with reading() as session:
        about = lists.about(session, rt(), code)
    if about.fixed:
        raise NotFound(code)
    return about


def _typed(code: str = "") -> Typed:
    typed = Typed.read(_FACTS)
    if not code:
        typed.needs("code", _("Nhập mã danh mục, ví dụ loai_dat"))
    typed.needs("name", _("Nhập tên danh mục"))
    typed.needs("source", _("Nhập văn bản hoặc nơi lấy danh mục"))
    if typed["certainty"] not in get_args(Certainty):
        typed.errors["certainty"] = _("Chọn mức độ chắc chắn")
    return typed


def _about(typed: Typed, code: str = "") -> About:
    name = Text(typed["name"], typed["name_en"] or typed["name"])
    sure = cast(Certainty, typed["certainty"])
    return About(code or typed["code"], name, typed["source"], sure, False, None, typed.seen)


def _matches(row: Listed, wanted: str) -> bool:
    return not wanted or any(wanted in folded(text) for text in (row.code, row.name, row.name_en))


def _form(code: str | None, typed: Typed, status: int = 200) -> Response:
    page = render_template(
        "console/administration/code_list_form.html", here="admin", code=code, typed=typed
    )
    return make_response(page, status)
