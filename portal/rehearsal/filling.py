"""Fills a form in: what stands there stays, then what the script says, then what a hint says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portal.rehearsal.form import CHOSEN, Control, Form
from portal.rehearsal.script import plain

Answers = Mapping[str, tuple[str, ...]]
_EXAMPLE = re.compile(r"[Vv]í dụ:? ([^,.;]+)")
_PRESSED = frozenset({"refresh", "add"})
# What nobody may guess: a message could reach whoever owns it.
_NEVER_GUESSED = frozenset({"tel", "email", "password", "file"})


@dataclass(frozen=True)
class Filled:
    """A form filled in: what to send, and the names whose answer could not be chosen yet."""

    pairs: tuple[tuple[str, str], ...] = field(repr=False)
    unfit: tuple[str, ...] = ()


def fill(form: Form, answers: Answers) -> Filled:
    """Fill a form in; what the page found wrong is answered anew, from its hint if need be."""
    pairs: list[tuple[str, str]] = []
    unfit: list[str] = []
    for control in form.controls:
        if control.kind == "file":
            continue
        wanted = answers.get(control.name)
        values = _values(control, wanted)
        if wanted and not values and control.kind in CHOSEN:
            unfit.append(control.name)
        if not values and control.kind not in ("radio", "checkbox"):
            values = ("",)
        pairs += [(control.name, value) for value in values]
    return Filled(tuple(pairs), tuple(unfit))


def _values(control: Control, wanted: tuple[str, ...] | None) -> tuple[str, ...]:
    if control.kind == "hidden" or (control.values and not control.error):
        return control.values
    if wanted and (values := _chosen(control, wanted) if control.kind in CHOSEN else wanted):
        return values
    return _guess(control) if control.error else control.values


def _chosen(control: Control, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The choices that are meant, by value or by what people read."""
    return tuple(
        choice.value
        for answer in wanted
        for choice in control.choices
        if answer == choice.value or plain(answer) == plain(choice.label)
    )


def _guess(control: Control) -> tuple[str, ...]:
    """Answer what the script says nothing of: the first choice, or the example in the hint."""
    if control.kind in _NEVER_GUESSED:
        return control.values
    if control.kind in CHOSEN:
        return tuple(choice.value for choice in control.choices[:1])
    found = _EXAMPLE.search(control.hint) or _EXAMPLE.search(control.error)
    return (found[1].strip(),) if found else ("Diễn tập",)


def presses(form: Form, answers: Answers, filled: Filled) -> Iterator[str]:
    """The buttons that bring what is still missing: the choices of a list, one more entry."""
    for button in form.buttons:
        what, _, name = button.value.partition(":")
        if what not in _PRESSED or not name:
            continue
        missing = filled.unfit if what == "refresh" else _entries(form, answers, name)
        if any(each.startswith(f"{name}.") for each in missing):
            yield button.value


def _entries(form: Form, answers: Answers, group: str) -> tuple[str, ...]:
    """Answers for entries of a group that the form does not show yet."""
    shown = {name.split(".")[1] for name in form.names if name.startswith(f"{group}.")}
    wanted = (name for name in answers if name.startswith(f"{group}."))
    return tuple(name for name in wanted if name.split(".")[1] not in shown)
