"""Schemas whose messages are codes: ``problems`` puts them into the caller's language."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

_CODES: dict[str, str | list[Any] | dict[Any, Any]] = {
    "required": "required",
    "null": "required",
    "invalid": "type",
    "invalid_utf8": "bad_text",
    "invalid_uuid": "type",
    "validator_failed": "invalid",
    "too_large": "out_of_range",
    "type": "type",
}


class Strict(Schema):
    """A schema for what comes in: names it does not know are faults."""

    error_messages = {"unknown": "unknown", "type": "type"}

    class Meta:
        """Refuse what is not described."""

        unknown = RAISE


class Text(fields.String):
    """A text that comes in."""

    default_error_messages = _CODES

    def __init__(self, longest: int, *, least: int = 1, **more: Any) -> None:
        length = validate.Length(min=least, max=longest, error="length")
        super().__init__(validate=length, **more)


class Id(fields.UUID):
    """An id that comes in."""

    default_error_messages = _CODES


class Count(fields.Integer):
    """A whole number that comes in."""

    default_error_messages = _CODES

    def __init__(self, least: int, most: int, **more: Any) -> None:
        within = validate.Range(least, most, error="out_of_range")
        super().__init__(validate=within, strict=False, **more)


class Object(fields.Dict):
    """An object that comes in, by whatever names."""

    default_error_messages = _CODES


class Words(Schema):
    """A text in both languages."""

    vi = fields.String(required=True)
    en = fields.String(required=True)


class Fault(Schema):
    """What is wrong with one field."""

    field = fields.String(required=True, metadata={"example": "answers.phone"})
    code = fields.String(required=True, metadata={"example": "invalid"})
    message = fields.String(required=True, metadata={"example": "Số điện thoại có 10 chữ số"})


class Both(Schema):
    """An answer of which two versions are known."""

    field = fields.String(required=True)
    sent = fields.Raw(required=True, allow_none=True)
    stored = fields.Raw(required=True, allow_none=True)


class Problem(Schema):
    """What every answer that is no success looks like (RFC 9457).

    ``version`` and ``conflicts`` come with 412, ``dossier`` with a draft that was submitted.
    """

    type = fields.String(required=True, metadata={"example": "about:blank"})
    title = fields.String(required=True, metadata={"example": "Chưa nhận được"})
    detail = fields.String(required=True)
    status = fields.Integer(required=True, metadata={"example": 422})
    reference = fields.String(
        required=True, metadata={"description": "tell it when you ask for help"}
    )
    errors = fields.List(fields.Nested(Fault), required=True)
    version = fields.Integer(metadata={"description": "of the draft as it stands"})
    conflicts = fields.List(fields.Nested(Both))
    dossier = fields.String(metadata={"description": "the code the draft has become"})


def words(**more: Any) -> fields.Nested:
    """Make a field of a text in both languages."""
    return fields.Nested(Words, **more)
