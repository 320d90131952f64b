"""What the national axis answers: transport's own word, never what became of a document."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from marshmallow import ValidationError, fields

from connectors.codecs import json_text
from connectors.codecs.tolerant import Tolerant, Word
from connectors.document_messages import PackageKind, WaitingPackage
from connectors.errors import Raw, Reason, Rejected, Unavailable
from connectors.http import Response

_AHEAD = timedelta(hours=7)
_MOMENTS = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%d/%m/%Y %H:%M:%S")
_LONGEST = 500


class _Said(Tolerant):
    """The three words every answer has; they are written in more than one way."""

    status = Word(load_default="", allow_none=True)
    ErrorCode = Word(load_default="", allow_none=True)
    ErrorDesc = Word(load_default="", allow_none=True)
    DocId = Word(load_default="", allow_none=True)
    data = fields.Raw(load_default=None, allow_none=True)


class _Listed(Tolerant):
    """A package in the list of those that wait."""

    docId = Word(required=True)
    messageType = Word(load_default="", allow_none=True)
    from_ = Word(load_default="", allow_none=True, data_key="from")
    created_time = Word(load_default="", allow_none=True)


class _Sent(Tolerant):
    """A package in the list of those we sent."""

    senderDocId = Word(load_default="", allow_none=True)
    notation = Word(load_default="", allow_none=True)
    title = Word(load_default="", allow_none=True)


def opened(response: Response, later: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Read an answer that has to say yes.

    :raises Rejected: if it says no, with the axis's words.
    :raises Unavailable: if its error code is one of ``later``.
    :raises ConnectorError: if it cannot be read: as good as no answer.
    """
    try:
        said: dict[str, Any] = _Said().load(json_text.read_object(response.body))
    except (ValueError, ValidationError) as error:
        raise response.unclear(f"{error}"[:300]) from error
    return wanted(said, response.raw, later)


def wanted(said: dict[str, Any], raw: Raw, later: frozenset[str]) -> dict[str, Any]:
    """Let a yes pass.

    :raises Rejected: if it says no, with the axis's words.
    :raises Unavailable: if its error code is one of ``later``.
    """
    code, words = said.get("ErrorCode") or "", said.get("ErrorDesc") or ""
    if str(said.get("status")).upper() == "OK" and code in ("", "0"):
        return said
    if code in later:
        raise Unavailable(f"the axis says later (code {code[:20]})", raw)
    reason = Reason("", f"{words or 'no reason given'} ({code})"[:_LONGEST])
    raise Rejected("the axis refuses this", raw, [reason])


def listed(said: dict[str, Any], kind: PackageKind) -> Sequence[WaitingPackage]:
    """Read which packages wait; a row without a number cannot be fetched and is left aside."""
    return [
        WaitingPackage(row["docId"], kind, row["from_"] or "", _moment(row["created_time"]))
        for row in _rows(said, _Listed())
        if (row["messageType"] or kind).lower() == kind
    ]


def found(said: dict[str, Any], code: str, subject: str, document_id: str) -> str | None:
    """Find what was sent among what the axis lists; None if it does not hold it.

    How ``notation`` is written is not known for sure: as number and notation, or as notation
    alone beside the title.
    """
    for row in _rows(said, _Sent()):
        ours, notation = row["senderDocId"] or "", (row["notation"] or "").replace(" ", "")
        alone = notation == code.partition("/")[2] and (row["title"] or "").strip() == subject
        if document_id in (ours, notation) or notation == code.replace(" ", "") or alone:
            return ours or code
    return None


def _rows(said: dict[str, Any], shape: Tolerant) -> Iterator[dict[str, Any]]:
    rows = said.get("data")
    for row in rows if isinstance(rows, list) else ():
        with suppress(ValidationError):
            yield shape.load(row)


def _moment(text: str | None) -> datetime | None:
    for shape in _MOMENTS:
        with suppress(ValueError, OverflowError):
            return (datetime.strptime((text or "")[:19], shape) - _AHEAD).replace(tzinfo=UTC)
    return None
