"""How an agency's system is reached: settings as YAML, secrets written and never shown."""

from typing import Any

import yaml
from flask import make_response, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import stored
from portal.domain.errors import Conflict, Unacceptable, Unstorable
from portal.services import agencies as rows
from portal.services.administration import connections
from portal.services.administration.connections import Connection
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed, moved_on
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

blueprint = guarded("console_connections", __name__)
_FIELDS = ("connector", "endpoint", "secret", "polled")
_PAGE = f"{addresses.AGENCIES}/<code>/ket-noi"
_LONGEST = 20_000
_DEEPEST = 20


class NotSettings(ValueError):
    """A text that does not say settings; nothing of it is repeated, it may hold a secret."""


@blueprint.get(_PAGE)
def ask(code: str) -> Response:
    """Show how an agency is reached; of secrets only what they are called."""
    with reading() as session:
        row = rows.by_code(session, code)
    told = yaml.safe_dump(row.endpoint, allow_unicode=True, sort_keys=False) if row.endpoint else ""
    values = {
        "connector": row.connector,
        "endpoint": told,
        "polled": "yes" if row.polled else "",
    }
    return _page(code, Typed(values, row.row_version))


@blueprint.post(_PAGE)
def connect(code: str) -> Response:
    """Set how an agency is reached, or show what has to be mended."""
    typed = Typed.read(_FIELDS)
    endpoint, secret = _settings(typed, "endpoint"), _settings(typed, "secret")
    if typed.errors:
        return _page(code, typed, 422)
    wanted = Connection(typed["connector"], endpoint, secret, bool(typed["polled"]))
    try:
        with writing() as session:
            connections.connect(session, rt(), (code, typed.seen), wanted, typed.actor)
    except Unacceptable as error:
        typed.errors.update([_worded(error)])
        return _page(code, typed, 422)
    except Conflict:
        typed.errors["connector"] = moved_on()
        return _page(code, typed, 409)
    return redirect(addresses.agency(code, "ket-noi"), 303)


def settings(text: str) -> dict[str, Any]:
    """Read settings written as YAML.

    :raises NotSettings: if it is too long, no YAML, no names with values, or refers to itself.
    """
    if len(text) > _LONGEST:
        raise NotSettings
    try:
        _look(text)
        told = yaml.safe_load(text)
        # YAML has more than JSON keeps: days, what is no number, escapes for a NUL.
        stored.as_json(told)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, Unstorable) as error:
        raise NotSettings from error
    if told is None:
        return {}
    if not isinstance(told, dict) or not all(isinstance(name, str) for name in told):
        raise NotSettings
    return told


def _look(text: str) -> None:
    """Refuse what refers to itself, and so grows without end, and what is nested deep.

    The reader takes a minute for some thousands of brackets; it is stopped before.
    """
    depth = 0
    for event in yaml.parse(text, yaml.SafeLoader):
        begins = isinstance(event, yaml.CollectionStartEvent)
        depth += begins - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            raise NotSettings


def _settings(typed: Typed, name: str) -> dict[str, Any]:
    try:
        found = settings(typed[name])
    except NotSettings:
        typed.errors[name] = _("Mỗi dòng một thiết lập, dạng “tên: giá trị”")
        return {}
    return {key: "" if value is None else value for key, value in found.items()}


def _worded(error: Unacceptable) -> tuple[str, str]:
    if error.reason == "connector":
        return "connector", _("Chọn cách kết nối")
    if error.reason == "busy":
        return "connector", _(
            "Cơ quan còn hồ sơ đang giải quyết. Xong các hồ sơ đó rồi mới đổi giữa bàn một cửa "
            "và hệ thống riêng"
        )
    return "endpoint", _("Thiết lập chưa đúng: %(said)s", said=error.facts.get("said", ""))


def _page(code: str, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        row = rows.by_code(session, code)
        kept = sorted(connections.secrets(rt(), row))
    # A secret that was typed is not sent back: it would stand in a page somebody may print.
    shown = Typed({**typed.values, "secret": ""}, row.row_version, typed.errors)
    page = render_template(
        "console/administration/connection.html",
        here="admin",
        row=row,
        typed=shown,
        kept=kept,
        choices=connections.choices(),
    )
    return make_response(page, status)
