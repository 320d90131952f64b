"""Makes a question of a component that takes an answer."""

from forms.formio.asking import Asking
from forms.formio.choices_in import read_gender, read_options, skip_options
from forms.formio.dates_in import date_kind, read_day_limits
from forms.formio.defaults_in import read_default
from forms.formio.draft import KIND, MEANS, MORE, Draft, Place, Target, more_of, own_words
from forms.formio.headings import hint_of
from forms.formio.kinds_in import TYPES
from forms.formio.known_keys import Known, known
from forms.formio.limits_in import ask_for_answer, read_limits
from forms.formio.nodes import Node
from forms.formio.part import Part
from forms.formio.plumbing import PLUMBING
from forms.formio.showing import hanging
from forms.formio.wording import marked
from forms.kinds import KINDS
from forms.means import KNOWN

_MAY_BE_KNOWN = frozenset(
    "textfield textarea number select radio day date datetime email phoneNumber".split()
)
"""Types whose key may tell what is asked; a box or a table of the same name is something else."""
_OF_ALL = frozenset("name label hint means required required_message".split())
_OF_ONE = frozenset("prefill locked default".split())
"""What a question asked several times has for all answers together, and what only for one."""


def ask(draft: Draft, part: Part, place: Place) -> Target | None:
    """Add the component's question to the page; None if it is told of as left out instead."""
    hangs = hanging(draft, part)
    if hangs.never:
        part.leave("", "never_shown")
        return None
    asking = _begin(draft, part, place)
    _multiple(asking)
    data = ".".join(filter(None, (place.data, part.text("key"))))
    target = Target(asking.node["name"], asking.kind, asking.node, part, data, place.group)
    target.options, target.page = asking.options, place.page
    target.shown = [*place.shown, *hangs.shown]
    target.required = hangs.required
    draft.targets.append(target)
    place.sink.append(asking.node)
    part.finish(PLUMBING)
    return target


def _begin(draft: Draft, part: Part, place: Place) -> Asking:
    """The question with everything but what it hangs on."""
    own = own_words(part)
    plain = not own and part.text("type") in _MAY_BE_KNOWN and not part.flag("multiple")
    knows = known(part.text("key"), part.text("label")) if plain else Known()
    kind = own[KIND] if own.get(KIND) in KINDS else _kind(part, knows, bool(place.group))
    name = place.names.name(_key(part, place))
    label = draft.words.of(part, "label", "legend", "title", "placeholder")
    node = Node(name=name, kind=kind, label=label or _unnamed(name))
    asking = Asking(draft, part, place, kind, node, knows, own)
    _hint(asking)
    _means(asking)
    _specifics(asking)
    read_limits(asking)
    read_default(asking)
    if own:
        node.update(more_of(part, own))
    _rules(asking)
    return asking


def _key(part: Part, place: Place) -> str:
    """Keys are unique only inside their container; names are unique in the whole form."""
    inside = place.data.removeprefix(place.base).strip(".")
    return f"{inside}.{part.text('key')}".strip(".") if inside else part.text("key")


def _unnamed(name: str) -> Node:
    return Node(vi=marked(name), en=marked(name))


def _kind(part: Part, knows: Known, grouped: bool) -> str:
    """Our kind for the component, with what is lost by a stand-in told of."""
    typed = part.text("type")
    wanted = knows.kind or TYPES[typed]
    if wanted == "gender":
        return "radio"
    if typed in ("day", "date", "datetime") and wanted in ("", "date"):
        wanted = date_kind(part)
    elif typed == "checkbox" and not knows.kind:
        wanted = "consent" if part.part("validate").flag("required") else "yes_no"
    elif typed == "select" and part.flag("multiple"):
        wanted = "checkboxes"
    elif typed == "number":
        wanted = "whole_number" if _is_whole(part) else "decimal"
    elif typed == "signature":
        part.leave("", "signature")
    return wanted


def _is_whole(part: Part) -> bool:
    """Form.io takes decimals unless it is told otherwise."""
    validate = part.part("validate")
    step = validate.text("step")
    limited = part.given.get("decimalLimit") in (0, "0")
    whole = validate.flag("integer")
    return limited or whole or (step.isascii() and step.isdigit() and int(step) > 0)


