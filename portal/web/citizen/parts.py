"""The questions a compound answer is made of: of a place, of an identity document."""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from forms.kinds import KINDS, Choice
from forms.means import autocomplete
from forms.spec import Question
from portal.web.citizen.present import Field, Option
from portal.web.citizen.sheet import Sheet, Spot

_PROVINCE_DIGITS = 2


def parts_of(sheet: Sheet, question: Question, spot: Spot) -> tuple[Field, ...]:
    """Show the parts of a question; none if its answer is one value."""
    names = KINDS[question.kind].parts(question)
    if not names:
        return ()
    filled = _filled(question, spot)
    draw = _DRAWN.get(question.kind, _plain)
    drawn = (draw(sheet, question, name, filled) for name in names)
    return tuple(_told(sheet, question, spot, part) for part in drawn)


def _told(sheet: Sheet, question: Question, spot: Spot, part: Field) -> Field:
    """Put a part at its place in the form, with its error."""
    path = f"{spot.path}.{part.name}"
    return Field(
        name=path,
        kind=part.kind,
        label=part.label,
        hint=part.hint,
        inputmode=part.inputmode,
        required=part.required,
        value=part.value,
        options=part.options,
        autocomplete=part.autocomplete,
        error=sheet.errors.get(path, ""),
        # Which communes there are changes on the page, and with it how long their list is.
        searched=question.settings.get("searchable"),
    )


def _filled(question: Question, spot: Spot) -> dict[str, str]:
    """What each part holds: as understood if the whole was, else as typed."""
    clean = spot.clean(question)
    known = clean if isinstance(clean, Mapping) else spot.raw
    if not isinstance(known, Mapping):
        return {}
    return {name: part for name, part in known.items() if isinstance(part, str)}


def _place(sheet: Sheet, question: Question, name: str, filled: Mapping[str, str]) -> Field:
    kind = KINDS[question.kind]
    value = filled.get(name, "")
    if name == "province":
        options = _listed(kind.choices(sheet.asked(question)), value)
        return Field(name, "select", _("Tỉnh, thành phố"), value=value, options=options)
    if name == "commune":
        code = filled.get("province", "").strip().zfill(_PROVINCE_DIGITS)
        communes = tuple(Choice(each.code, each.name) for each in sheet.places.communes(code))
        options = _listed(communes, value)
        return Field(name, "select", _("Xã, phường, đặc khu"), value=value, options=options)
    asked = kind.setting(question, "street")
    label = _("Số nhà, đường, thôn")
    return Field(
        name,
        "text",
        label,
        value=value,
        required=asked == "required",
        autocomplete="street-address" if autocomplete(question) else "",
    )


def _paper(sheet: Sheet, question: Question, name: str, filled: Mapping[str, str]) -> Field:
    if name == "number":
        return Field(name, "text", _("Số giấy tờ"), value=filled.get(name, ""))
    options = _listed(KINDS[question.kind].choices(sheet.asked(question)), "")
    # Where one paper alone will do, it is chosen already.
    chosen = filled.get(name) or (options[0].value if len(options) == 1 else "")
    return Field(name, "radio", _("Loại giấy tờ"), value=chosen, options=options)


def _plain(sheet: Sheet, question: Question, name: str, filled: Mapping[str, str]) -> Field:
    """As the kind itself says: a bank from a list, its number typed."""
    asked = KINDS[question.kind].parts_asked(sheet.asked(question))
    part = next(each for each in asked if each.name == name)
    value = filled.get(name, "")
    return Field(
        name,
        part.widget,
        part.label,
        hint=part.hint,
        required=part.required,
        value=value,
        options=_listed(part.choices, value) if part.choices else (),
        inputmode=part.inputmode,
    )


def _listed(choices: tuple[Choice, ...], value: str) -> tuple[Option, ...]:
    """The choices as options; what was typed and is none of them stays, to be seen and mended."""
    options = tuple(Option(choice.value, choice.label) for choice in choices)
    if not value or any(option.value == value for option in options):
        return options
    return (Option(value, value), *options)


_DRAWN: dict[str, Callable[[Sheet, Question, str, Mapping[str, str]], Field]] = {
    "place": _place,
    "id_document": _paper,
}
