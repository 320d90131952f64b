"""Read which answers and papers a one-stop system wants put right, one by one."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from connectors.codecs.tolerant import MISSING, Text, Tolerant
from connectors.wanted import ANSWER, DOCUMENT, FILE, Wanted

ONE_THING = "Phải nêu đúng một: answer, document hoặc file (name one: answer, document or file)"

_KINDS = (ANSWER, DOCUMENT, FILE)


class WantedEntry(Tolerant):
    """One thing to be put right: an answer's name, a paper's id or a file's, and words on it."""

    answer = Text(200, load_default=None, allow_none=True)
    document = Text(100, load_default=None, allow_none=True)
    file = Text(100, load_default=None, allow_none=True)
    words = Text(1000, load_default="", allow_none=True)

    @validates_schema
    def _whole(self, entry: Mapping[str, Any], **_more: Any) -> None:
        if sum(bool(entry.get(kind)) for kind in _KINDS) != 1:
            raise ValidationError(ONE_THING)
        if entry.get(ANSWER) and not (entry.get("words") or "").strip():
            # A paper may be asked for by its name alone; of an answer nobody could tell.
            raise ValidationError(MISSING, "words")


def wanted(entries: Iterable[Mapping[str, Any]]) -> tuple[Wanted, ...]:
    """Put what is to be put right into our words; how each reads, its dossier says."""
    return tuple(_one(entry) for entry in entries)


def _one(entry: Mapping[str, Any]) -> Wanted:
    about = next(kind for kind in _KINDS if entry[kind])
    return Wanted(about, entry[about], "", " ".join((entry["words"] or "").split()))
