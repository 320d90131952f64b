"""A draft, and what is sent to it."""

from marshmallow import Schema, fields

from portal.web.api.citizen.shapes.base import Fault, Id, Object, Strict, Text
from portal.web.api.citizen.shapes.open import AgencyRow


class Beginning(Strict):
    """What a citizen chooses before the first question."""

    procedure = Text(40, required=True, metadata={"example": "1.004194"})
    case = Text(80, required=True)
    agency = Id(required=True)


class Patch(Strict):
    """Answers by the names of their questions; null takes one away, what is not named stays."""

    answers = Object(
        keys=fields.String(),
        values=fields.Raw(allow_none=True),
        required=True,
        metadata={"example": {"phone": "0912345678"}},
    )


class Me(Schema):
    """Who is calling; ``csrf`` goes into X-CSRFToken of a browser that writes."""

    name = fields.String(required=True)
    assurance = fields.String(required=True)
    csrf = fields.String(required=True, allow_none=True)


class File(Schema):
    """A file, with the fingerprint of the bytes the portal keeps."""

    id = fields.UUID(required=True)
    document = fields.String(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)


class Needed(Schema):
    """A document these answers ask for: required, optional, may_be_needed or information."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    hint = fields.String(required=True)
    state = fields.String(required=True)
    takes_files = fields.Boolean(required=True)
    min_files = fields.Integer(required=True)
    max_files = fields.Integer(required=True)
    max_size = fields.Integer(required=True, metadata={"description": "bytes of one file"})
    media_types = fields.List(fields.String(), required=True)
    files = fields.List(fields.Nested(File), required=True)


class FeeLine(Schema):
    """One fee that falls due; null is told by the agency."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    quantity = fields.Integer(required=True)
    unit_amount = fields.Integer(required=True, allow_none=True)
    amount = fields.Integer(required=True, allow_none=True)


class FeeDue(Schema):
    """What these answers cost, in đồng; ``open`` if the agency will still tell a part of it."""

    total = fields.Integer(required=True)
    open = fields.Boolean(required=True)
    lines = fields.List(fields.Nested(FeeLine), required=True)


class DraftRow(Schema):
    """A draft in the list."""

    id = fields.UUID(required=True)
    procedure = fields.String(required=True)
    name = fields.String(required=True)
    case = fields.String(required=True)
    agency = fields.Nested(AgencyRow, required=True)
    form = fields.String(required=True, metadata={"description": "hash of its form version"})
    newer_form = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "hash of a newer version the citizen has not decided about"},
    )
    created_at = fields.AwareDateTime(required=True)
    saved_at = fields.AwareDateTime(required=True)
    expires_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True, metadata={"description": "the number in the ETag"})


class DraftList(Schema):
    """A citizen's drafts, last saved first."""

    items = fields.List(fields.Nested(DraftRow), required=True)


class Draft(DraftRow):
    """A draft: ``answers`` as typed, ``clean`` as understood, and what still stands in the way."""

    answers = fields.Dict(required=True)
    clean = fields.Dict(required=True)
    locked = fields.List(fields.String(), required=True)
    visible = fields.List(fields.String(), required=True)
    ignored = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "sent just now for questions nobody is asked"},
    )
    problems = fields.List(fields.Nested(Fault), required=True)
    warnings = fields.List(fields.Nested(Fault), required=True)
    documents = fields.List(fields.Nested(Needed), required=True)
    fee = fields.Nested(FeeDue, required=True)
    ready = fields.Boolean(required=True, metadata={"description": "it can be submitted"})


class FileName(Strict):
    """How a file is called."""

    name = Text(300, required=True, metadata={"example": "giay-chung-sinh.pdf"})
