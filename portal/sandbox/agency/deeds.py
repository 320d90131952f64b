"""An officer's deed (việc của cán bộ), read from a programme's JSON or from a page's form."""

import io
from base64 import b64decode
from datetime import datetime
from typing import Any

from portal.sandbox.agency.autopilot import OFFICER, UNIT, keep_result
from portal.sandbox.agency.files import Files
from portal.sandbox.agency.news import KINDS, Deed
from portal.sandbox.agency.result import ready
from portal.sandbox.shell.moments import read_moment

# A test may write these into a piece of news as they should not be.
_FORCED = ("id", "seq", "occurred_at", "content_hash")
_TEXTS = ("officer", "unit", "note", "answers", "to_agency")
Errors = dict[str, list[str]]
# A file's name, media type, bytes, and the document it is.
Content = tuple[str, str, bytes, str | None]


class BadDeed(ValueError):
    """A deed that cannot be read; ``errors`` says which fields are wrong."""

    def __init__(self, errors: Errors) -> None:
        super().__init__(str(errors))
        self.errors = errors


def read_deed(files: Files, agency: str, code: str, body: dict[str, Any]) -> Deed:
    """Read a deed; one that decides without a file gets a sample result made for it.

    :param body: kind, due_at, officer, unit, note, answers, reasons, fees[{name, kind, amount}],
        step{name, since, until}, wanted[{answer or document or file, words}],
        claim{outcome, lines[{line, amount}]}, files[{name, media_type, content_base64, document}],
        result (false: none made), and what to force.
    :raises BadDeed: when a field is wrong.
    """
    errors: Errors = {}
    kind = body.get("kind")
    if kind not in KINDS:
        errors["kind"] = [f"one of {', '.join(KINDS)}"]
    due_at = _due(body.get("due_at"), errors)
    contents = _contents(body.get("files", []), errors)
    _check_words(body, errors)
    if errors:
        raise BadDeed(errors)
    described = [_keep(files, agency, content) for content in contents]
    if kind == "decided" and not described and body.get("result", True):
        described = [keep_result(files, agency, code)]
    return Deed(
        kind=str(kind),
        due_at=due_at,
        officer=body.get("officer", OFFICER),
        unit=body.get("unit", UNIT),
        note=body.get("note"),
        reasons=tuple(body.get("reasons", [])),
        files=tuple(described),
        answers=body.get("answers"),
        fees=tuple(body.get("fees", [])),
        step=body.get("step"),
        to_agency=body.get("to_agency"),
        wanted=tuple(body.get("wanted", [])),
        claim=body.get("claim"),
        forced={name: body[name] for name in _FORCED if name in body},
    )


def _check_words(body: dict[str, Any], errors: Errors) -> None:
    for name in _TEXTS:
        if body.get(name) is not None and not isinstance(body[name], str):
            errors[name] = ["text or null"]
    reasons, fees, step = body.get("reasons", []), body.get("fees", []), body.get("step")
    if not isinstance(reasons, list) or not all(isinstance(item, str) for item in reasons):
        errors["reasons"] = ["a list of texts"]
    if not isinstance(fees, list) or not all(map(_is_fee, fees)):
        errors["fees"] = ["a list of {name, kind, amount}"]
    wanted = body.get("wanted", [])
    if not isinstance(wanted, list) or not all(isinstance(item, dict) for item in wanted):
        errors["wanted"] = ["a list of {answer or document or file, words}"]
    if body.get("claim") is not None and not _is_answer(body["claim"]):
        errors["claim"] = ["{outcome, lines[{line, amount}]} or null"]
    if step is not None and not isinstance(step, dict):
        errors["step"] = ["{name, since, until} or null"]


def _is_answer(value: Any) -> bool:
    lines = value.get("lines", []) if isinstance(value, dict) else None
    return isinstance(lines, list) and all(map(_is_fee, lines))


def _is_fee(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("amount"), int)


def _due(value: Any, errors: Errors) -> datetime | None:
    if value is None:
        return None
    try:
        return read_moment(str(value))
    except ValueError:
        errors["due_at"] = ["ISO 8601 with an offset, or null"]
        return None


def _contents(value: Any, errors: Errors) -> list[Content]:
    try:
        return [
            (
                str(item["name"]),
                str(item["media_type"]),
                b64decode(item["content_base64"], validate=True),
                item.get("document", "result"),
            )
            for item in value
        ]
    except (AttributeError, KeyError, TypeError, ValueError):
        errors["files"] = ["a list of {name, media_type, content_base64, document}"]
        return []


def _keep(files: Files, agency: str, content: Content) -> dict[str, Any]:
    _, media_type, data, _ = content
    described = ready(*content)
    files.put(agency, described["sha256"], io.BytesIO(data), media_type)
    return described
