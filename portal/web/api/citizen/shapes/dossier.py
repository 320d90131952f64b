"""A dossier as its citizen may see it."""

from marshmallow import Schema, fields

from portal.web.api.citizen.shapes.base import Strict, Text
from portal.web.api.citizen.shapes.draft import File


class Withdrawal(Strict):
    """Why a dossier is asked back, if one likes to say."""

    reason = Text(10_000, least=0, load_default="")


class Submission(Schema):
    """The answer to a submission: the same one however often it is asked for."""

    code = fields.String(required=True, metadata={"example": "H41.12-261123-0007"})
    submitted_at = fields.AwareDateTime(required=True)
    answer_by = fields.AwareDateTime(required=True)
    fee = fields.Integer(required=True)
    content = fields.String(
        required=True, metadata={"description": "salted commitment to what was submitted"}
    )


class DossierRow(Schema):
    """A dossier in the list. ``delivery`` is held, delivered or confirmed."""

    code = fields.String(required=True)
    procedure = fields.String(required=True)
    name = fields.String(required=True)
    agency = fields.String(required=True)
    state = fields.String(required=True)
    delivery = fields.String(required=True)
    submitted_at = fields.AwareDateTime(required=True)
    due_on = fields.Date(required=True, allow_none=True)


class DossierList(Schema):
    """A citizen's dossiers, newest first."""

    items = fields.List(fields.Nested(DossierRow), required=True)


class Moment(Schema):
    """Something that happened or will; ``mark`` is done, now, next, wait or stop."""

    code = fields.String(required=True)
    mark = fields.String(required=True)
    at = fields.AwareDateTime(required=True, allow_none=True)
    unit = fields.String(required=True)
    note = fields.String(required=True)
    reasons = fields.List(fields.String(), required=True)


class Task(Schema):
    """The one thing the citizen has to do now."""

    code = fields.String(required=True)
    by = fields.Date(required=True, allow_none=True)
    items = fields.List(fields.String(), required=True)
    note = fields.String(required=True)


class Dossier(DossierRow):
    """Where a dossier stands, and how it came there."""

    held_up = fields.Boolean(required=True)
    due_first_on = fields.Date(required=True, allow_none=True)
    due_paused = fields.Boolean(required=True)
    task = fields.Nested(Task, required=True, allow_none=True)
    timeline = fields.List(fields.Nested(Moment), required=True)
    files = fields.List(fields.Nested(File), required=True)
    papers = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "confirmation, receipt: PDFs under /papers/"},
    )
    may_be_withdrawn = fields.Boolean(required=True)
    withdrawal_asked_at = fields.AwareDateTime(required=True, allow_none=True)
    goes_on = fields.List(fields.String(), required=True)


class Acknowledgement(Schema):
    """The portal's signed word (Ed25519 over the bytes of ``statement``)."""

    statement = fields.String(required=True)
    signature = fields.String(required=True)
