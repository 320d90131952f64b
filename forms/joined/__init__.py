"""Joined procedures (thủ tục liên thông) as data: which follow from one, and in what order.

A file says how answers go from the dossier that starts them to each further form, by the tags of
``forms.means``, so that nobody types anything twice. Adding one is adding a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from marshmallow import Schema, ValidationError, fields, validate

from forms.means import ATTRIBUTES, ROLES
from forms.spec import Text

FOLDER = Path(__file__).parent
START = "start"
"""What a step waits for that follows the first dossier itself."""


class JoinedWrong(ValueError):
    """A file of joined procedures that makes no sense; says everything that is wrong with it."""


@dataclass(frozen=True)
class Step:
    """One further procedure: after which others it is opened, and where its answers come from.

    ``answers`` maps tags of its form to tags of the first one, ``fixed`` to words that stand. One
    without a ``procedure`` is done ``elsewhere``, as that says.
    """

    id: str
    name: Text
    procedure: str = ""
    case: str = ""
    after: Sequence[str] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Text | None = None


@dataclass(frozen=True)
class Joined:
    """Procedures that are joined under a code of their own, as long as it is valid."""

    code: str
    name: Text
    starts: str
    valid_from: date
    valid_until: date | None
    steps: Sequence[Step]

    def valid(self, on: date) -> bool:
        """Say whether it is offered on a day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


def load(text: str) -> Joined:
    """Make joined procedures of a YAML text.

    :raises JoinedWrong: saying everything that is wrong.
    """
    try:
        told: dict[str, Any] = _File().load(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise JoinedWrong(str(error)) from error
    steps = tuple(_step(one) for one in told["steps"])
    wrong = _wrong(steps)
    if wrong:
        raise JoinedWrong("; ".join(wrong))
    valid = told["valid"]
    return Joined(
        code=told["joined"],
        name=Text(**told["name"]),
        starts=told["starts"],
        valid_from=valid["from"],
        valid_until=valid.get("until"),
        steps=steps,
    )


def catalog(folder: Path = FOLDER) -> Mapping[str, Joined]:
    """Give all joined procedures of a folder, by code.

    :raises JoinedWrong: naming the file.
    """
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            one = load(path.read_text(encoding="utf-8"))
        except JoinedWrong as error:
            raise JoinedWrong(f"{path.name}: {error}") from error
        found[one.code] = one
    return found


def _step(told: Mapping[str, Any]) -> Step:
    elsewhere = Text(**told["elsewhere"]) if told.get("elsewhere") else None
    return Step(**{**told, "name": Text(**told["name"]), "elsewhere": elsewhere})


def _wrong(steps: Sequence[Step]) -> list[str]:
    """Look for what the shape alone does not tell: order, tags, and where each is done."""
    wrong, known = [], {START}
    for step in steps:
        wrong += [f"{step.id}: waits for {one}, which comes later" for one in step.after
                  if one not in known]  # fmt: skip
        if step.id in known:
            wrong.append(f"{step.id}: stands there twice")
        if bool(step.procedure) == bool(step.elsewhere) or bool(step.procedure) != bool(step.case):
            wrong.append(f"{step.id}: needs a procedure with its case, or elsewhere")
        tags = {*step.answers, *step.answers.values(), *step.fixed}
        wrong += [f"{step.id}: nobody knows the tag {tag}" for tag in sorted(tags) if not _tag(tag)]
        known.add(step.id)
    return wrong


def _tag(tag: str) -> bool:
    role, _, attribute = tag.partition(".")
    return (role in ROLES and attribute in ATTRIBUTES) or role in ("request", "residence", "birth")


def _day(value: object) -> None:
    if not isinstance(value, date):
        raise ValidationError("must be a day, as 2026-07-01")


class _Words(Schema):
    vi = fields.String(required=True, validate=validate.Length(min=1))
    en = fields.String(required=True, validate=validate.Length(min=1))


class _Step(Schema):
    id = fields.String(required=True, validate=validate.Regexp(r"[a-z][a-z_]{1,30}\Z"))
    name = fields.Nested(_Words, required=True)
    procedure = fields.String()
    case = fields.String()
    after = fields.List(fields.String())
    answers = fields.Dict(keys=fields.String(), values=fields.String())
    fixed = fields.Dict(keys=fields.String(), values=fields.String())
    elsewhere = fields.Nested(_Words)


_Valid = Schema.from_dict(
    {"from": fields.Raw(required=True, validate=_day), "until": fields.Raw(validate=_day)}
)


class _File(Schema):
    joined = fields.String(required=True, validate=validate.Regexp(r"\d\.\d{6}\Z"))
    name = fields.Nested(_Words, required=True)
    valid = fields.Nested(_Valid, required=True)
    replaces = fields.List(fields.String())
    source = fields.String()
    starts = fields.String(required=True)
    steps = fields.List(fields.Nested(_Step), required=True, validate=validate.Length(min=1))
