"""Schemas for what partners say: new fields are left aside, what we act on is exact.

Every message is in Vietnamese and English, since it is sent back to whoever has to mend it.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields
from marshmallow.types import ErrorMessages

MISSING = "Thiếu trường này (required)"
NOT_TEXT = "Phải là chuỗi ký tự (must be text)"
TOO_LONG = "Quá dài (too long)"
NOT_WHOLE = "Phải là số nguyên từ 0 trở lên (must be an integer from 0)"
NO_MOMENT = "Phải là thời điểm ISO 8601 có múi giờ (must be an ISO 8601 moment with an offset)"
NO_HASH = "Phải là SHA-256 gồm 64 chữ số hex (must be SHA-256 in hex)"
NOT_JSON = "Phải là một đối tượng JSON (must be a JSON object)"

NO_LIST: ErrorMessages = {
    "invalid": "Phải là danh sách (must be a list)",
    "required": MISSING,
    "null": MISSING,
}
NO_OBJECT: ErrorMessages = {"type": NOT_JSON, "required": MISSING, "null": MISSING}

_SHA256 = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)
_BIGGEST = 2**53 - 1


class Text(fields.String):
    """Text of at most ``longest`` characters; not blank where it is required."""

    default_error_messages: ErrorMessages = {
        "required": MISSING,
        "null": MISSING,
        "invalid": NOT_TEXT,
    }

    def __init__(self, longest: int, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(NOT_TEXT)
        if len(value) > self.longest:
            raise ValidationError(TOO_LONG)
        if self.required and not value.strip():
            raise ValidationError(MISSING)
        return value


class Word(fields.Raw):
    """Text, or a number that stands for text: some systems number what others name."""

    default_error_messages: ErrorMessages = {"required": MISSING, "null": MISSING}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise ValidationError(NOT_TEXT)
        return str(value)[:500]


class Count(fields.Raw):
    """A whole number from 0 that JSON carries without loss."""

    default_error_messages: ErrorMessages = {"required": MISSING, "null": MISSING}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _BIGGEST:
            raise ValidationError(NOT_WHOLE)
        return value


class Moment(fields.Raw):
    """A moment with its offset. One without is refused: guessing it moves a due date by hours."""

    default_error_messages: ErrorMessages = {"required": MISSING, "null": MISSING}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise ValidationError(NO_MOMENT) from None
        if moment.tzinfo is None or not 1900 < moment.year < 2200:
            raise ValidationError(NO_MOMENT)
        return moment.astimezone(UTC)


class Hash(fields.Raw):
    """A SHA-256, given back in lower case."""

    default_error_messages: ErrorMessages = {"required": MISSING, "null": MISSING}

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or not _SHA256.fullmatch(value):
            raise ValidationError(NO_HASH)
        return value.lower()


class Tolerant(Schema):
    """Takes what it knows and leaves the rest aside (it stays in the raw message)."""

    error_messages = {"type": NOT_JSON}

    class Meta:
        unknown = EXCLUDE


def flat(messages: Any, path: str = "") -> dict[str, list[str]]:
    """Turn nested error messages into one list for each dotted path."""
    if not isinstance(messages, Mapping):
        return {path or "_schema": [str(said) for said in messages]}
    found: dict[str, list[str]] = {}
    for name, inner in messages.items():
        found.update(flat(inner, f"{path}.{name}" if path else str(name)))
    return found
