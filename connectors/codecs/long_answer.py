"""One long text inside a JSON answer, decoded from base64 on the disk and never held in memory."""

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from connectors.codecs import json_text

_CHUNK = 256 * 1024
_MARK = "…"
# What base64 is broken up by inside JSON text.
_NO_LETTERS = re.compile(rb"\\r|\\n|\s")
_REST_LIMIT = 256 * 1024


@dataclass(frozen=True, slots=True)
class LongAnswer:
    """The answer without its long text, and where the bytes of that are (None: it had none)."""

    said: dict[str, Any]
    file: Path | None


def read(chunks: Iterable[bytes], field: str, folder: Path) -> LongAnswer:
    """Take an answer in whose ``field`` is base64 of any length; its bytes stay in ``folder``.

    :raises ValueError: if it is no such answer, or its text is no base64.
    """
    whole = folder / "answer.json"
    try:
        with whole.open("wb") as into:
            for chunk in chunks:
                into.write(chunk)
        with whole.open("rb") as source:
            return _parted(source, field, folder / "package")
    finally:
        whole.unlink(missing_ok=True)


def _parted(source: IO[bytes], field: str, target: Path) -> LongAnswer:
    """Cut the text out of the answer: what remains is small, or it is no answer."""
    name = re.compile(rb'"' + re.escape(field.encode()) + rb'"\s*:\s*(?=")')
    found = name.search(source.read(_CHUNK))
    source.seek(0)
    if found is None:
        return LongAnswer(_object(source.read(_REST_LIMIT + 1)), None)
    head = source.read(found.end())
    source.seek(found.end() + 1)
    with target.open("wb") as into:
        for block in _decoded(_until_quoted(source)):
            into.write(block)
    said = _object(head + f'"{_MARK}"'.encode() + source.read(_REST_LIMIT + 1))
    said.pop(field, None)
    return LongAnswer(said, target)


def _until_quoted(source: IO[bytes]) -> Iterator[bytes]:
    """Give what stands before the next quotation mark, and leave the file just behind that.

    :raises ValueError: if there is none.
    """
    while piece := source.read(_CHUNK):
        text, mark, behind = piece.partition(b'"')
        yield text
        if mark:
            source.seek(-len(behind), 1)
            return
    raise ValueError("the text has no end")


def _decoded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        rest += piece
        # An escape may be cut in two: it waits for its other half.
        held = rest[-1:] if rest.endswith(b"\\") else b""
        letters = _NO_LETTERS.sub(b"", rest[: len(rest) - len(held)]).replace(b"\\/", b"/")
        cut = len(letters) - len(letters) % 4
        yield base64.b64decode(letters[:cut], validate=True)
        rest = letters[cut:] + held
    if rest:
        raise ValueError("base64 is cut off")


def _object(text: bytes) -> dict[str, Any]:
    if len(text) > 2 * _REST_LIMIT:
        raise ValueError("the answer is too long")
    return json_text.read_object(text)
