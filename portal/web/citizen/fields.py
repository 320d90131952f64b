"""Turns questions, with what was typed, found wrong and found odd, into fields to show."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from forms.kinds import KINDS, Refused
from forms.logic import Scope, holds
from forms.means import autocomplete
from forms.messages import Lang
from forms.spec import Question, Text
from forms.visibility import needed
from portal.web.citizen.parts import parts_of
from portal.web.citizen.present import Field, Item, Option
from portal.web.citizen.sheet import Sheet, Spot

PLEDGE = "request.declaration"
"""What the consent means that is given last of all, on the review page."""
# A name is asked for like any short text.
_FACES = {"person_name": "text"}


def field_of(sheet: Sheet, question: Question) -> Field:
    """Show a question of the form."""
    return _field(sheet, question, Spot(question.name, sheet.raw.get(question.name), sheet.scope))


def _field(sheet: Sheet, question: Question, spot: Spot) -> Field:
    field = _drawn(sheet, question, spot)
    return _listed(field, spot.clean(question)) if KINDS[field.kind].widget == "select" else field


def _drawn(sheet: Sheet, question: Question, spot: Spot) -> Field:
    kind, locked = KINDS[question.kind], spot.path in sheet.locked
    return Field(
        name=spot.path,
        kind=question.kind,
        widget=_FACES.get(question.kind, ""),
        label=_label(sheet, question),
        hint="" if not kind.has_value else _in(question.hint, sheet.lang),
        required=not kind.has_value or needed(question, spot.scope),
        value=typed(question, spot.raw),
        text=shown(sheet, question, spot.raw) if locked else _text(sheet, question, spot),
        error=sheet.errors.get(spot.path, ""),
        warning=sheet.warnings.get(spot.path, ""),
        options=_options(sheet, question),
        parts=() if locked else parts_of(sheet, question, spot),
        items=_items(sheet, question, spot),
        item_label=_in(question.settings.get("item_label"), sheet.lang),
        max_items=_limit(question, "max_items"),
        min_items=_limit(question, "min_items"),
        locked=locked,
        locked_source=_source(sheet, question) if locked else "",
        autocomplete=autocomplete(question),
        max_length=_limit(question, "max") if question.kind == "long_text" else 0,
        searched=kind.searched(question) if kind.choices(sheet.asked(question)) else None,
    )


def _source(sheet: Sheet, question: Question) -> str:
    """Say where an answer comes from that nobody can change here."""
    if KINDS[question.kind].computed:
        return str(_("Cổng tự lập từ thông tin bạn đã khai"))
    if question.name in sheet.taken:
        return str(_("Lấy từ phần bạn đã khai"))
    return str(_("Lấy từ tài khoản định danh"))


def is_pledge(question: Question) -> bool:
    """Say whether a question is the pledge (cam đoan) under the whole dossier."""
    return question.means == PLEDGE and question.kind == "consent"


def typed(question: Question, raw: Any) -> str | tuple[str, ...]:
    """Give back what was typed as an input shows it: untouched, or the ticked values."""
    if question.kind == "checkboxes":
        ticked = raw if isinstance(raw, list) else [raw]
        return tuple(str(value) for value in ticked if value)
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    return "" if raw is None or isinstance(raw, Mapping | list) else str(raw)


def shown(sheet: Sheet, question: Question, raw: Any) -> str:
    """Write an answer as people read it, or as it was typed if it cannot be read."""
    kind = KINDS[question.kind]
    if kind.blank(raw):
        return ""
    if question.questions and isinstance(raw, list):
        rows = (_row_shown(sheet, question, row) for row in raw if isinstance(row, dict))
        return "; ".join(row for row in rows if row)
    try:
        return kind.show(sheet.asked(question), kind.parse(sheet.asked(question), raw))
    except Refused:
        return ", ".join(_pieces(raw))


def told_beside(sheet: Sheet, question: Question, raw: Any) -> list[str]:
    """Write what stands beside an answer that can be read, an amount in words; or nothing."""
    kind = KINDS[question.kind]
    if kind.blank(raw) or question.questions:
        return []
    try:
        return kind.beside(sheet.asked(question), kind.parse(sheet.asked(question), raw)).split(
            "\n"
        )
    except Refused:
        return []


def _row_shown(sheet: Sheet, group: Question, row: Mapping[str, Any]) -> str:
    told = (shown(sheet, question, row.get(question.name)) for question in group.questions)
    return ", ".join(text for text in told if text)


def _pieces(raw: Any) -> Iterator[str]:
    inner = raw.values() if isinstance(raw, Mapping) else raw if isinstance(raw, list) else [raw]
    for piece in inner:
        if isinstance(piece, Mapping | list):
            yield from _pieces(piece)
        elif piece:
            yield str(piece)


def _label(sheet: Sheet, question: Question) -> str:
    return _("Tôi cam đoan như trên") if is_pledge(question) else _in(question.label, sheet.lang)


def _text(sheet: Sheet, question: Question, spot: Spot) -> str:
    """What stands beside the input: the words of a pledge, of a note, of an amount."""
    if is_pledge(question):
        return question.label.in_(sheet.lang)
    kind, value = KINDS[question.kind], spot.clean(question)
    if not kind.has_value:
        return _in(question.hint, sheet.lang)
    if value is None:
        return ""
    asked = sheet.asked(question)
    return kind.show(asked, value) if kind.computed else kind.beside(asked, value)


def _listed(field: Field, known: Any) -> Field:
    """Choose the entry a program gave by its name (`known`: as it was understood).

    What is no entry stands in the list all the same, to be seen and mended.
    """
    value = field.value
    if not value or any(option.value == value for option in field.options):
        return field
    if isinstance(known, str):
        return replace(field, value=known)
    return replace(field, options=(Option(str(value), str(value)), *field.options))


def _options(sheet: Sheet, question: Question) -> tuple[Option, ...]:
    kind = KINDS[question.kind]
    if kind.parts(question):
        return ()
    choices = kind.choices(sheet.asked(question))
    return tuple(Option(choice.value, choice.label, choice.hint) for choice in choices)


def _items(sheet: Sheet, group: Question, spot: Spot) -> tuple[Item, ...]:
    if not group.questions:
        return ()
    rows = [row for row in spot.raw if isinstance(row, dict)] if isinstance(spot.raw, list) else []
    fewest = _limit(group, "min_items") or (1 if needed(group, spot.scope) else 0)
    rows += [{}] * (fewest - len(rows))
    return tuple(
        Item(index + 1, _row(sheet, group, index, (row, clean)))
        for index, (row, clean) in enumerate(_understood(group, rows, spot.clean(group)))
    )


Row = tuple[Mapping[str, Any], Mapping[str, Any]]


def _understood(group: Question, rows: list[Any], clean: Any) -> Iterator[Row]:
    """Each entry as typed and as understood; an empty one was left out of what was understood."""
    known = iter(clean if isinstance(clean, list) else ())
    for row in rows:
        empty = all(KINDS[q.kind].blank(row.get(q.name)) for q in group.questions)
        yield row, {} if empty else next(known, {})


def _row(sheet: Sheet, group: Question, index: int, row: Row) -> tuple[Field, ...]:
    raw, clean = row
    scope = Scope(sheet.case, sheet.today, clean, sheet.clean)
    return tuple(
        _field(sheet, question, Spot(f"{group.name}.{index}.{question.name}", given, scope))
        for question in group.questions
        for given in [raw.get(question.name)]
        if holds(question.show_when, scope)
    )


def _limit(question: Question, name: str) -> int:
    kind = KINDS[question.kind]
    return kind.setting(question, name) or 0 if name in kind.settings else 0


def _in(text: Text | None, lang: Lang) -> str:
    return text.in_(lang) if text else ""
