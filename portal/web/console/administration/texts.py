"""What SMS say: the words that count, other words to be approved, and who approves them."""

from collections.abc import Mapping
from typing import Any

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services import sms_texts
from portal.services.administration import texts
from portal.services.sms_texts import Key, Reader
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed, moved_on
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

blueprint = guarded("console_texts", __name__)
_ONE = f"{addresses.TEXTS}/<language>/<any(news, requests, drafts, enquiries):reader>/<occasion>"


@blueprint.get(addresses.TEXTS)
def everything() -> str:
    """List the texts of a language."""
    languages = sorted(sms_texts.texts(), key=lambda name: name != sms_texts.SOURCE)
    asked = request.args.get("tieng", sms_texts.SOURCE)
    chosen = asked if asked in languages else sms_texts.SOURCE
    with reading() as session:
        lines = texts.overview(session, chosen)
    return render_template(
        "console/administration/texts.html",
        here="admin",
        lines=lines,
        spoken=languages,
        chosen=chosen,
    )


@blueprint.get(_ONE)
def one(language: str, reader: Reader, occasion: str) -> Response:
    """Show a text, what it was before, and a field to word it anew."""
    key = _known(language, reader, occasion)
    with reading() as session:
        body = sms_texts.standing(session, key)
    return _page(key, Typed({"body": body}))


@blueprint.post(_ONE)
def propose(language: str, reader: Reader, occasion: str) -> Response:
    """Keep other words to be approved, or say what is wrong with them."""
    key, typed = _known(language, reader, occasion), Typed.read(("body",))
    if typed.errors:
        return _page(key, typed, 422)
    try:
        with writing() as session:
            base_url = rt().settings.base_url
            row = texts.propose(session, key, typed["body"], base_url, typed.actor)
    except Unacceptable as error:
        typed.errors["body"] = _worded(error)
        return _page(key, typed, 422)
    except Conflict:
        typed.errors["body"] = moved_on()
        return _page(key, typed, 409)
    return redirect(addresses.text(*key, row.version), 303)


@blueprint.get(f"{_ONE}/<int:version>")
def look(language: str, reader: Reader, occasion: str, version: int) -> Response:
    """Show other words beside those that count."""
    return _look((_known(language, reader, occasion), version), Typed())


@blueprint.post(f"{_ONE}/<int:version>")
def settle(language: str, reader: Reader, occasion: str, version: int) -> Response:
    """Approve other words, or throw them away."""
    key, typed = _known(language, reader, occasion), Typed.read(())
    if typed.errors:
        return _look((key, version), typed, 422)
    deed = texts.approve if request.form.get("action") == "approve" else texts.withdraw
    try:
        with writing() as session:
            deed(session, key, version, typed.actor)
    except Unacceptable:
        typed.errors["reason"] = _("Người duyệt phải khác người soạn")
        return _look((key, version), typed, 422)
    except Conflict:
        typed.errors["reason"] = moved_on()
        return _look((key, version), typed, 409)
    return redirect(addresses.text(*key), 303)


def _known(language: str, reader: Reader, occasion: str) -> Key:
    key = Key(language, reader, occasion)
    if not texts.known(key):
        raise NotFound("/".join(key))
    return key


def _worded(error: Unacceptable) -> str:
    facts: Mapping[str, Any] = error.facts
    said: dict[str, str] = {
        "accents": _("Viết không dấu, trên một dòng: tin có dấu dài gấp đôi và tốn gấp đôi"),
        "blanks": _(
            "Giữ đúng các chỗ trống sau, mỗi chỗ một lần hoặc hơn: %(names)s",
            names=", ".join(f"{{{name}}}" for name in facts.get("wanted", ())),
        ),
        "link": _("Kết thúc bằng {link}, để điện thoại nhận ra liên kết"),
        "dear": _("Không dùng [ ] { } | ^ ~ \\ €: mỗi ký tự này tính bằng hai"),
        "long": _(
            "Dài %(length)s ký tự khi điền đủ, một tin chỉ được %(most)s",
            length=facts.get("length"),
            most=facts.get("most"),
        ),
        "same": _("Giống lời đang dùng"),
    }
    return said[error.reason]


def _page(key: Key, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        body, rows = sms_texts.standing(session, key), texts.history(session, key)
    page = render_template(
        "console/administration/text.html",
        here="admin",
        key=key,
        body=body,
        shipped=sms_texts.shipped(key),
        example=texts.example(body, rt().settings.base_url),
        rows=rows,
        typed=typed,
    )
    return make_response(page, status)


def _look(which: tuple[Key, int], typed: Typed, status: int = 200) -> Response:
    key, version = which
    with reading() as session:
        body, rows = sms_texts.standing(session, key), texts.history(session, key)
    row = next((each for each in rows if each.version == version), None)
    if row is None:
        raise NotFound(str(version))
    page = render_template(
        "console/administration/text_version.html",
        here="admin",
        key=key,
        row=row,
        body=body,
        example=texts.example(row.body or sms_texts.shipped(key), rt().settings.base_url),
        typed=typed,
    )
    return make_response(page, status)
