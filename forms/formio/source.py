"""Finds the form in a file: a Form.io form, a bare list of components, a wrapper around either, a
project template with one form, or an Open Forms archive."""

from collections.abc import Mapping
from typing import Any

from forms.formio.archive import form_of, is_archive
from forms.formio.outcome import NotAForm
from forms.formio.strict_json import parse
from forms.messages import message

MOST_COMPONENTS = 2_000
_DEPTH = 3


def find(data: bytes) -> Mapping[str, Any]:
    """The form object: its `components` is a list that holds at least one component.

    :raises NotAForm: if there is none.
    """
    form = form_of(data) if is_archive(data) else _form(parse(data), _DEPTH)
    if form is None or not any(_is_component(entry) for entry in form["components"]):
        raise NotAForm(message("no_components"))
    if _count(form["components"]) > MOST_COMPONENTS:
        raise NotAForm(message("too_much", most=MOST_COMPONENTS))
    return form


def _form(value: Any, depth: int) -> Mapping[str, Any] | None:
    if isinstance(value, list):
        return {"components": value}
    if not isinstance(value, Mapping) or depth == 0:
        return None
    if isinstance(value.get("components"), list):
        return value
    return _only(value, [_wrapped(inner, depth) for inner in value.values()])


def _wrapped(value: Any, depth: int) -> Mapping[str, Any] | None:
    return _form(value, depth - 1) if isinstance(value, Mapping) else None


def _only(
    around: Mapping[str, Any], found: list[Mapping[str, Any] | None]
) -> Mapping[str, Any] | None:
    """The one form inside a wrapper; the wrapper's title counts if the form has none."""
    forms = [form for form in found if form is not None]
    if len(forms) > 1:
        named = (form.get("title") or form.get("name") or "?" for form in forms)
        raise NotAForm(message("several", names=", ".join(str(name)[:40] for name in named)))
    if not forms:
        return None
    titles = {key: around[key] for key in ("title", "name") if isinstance(around.get(key), str)}
    return {**titles, **forms[0]}


def _is_component(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("type"), str)


def _count(components: list[Any]) -> int:
    """How many objects say they are components, wherever they stand."""
    waiting: list[Any] = [components]
    count = 0
    while waiting:
        value = waiting.pop()
        if isinstance(value, Mapping):
            count += _is_component(value)
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return count
