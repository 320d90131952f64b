"""One question as a Form.io component: what Form.io has words for stands in its own words, the
rest in custom properties, so that a builder shows the form and our reader finds it again."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from forms.formio.draft import KIND, MEANS, MORE, written
from forms.formio.limits_in import IMPLIED
from forms.formio.logic_out import Names, logic
from forms.formio.markup import markup_of
from forms.formio.plain import plain, question_data
from forms.formio.translations_out import by_language, translated
from forms.kinds import KINDS, Asked
from forms.kinds.base import Choice
from forms.kinds.code_lists import list_of
from forms.lookups import VietnamProvinces
from forms.spec import Form, Option, Question, Text

_TYPES = {
    "text": "textfield",
    "long_text": "textarea",
    "whole_number": "number",
    "decimal": "number",
    "money": "currency",
    "date": "datetime",
    "partial_date": "day",
    "yes_no": "radio",
    "radio": "radio",
    "select": "select",
    "checkboxes": "selectboxes",
    "country": "select",
    "nationality": "select",
    "ethnic_group": "select",
    "phone": "phoneNumber",
    "email": "email",
    "consent": "checkbox",
    "group": "editgrid",
    "time": "time",
}
"""What a kind looks most like."""

_NATIVE = frozenset(
    "name kind label hint means required required_message default options questions show_when "
    "pattern_message rows".split()
)
_LIMITS: dict[str, dict[str, str]] = {
    "text": {"min": "minLength", "max": "maxLength", "pattern": "pattern"},
    "long_text": {"min": "minLength", "max": "maxLength", "pattern": "pattern"},
    "whole_number": {"min": "min", "max": "max"},
    "money": {"min": "min", "max": "max"},
    "group": {"min_items": "minLength", "max_items": "maxLength"},
}
_NO_DAY = date(2000, 1, 1)
"""Lists do not change with the day they are asked on."""


def component(form: Form, question: Question, group: Question | None = None) -> dict[str, Any]:
    """The component of a question, its inner questions included."""
    if question.kind == "info":
        return _text(form, question, group)
    typed = _TYPES.get(question.kind) or _likeliest(question)
    made: dict[str, Any] = {
        "type": typed,
        "key": question.name,
        "input": True,
        "label": question.label.vi,
        "tableView": False,
        **translated(label=question.label, description=question.hint),
        "properties": {KIND: question.kind},
        "validate": {"required": question.required},
        **_shown(form, question, group),
    }
    _texts(made, question)
    _limits(made, question)
    _own(made, question)
    _SHAPES.get(typed, _nothing)(made, question)
    if question.questions:
        made["components"] = [component(form, inner, question) for inner in question.questions]
    return made


def _likeliest(question: Question) -> str:
    """A type for kinds that nothing in Form.io looks like."""
    kind = KINDS[question.kind]
    if kind.has_options:
        return "radio"
    return "container" if kind.parts(question) else "textfield"


def _nothing(made: dict[str, Any], question: Question) -> None:
    """Most components need no more."""


def _texts(made: dict[str, Any], question: Question) -> None:
    if question.hint is not None:
        made["description"] = question.hint.vi
    messages = {"required": question.required_message}
    messages["pattern"] = question.settings.get("pattern_message")
    told = {key: text for key, text in messages.items() if text is not None}
    if told:
        made["errors"] = {key: text.vi for key, text in told.items()}
        made["translatedErrors"] = by_language(told)


def _limits(made: dict[str, Any], question: Question) -> None:
    for setting, key in _LIMITS.get(question.kind, {}).items():
        if setting in question.settings:
            made["validate"][key] = question.settings[setting]
    if question.kind in IMPLIED:
        made["validate"]["pattern"] = IMPLIED[question.kind][0]


def _own(made: dict[str, Any], question: Question) -> None:
    """What Form.io has no word for."""
    if question.means is not None:
        made["properties"][MEANS] = question.means
    data = question_data(question)
    known = _NATIVE | _LIMITS.get(question.kind, {}).keys()
    more = {key: value for key, value in data.items() if key not in known}
    if more:
        made["properties"][MORE] = written(more)
    if KINDS[question.kind].computed:
        made["disabled"] = True
    if question.default is not None:
        made["defaultValue"] = plain(question.default)


def _choices(made: dict[str, Any], question: Question) -> None:
    """Options of the question, or of the list its kind draws on."""
    if question.options:
        values = [_option(option) for option in question.options]
    else:
        values = [_listed(*pair) for pair in _list_of(question)]
    if made["type"] == "select":
        made |= {"dataSrc": "values", "data": {"values": values}}
    else:
        made["values"] = values


def _option(option: Option) -> dict[str, Any]:
    made: dict[str, Any] = {"value": option.value, "label": option.label.vi}
    if option.hint is not None:
        made["description"] = option.hint.vi
    if option.exclusive:
        made["lt-exclusive"] = True
    return made | translated(label=option.label, description=option.hint)


def _listed(vietnamese: Choice, english: Choice) -> dict[str, Any]:
    return _option(Option(vietnamese.value, Text(vietnamese.label, english.label)))


def _list_of(question: Question) -> list[tuple[Choice, Choice]]:
    """The entries of a kind's own list in both languages, in the Vietnamese order."""
    return list(_entries(question.kind, list_of(question)))


