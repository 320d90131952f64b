"""Procedures and forms, as everybody may read them."""

from marshmallow import Schema, fields

from portal.web.api.citizen.shapes.base import Count, Strict, Text, words


class Search(Strict):
    """What to look for, and which part of what is found."""

    q = Text(200, metadata={"description": "everyday words, with accents or without"})
    offset = Count(0, 100_000, load_default=0)
    limit = Count(1, 100, load_default=20)


class ProcedureRow(Schema):
    """A procedure in a list."""

    code = fields.String(required=True, metadata={"example": "1.001193"})
    name = words(required=True)
    summary = words(required=True)
    life_events = fields.List(fields.String(), required=True)
    form = fields.String(required=True, metadata={"description": "hash of the live form version"})


class ProcedureList(Schema):
    """What was found, best first."""

    total = fields.Integer(required=True)
    items = fields.List(fields.Nested(ProcedureRow), required=True)


class AgencyRow(Schema):
    """An agency that takes a procedure."""

    id = fields.UUID(required=True)
    code = fields.String(required=True)
    name = words(required=True)
    level = fields.String(required=True)
    place = fields.String(required=True)


class Certainty(Schema):
    """How sure a fact is."""

    level = fields.String(required=True)
    percent = fields.Integer(required=True, allow_none=True)
    source = fields.String(required=True)


class Case(Schema):
    """A situation a citizen may be in (trường hợp)."""

    id = fields.String(required=True)
    name = words(required=True)
    hint = words(required=True, allow_none=True)
    code = fields.String(required=True, allow_none=True)


class Document(Schema):
    """A part of the dossier (thành phần hồ sơ); ``max_size`` of null is the portal's own limit."""

    id = fields.String(required=True)
    name = words(required=True)
    hint = words(required=True, allow_none=True)
    code = fields.String(required=True, allow_none=True)
    need = fields.String(required=True)
    show_when = fields.Dict(required=True, allow_none=True)
    required_when = fields.Dict(required=True, allow_none=True)
    from_answers = fields.Boolean(required=True)
    kinds = fields.List(fields.String(), required=True)
    min_files = fields.Integer(required=True)
    max_files = fields.Integer(required=True)
    max_size = fields.Integer(required=True, allow_none=True)
    originals = fields.Integer(required=True)
    copies = fields.Integer(required=True)
    certainty = fields.Nested(Certainty, required=True)


class Fee(Schema):
    """A fee in đồng by channel (online, direct, postal); null is set locally."""

    id = fields.String(required=True)
    name = words(required=True)
    type = fields.String(required=True)
    amounts = fields.Dict(
        keys=fields.String(), values=fields.Integer(allow_none=True), required=True
    )
    per = fields.String(required=True, allow_none=True)
    when = fields.Dict(required=True, allow_none=True)
    exempt = words(required=True, allow_none=True)
    certainty = fields.Nested(Certainty, required=True)


class Time(Schema):
    """How long the agency has."""

    quantity = fields.String(required=True)
    unit = fields.String(required=True)
    cut_off = fields.String(required=True, allow_none=True)
    when = fields.Dict(required=True, allow_none=True)
    note = words(required=True, allow_none=True)
    certainty = fields.Nested(Certainty, required=True)


class LegalBasis(Schema):
    """An act the procedure stands on."""

    number = fields.String(required=True)
    title = words(required=True)


class Procedure(ProcedureRow):
    """A procedure as a citizen should know it before beginning."""

    cases = fields.List(fields.Nested(Case), required=True)
    documents = fields.List(fields.Nested(Document), required=True)
    fees = fields.List(fields.Nested(Fee), required=True)
    times = fields.List(fields.Nested(Time), required=True)
    legal = fields.List(fields.Nested(LegalBasis), required=True)
    results = fields.List(words(), required=True)
    agencies = fields.List(fields.Nested(AgencyRow), required=True)


class FormVersion(Schema):
    """A version of a procedure's form; ``state`` is live, scheduled or closed."""

    hash = fields.String(required=True)
    state = fields.String(required=True)
    live_from = fields.AwareDateTime(required=True)
    live_until = fields.AwareDateTime(required=True, allow_none=True)


class FormVersionList(Schema):
    """The versions of a form, the one that begins last first."""

    items = fields.List(fields.Nested(FormVersion), required=True)


class Step(Schema):
    """One page of a form; its questions are described in docs/api.md."""

    id = fields.String(required=True)
    title = words(required=True)
    intro = words(required=True, allow_none=True)
    show_when = fields.Dict(required=True, allow_none=True)
    questions = fields.List(fields.Dict(), required=True)


class Definition(Schema):
    """A form version, whole, to be drawn by a program."""

    hash = fields.String(required=True)
    procedure = fields.String(required=True)
    name = words(required=True)
    cases = fields.List(fields.Nested(Case), required=True)
    steps = fields.List(fields.Nested(Step), required=True)
    rules = fields.List(fields.Dict(), required=True)
    documents = fields.List(fields.Nested(Document), required=True)


class Commune(Schema):
    """A commune (xã, phường, đặc khu)."""

    code = fields.String(required=True)
    name = fields.String(required=True)


class CommuneList(Schema):
    """The communes of a province."""

    items = fields.List(fields.Nested(Commune), required=True)
