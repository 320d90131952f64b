"""Questions and complaints asked at the national portal (LayDanhSachHoiDapGuiTuDVCQG), read.

Under which names things stand is a table (``questions``); capitals do not matter. What is not
needed and cannot be read is left out; without its text, a code and a unit nobody can answer one,
and it is listed with what is wrong with it: what was fetched is never let go in silence.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from connectors.enquiry_messages import Asked
from connectors.errors import Rejected
from connectors.national.portal import moments
from connectors.national.portal.envelope import Envelope
from connectors.national.portal.tables import Tables
from connectors.organisations import is_dossier_code

_LONGEST_LINE, _LONGEST_TEXT, _LONGEST_RAW = 200, 20_000, 60_000
_NEEDED = ("code", "unit", "words")
_QUESTION = "question"
# Of those without a moment nobody knows which was first: they come after those that have one.
_LAST = datetime.max.replace(tzinfo=UTC)


def listed(pages: Iterator[Envelope], tables: Tables) -> tuple[Asked, ...]:
    """Read what the pages of a list hold, the oldest first; what is answered there is left out.

    :raises Rejected: if a page is no list.
    """
    entries = [entry for page in pages for entry in _entries(page)]
    read = [_read(entry, tables) for entry in entries if not _answered(entry, tables)]
    return tuple(sorted(read, key=lambda one: one.asked_at or _LAST))


def _entries(page: Envelope) -> list[Any]:
    if not page.result:
        return []
    if isinstance(page.result, dict):
        return [page.result]
    if not isinstance(page.result, list):
        raise Rejected("the list of questions is no list", page.response.raw)
    return page.result


def _answered(entry: Any, tables: Tables) -> bool:
    return bool(isinstance(entry, dict) and _text(_Names(entry, tables).value("answer")))


def _read(entry: Any, tables: Tables) -> Asked:
    names = _Names(entry if isinstance(entry, dict) else {}, tables)
    said = {name: _line(names.value(name)) for name in ("code", "unit", "name", "phone", "kind")}
    title, words = _line(names.value("title")), _text(names.value("words"))
    said["words"] = "\n".join(part for part in (title, words) if part)[:_LONGEST_TEXT]
    dossier, raw = _line(names.value("dossier")), _raw(entry)
    wrong = [names.known(name) for name in _NEEDED if not said[name]]
    return Asked(
        code=said["code"] or f"?{hashlib.sha256(raw.encode()).hexdigest()[:32]}",
        kind=_kind(said["kind"], tables),
        unit=said["unit"],
        dossier=dossier if is_dossier_code(dossier) else "",
        name=said["name"],
        phone=said["phone"],
        words=said["words"],
        asked_at=moments.guess(_text(names.value("asked_at"))),
        wrong=", ".join(wrong),
        raw=raw,
    )


class _Names:
    """Finds values of an entry under any of the names a thing may have."""

    def __init__(self, entry: Mapping[str, Any], tables: Tables) -> None:
        self._known = {str(name).upper(): value for name, value in entry.items()}
        self._names = tables.names["questions"]

    def value(self, what: str) -> Any:
        """Give the first value that is there; None for none."""
        found = (self._known.get(name.upper()) for name in self._names[what])
        return next((value for value in found if value not in (None, "")), None)

    def known(self, what: str) -> str:
        """Name a field as the portal most likely does."""
        return self._names[what][0]


def _kind(code: str, tables: Tables) -> str:
    found = (ours for ours, theirs in tables.codes["enquiry_kinds"].items() if theirs == code)
    return next(found, _QUESTION)


def _line(value: Any) -> str:
    text = "".join(one if one.isprintable() else " " for one in _text(value))
    return " ".join(text.split())[:_LONGEST_LINE]


def _text(value: Any) -> str:
    """Give text, or a number as text; anything else, and what cannot be stored, is nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).replace("\0", "").encode(errors="replace").decode().strip()


def _raw(entry: Any) -> str:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True)[:_LONGEST_RAW]