@cache
def _entries(kind: str, named: str) -> tuple[tuple[Choice, Choice], ...]:
    """A list the form names is written as it came: others' versions stay where they are kept."""
    bare = Question("list", kind, Text("", ""), settings={"list": named} if named else {})
    asked = [Asked(bare, _NO_DAY, lang) for lang in ("vi", "en")]
    vietnamese, english = (KINDS[kind].choices(each) for each in asked)
    by_value = {choice.value: choice for choice in english}
    return tuple((choice, by_value[choice.value]) for choice in vietnamese)


def _boxes(made: dict[str, Any], question: Question) -> None:
    _choices(made, question)
    if isinstance(question.default, list):
        made["defaultValue"] = {value: True for value in question.default}


def _parts(made: dict[str, Any], question: Question) -> None:
    """The parts of a composite answer, under the names our raw answers have for them."""
    made["components"] = [
        {
            "type": "select" if name == "province" else "textfield",
            "key": name,
            "label": name,
            "input": True,
            **({"data": {"values": _provinces()}} if name == "province" else {}),
        }
        for name in KINDS[question.kind].parts(question)
    ]


@cache
def _province_values() -> tuple[tuple[str, str], ...]:
    return tuple((place.code, place.name) for place in VietnamProvinces().provinces())


def _provinces() -> list[dict[str, str]]:
    return [{"value": code, "label": name} for code, name in _province_values()]


def _text(form: Form, question: Question, group: Question | None) -> dict[str, Any]:
    """A text to read is markup, and reads back from it."""
    markup = Text.made([question.label, question.hint or Text("", "")], lambda two: markup_of(*two))
    return {
        "type": "content",
        "key": question.name,
        "input": False,
        "html": markup.vi,
        **translated(html=markup),
        **_shown(form, question, group),
    }


def _shown(form: Form, question: Question, group: Question | None) -> dict[str, Any]:
    if question.show_when is None:
        return {}
    return {"conditional": {"json": logic(question.show_when, Names.of(form, group))}}


def _date(made: dict[str, Any], question: Question) -> None:
    made |= {"enableDate": True, "enableTime": False, "format": "dd/MM/yyyy"}


def _day(made: dict[str, Any], question: Question) -> None:
    part = {"required": False}
    made |= {
        "dayFirst": True,
        "fields": {"day": part, "month": part, "year": {"required": question.required}},
    }


def _grid(made: dict[str, Any], question: Question) -> None:
    made |= {"tree": True, "components": []}


def _number(made: dict[str, Any], question: Question) -> None:
    if question.kind != "decimal":
        made["decimalLimit"] = 0
    if question.kind == "money":
        made["currency"] = "VND"


def _lines(made: dict[str, Any], question: Question) -> None:
    if "rows" in question.settings:
        made["rows"] = question.settings["rows"]


_SHAPES: Mapping[str, Callable[[dict[str, Any], Question], None]] = {
    "radio": _choices,
    "select": _choices,
    "selectboxes": _boxes,
    "container": _parts,
    "datetime": _date,
    "day": _day,
    "editgrid": _grid,
    "number": _number,
    "currency": _number,
    "textarea": _lines,
}