def _hint(asking: Asking) -> None:
    """What helps to answer; a number's unit stands beside it if the kind has a place for it."""
    words, part, node = asking.draft.words, asking.part, asking.node
    if "unit" in KINDS[asking.kind].settings and (unit := words.of(part, "suffix")):
        # A sign is the same in every language, unless the form says otherwise.
        sign = unit["en"] == marked(unit["vi"])
        node["unit"] = Node(vi=unit["vi"], en=unit["vi"] if sign else unit["en"])
    hint = hint_of(asking.draft, part, node["label"], "unit" in node)
    if hint:
        node["hint"] = hint


def _means(asking: Asking) -> None:
    """A meaning is given once, and never inside a group; only the account's own data are locked."""
    own, means = asking.own.get(MEANS, ""), asking.known.means
    if own and (own in KNOWN):
        asking.node["means"] = own
        asking.draft.means.add(own)
        return
    if own:
        asking.part.leave(f"properties/{MEANS}", "unknown")
    if not means or asking.place.group:
        return
    if means in asking.draft.means:
        asking.node.remark(f"would mean {means}, which another question means already")
        return
    asking.draft.means.add(means)
    asking.node.guess("means", means, f"known by its key {asking.part.text('key')}")
    if asking.known.prefill:
        asking.node["prefill"] = asking.known.prefill
        if asking.known.locked:
            asking.node["locked"] = True


def _specifics(asking: Asking) -> None:
    """What only some kinds and types have."""
    part, typed = asking.part, asking.part.text("type")
    _options(asking, typed)
    if typed in ("day", "date", "datetime"):
        part.skip("fields", "enableTime", "enableDate")
        read_day_limits(asking)
    if asking.kind == "long_text" and typed == "textarea":
        asking.limit(part, "rows", "rows")
    if typed in ("number", "currency"):
        _number(asking)
    if typed == "address":
        _address(part)
    if asking.kind == "group" and (add := asking.draft.words.of(part, "addAnother")):
        asking.node["add_label"] = add


def _options(asking: Asking, typed: str) -> None:
    if asking.known.kind == "gender":
        read_gender(asking, typed == "select")
    elif '"list"' in asking.own.get(MORE, ""):
        skip_options(asking.part)
    elif KINDS[asking.kind].has_options:
        read_options(asking)
    elif typed in ("select", "radio", "selectboxes"):
        skip_options(asking.part)
        if not asking.own:
            asking.node.remark(f"its list is our own, that of {asking.kind}")


def _number(asking: Asking) -> None:
    asking.validate.skip("step", "integer")
    if asking.kind == "decimal":
        asking.limit(asking.part, "decimalLimit", "places")
    asking.part.skip("decimalLimit")
    currency = asking.part.text("currency").upper()
    if asking.kind == "money" and currency not in ("", "VND"):
        asking.part.leave("currency", "currency", currency=currency)


def _address(part: Part) -> None:
    """Whoever looked addresses up, our own list of places takes its place; its fields too."""
    part.skip("provider", "components")
    options = part.part("providerOptions")
    options.skip(*(key for key in options.given if key != "params"))
    params = options.part("params")
    params.skip(*(key for key in params.given if key != "url"))
    if params.text("url") and part.text("provider") == "custom":
        params.leave("url", "data_source", source=params.text("url"))


def _rules(asking: Asking) -> None:
    """JSON logic that the answer has to satisfy becomes a rule, once all questions are known."""
    validate = asking.validate
    if not validate.has("json"):
        return
    validate.skip("json")
    if asking.place.group:
        validate.leave("json", "rule_in_group")
    else:
        asking.draft.rules.append((asking.node["name"], validate))


def _multiple(asking: Asking) -> None:
    """Several answers to one question are a group with that question inside."""
    part = asking.part
    several = part.flag("multiple") or part.text("type") == "tags"
    if not several or asking.kind in ("checkboxes", "group"):
        return
    if asking.place.group:
        part.leave("multiple", "multiple_in_group")
        return
    inner = Node(name="value", kind=asking.kind, label=asking.node["label"])
    for key in [key for key in asking.node if key not in _OF_ALL]:
        value = asking.node.pop(key)
        if key in _OF_ONE:
            part.leave("multiple", "default", kind="group")
        else:
            inner[key] = value
    ask_for_answer(inner)
    asking.node.update(kind="group", questions=[inner])
    asking.kind, asking.options = "group", {}
    asking.limit(part, "maxTags", "max_items")
