"""What a provincial axis answers, and what its error codes mean for us."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors.codecs import json_text
from connectors.document_messages import PackageKind, WaitingPackage
from connectors.errors import Misconfigured, Raw, Reason, Rejected, Unavailable, Unknown
from connectors.http import Response

_AHEAD = timedelta(hours=7)
_MOMENTS = ("%Y/%m/%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
YES = frozenset({"", "0", "00", "200"})
# Error codes of the guide; what each means for us. Any other is for a person.
OURS = frozenset({"15", "19"})  # sai SystemId/SecretKey; đơn vị gửi không đăng ký
UNCLEAR = frozenset({"20"})  # lỗi hệ thống: nobody says whether the package was taken


def opened(response: Response) -> dict[str, Any]:
    """Read an answer that has to say yes.

    :raises Misconfigured: if it means our settings.
    :raises Unknown: if its own system failed.
    :raises Rejected: if it says any other no, with its words.
    """
    said = _object(response)
    data = said.get("data")
    inside: Mapping[str, Any] = data if isinstance(data, dict) else said
    code = str(inside.get("errorCode") or said.get("errorCode") or "")
    good = said.get("success") is not False and code in YES and response.good
    if not good:
        _refuse(code, str(inside.get("errorDesc") or said.get("message") or ""), response.raw)
    return said


def _refuse(code: str, words: str, raw: Raw) -> None:
    told = f"{words or 'no reason given'} ({code or 'no code'})"[:500]
    if code in OURS:
        raise Misconfigured(f"the axis does not know us: {told}", raw)
    if code in UNCLEAR:
        raise Unknown(f"the axis failed over this: {told}", raw)
    raise Rejected("the axis refuses this", raw, [Reason("", told)])


def token(response: Response) -> str:
    """Read the token of a sign-in.

    :raises Misconfigured: if there is none.
    """
    inside = _object(response).get("data")
    text = inside.get("token") if isinstance(inside, Mapping) else None
    fits = isinstance(text, str) and text.isascii() and text.isprintable() and " " not in text
    if not fits or not text or not response.good:
        raise Misconfigured(f"the axis gives no token ({response.status})", response.raw)
    return str(text)


def reference(said: Mapping[str, Any]) -> str:
    """Give the axis's number of what was sent, wherever the answer has it."""
    data = said.get("data")
    inside = data if isinstance(data, Mapping) else said
    return str(inside.get("docId") or said.get("docId") or "")


def listed(said: Mapping[str, Any], kind: PackageKind) -> Iterator[WaitingPackage]:
    """Read which packages wait; what was settled before is listed still, by its status."""
    rows = said.get("data")
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, Mapping) or not row.get("docId"):
            continue
        if str(row.get("status") or "").lower() not in ("done", "fail"):
            at = _moment(str(row.get("createdTime") or ""))
            yield WaitingPackage(str(row["docId"]), kind, str(row.get("from") or ""), at)


def package(said: Mapping[str, Any], raw: Raw) -> Iterator[bytes]:
    """Put a package together: it comes as text, its files beside it where it has none inside.

    :raises Unavailable: if there is no text.
    """
    data = said.get("data")
    inside = data if isinstance(data, Mapping) and data.get("edxml") else said
    text = inside.get("edxml")
    if not isinstance(text, str) or not text.strip():
        raise Unavailable("the axis says yes and gives no package", raw)
    whole = text.encode() if text.lstrip().startswith("<") else _from_base64(text, raw)
    files = inside.get("attachments")
    if not isinstance(files, list) or not files or b"AttachmentEncoded" in whole:
        yield whole
        return
    before, end, behind = whole.rpartition(b"</")
    yield before
    yield b"<AttachmentEncoded>"
    yield from _attached(files)
    yield b"</AttachmentEncoded>" + end + behind


def _attached(files: Sequence[Any]) -> Iterator[bytes]:
    for number, one in enumerate(files):
        if isinstance(one, Mapping):
            name = _escaped(str(one.get("fileName") or ""))
            content = _escaped(str(one.get("fileContent") or ""))
            yield (
                f"<Attachment><ContentId>cid:{number}</ContentId>"
                f"<AttachmentName>{name}</AttachmentName>"
                f"<ContentTransferEncoded>{content}</ContentTransferEncoded></Attachment>"
            ).encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _from_base64(text: str, raw: Raw) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Unavailable(f"the package cannot be taken: {error}", raw) from error


def _object(response: Response) -> dict[str, Any]:
    try:
        return json_text.read_object(response.body)
    except ValueError as error:
        if 400 <= response.status < 500:
            raise Rejected(f"the axis refuses this ({response.status})", response.raw) from error
        raise response.unclear(f"{error}"[:300]) from error


def _moment(text: str) -> datetime | None:
    for shape in _MOMENTS:
        with suppress(ValueError, OverflowError):
            return (datetime.strptime(text[:19], shape) - _AHEAD).replace(tzinfo=UTC)
    return None
