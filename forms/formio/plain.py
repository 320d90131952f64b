"""A form as the data of its file: the way back from what the loader makes.

Values are turned by what they are, not field by field, so that what a form learns to say later
is carried too as long as its key in the file is the name of the field.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, get_args

from forms.conditions import Condition
from forms.formio.kinds_in import needed_by_default
from forms.formio.nodes import Node
from forms.formio.plain_conditions import plain_condition
from forms.formio.plain_formulas import plain_computations
from forms.kinds import KINDS
from forms.spec import (
    Acting,
    Competence,
    Document,
    Form,
    Processing,
    Question,
    Result,
    Sourced,
    Text,
)

_CONDITIONS = get_args(Condition)
_RENAMED: dict[type, dict[str, str]] = {
    Competence: {"valid_from": "from", "valid_until": "until"},
    Result: {"valid_from": "from", "valid_until": "until"},
    Processing: {"quantity": "qty"},
}
_SPECIAL = ("settings", "prefills", "required", "computed")
_OF_FORM = {"code": "procedure"}
_APART = frozenset(("hash", "valid_from", "valid_until", "notices", "examples"))


def form_data(form: Form) -> Node:
    """The whole file of a form, as maps, lists and texts."""
    data = Node()
    for each in fields(form):
        if each.name not in _APART:
            value = getattr(form, each.name)
            if not _is_default(each, value):
                data[_OF_FORM.get(each.name, each.name)] = plain(value)
    days = {"from": form.valid_from, "until": form.valid_until}
    if any(days.values()):
        data["valid"] = Node(**{key: plain(day) for key, day in days.items() if day})
    data.setdefault("documents", [])
    data["notices"] = [_notice(when, text) for when, text in form.notices]
    data["examples"] = [_everything(example) for example in form.examples]
    return data


def plain(value: Any) -> Any:
    """Any value of a form as the file writes it."""
    if isinstance(value, Mapping):
        return Node(**{str(key): plain(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if is_dataclass(value):
        return _said(value)
    return _scalar(value)


def _said(value: Any) -> Node:
    if isinstance(value, Text):
        return Node(**value.by_language)
    if isinstance(value, _CONDITIONS):
        return plain_condition(value)
    return question_data(value) if isinstance(value, Question) else _record(value)


def question_data(question: Question) -> Node:
    """A question with its kind's settings beside its other keys."""
    data = Node()
    for each in fields(question):
        value = getattr(question, each.name)
        if each.name not in _SPECIAL and not _is_default(each, value):
            data[each.name] = plain(value)
    if KINDS[question.kind].has_value and question.required is not needed_by_default(question.kind):
        data["required"] = question.required
    if question.prefills:
        data["prefill"] = [
            _renamed(plain(prefill), {"source": "from"}) for prefill in question.prefills
        ]
    if question.computed:
        data["value"] = plain_computations(question.computed)
    data.update({name: plain(value) for name, value in question.settings.items()})
    return data


def _record(value: Any) -> Node:
    """A record without what it holds by default; how sure it is stands beside its values."""
    data = Node()
    for each in fields(value):
        inner = getattr(value, each.name)
        if isinstance(inner, Sourced):
            data.update(_record(inner))
        elif not _is_default(each, inner):
            data[each.name] = plain(inner)
    data = _renamed(data, _RENAMED.get(type(value), {}))
    return _SHAPED[type(value)](data) if type(value) in _SHAPED else data


def _document(data: Node) -> Node:
    """What it may be presented as stands in one key, a size as people write it."""
    forms = data.pop("forms", None)
    data.pop("presented_as", None)
    if forms is not None:
        data["presented_as"] = forms[0] if len(forms) == 1 else forms
    if "max_size" in data:
        data["max_size"] = size(data["max_size"])
    return data


def size(count: int) -> str:
    """A number of bytes as people write it: 5 MB, 500 KB."""
    kilobytes = count // 1024
    return f"{kilobytes} KB" if kilobytes % 1024 else f"{kilobytes // 1024} MB"


def _acting(data: Node) -> Node:
    """The question that tells who acts, with what it tells."""
    words = {who: data.pop(f"{who}_words") for who in ("kin", "proxy") if f"{who}_words" in data}
    if "told_by" in data:
        data["told_by"] = Node(question=data["told_by"], **words)
    return data


_SHAPED = {Document: _document, Acting: _acting}


def _everything(value: Any) -> Node:
    """A record with its empty values, which say that nothing is expected."""
    inner = {each.name: getattr(value, each.name) for each in fields(value)}
    return Node(**{name: plain(v) for name, v in inner.items() if v is not None})


def _notice(when: Condition | None, text: Text) -> Node:
    return Node(**({} if when is None else {"when": plain(when)}), text=plain(text))


def _scalar(value: Any) -> Any:
    if value is None:
        return "local"  # the one thing a form holds without a value: an amount set by provinces
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    raise TypeError(f"a form holds no {type(value).__name__}")


def _is_default(each: "Field[Any]", value: Any) -> bool:
    if each.default is not MISSING:
        return bool(value == each.default)
    if each.default_factory is not MISSING:
        return bool(value == each.default_factory())
    return False


def _renamed(data: Node, names: Mapping[str, str]) -> Node:
    return Node(**{names.get(key, key): value for key, value in data.items()})
