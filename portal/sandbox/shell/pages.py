"""The plain pages of the sandboxes: one template frame, one style, answers to mistakes."""

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, jsonify, make_response, render_template, request
from flask.json.provider import DefaultJSONProvider
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.exceptions import HTTPException

from portal.sandbox.shell.moments import shown

_SHELL = Path(__file__).parent / "templates"
_WORDS = {
    400: "Yêu cầu không đọc được",
    403: "Yêu cầu đến từ một trang khác",
    404: "Không tìm thấy trang này",
    405: "Địa chỉ này không nhận cách gọi đó",
    413: "Nội dung gửi lên quá lớn",
    500: "Hộp thử gặp lỗi",
    503: "Hệ thống đang tạm ngừng",
}


class _Json(DefaultJSONProvider):
    """JSON with Vietnamese as it is, in the order it was made."""

    ensure_ascii = False
    sort_keys = False


def make_app(name: str, folder: Path) -> Flask:
    """Make the Flask application of one sandbox; its templates lie in ``folder``."""
    app = Flask(f"sandbox.{name}", template_folder=None, static_folder=None)
    app.jinja_options = {
        "loader": ChoiceLoader([FileSystemLoader(folder), FileSystemLoader(_SHELL)]),
        "undefined": StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.jinja_env.filters["shown"] = shown
    app.json = _Json(app)
    app.register_error_handler(HTTPException, _mistake)
    app.after_request(_guard)
    return app


def own_page_only() -> None:
    """Refuse a form that another site's page sent: the switches are this machine's alone."""
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        abort(403)


def problem(status: int, **body: Any) -> Response:
    """Answer a programme with an error in JSON."""
    answer = jsonify(body)
    answer.status_code = status
    return answer


def json_object() -> dict[str, Any]:
    """Read the request's JSON object, or answer 400."""
    value = request.get_json(force=True, silent=True)
    if not isinstance(value, dict):
        abort(make_response(problem(400, error="json")))
    return value


def _mistake(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or 500
    words = _WORDS.get(status, error.name)
    if "text/html" in request.headers.get("Accept", ""):
        return make_response(render_template("mistake.html", words=words), status)
    return problem(status, error=error.name.lower(), message=words)


def _guard(answer: Response) -> Response:
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Cache-Control", "no-store")
    answer.headers.setdefault("X-Robots-Tag", "noindex")
    if answer.mimetype == "text/html":
        answer.headers["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
    return answer


def plain(row: sqlite3.Row) -> dict[str, Any]:
    """Turn a row of the store into a mapping, for templates and JSON."""
    return {key: row[key] for key in row.keys()}
