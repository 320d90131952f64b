"""Checks across a whole file, once everything in it is read: references, cycles, meanings."""

from collections import defaultdict
from collections.abc import Iterable

from forms.conditions import questions_in
from forms.kinds import KINDS
from forms.means import EVERY_FORM
from forms.reading.acting import check_acting
from forms.reading.confirming import check_confirming
from forms.reading.hops import check_hops
from forms.reading.ledger import Ledger, Reference
from forms.reading.nodes import At, Keys
from forms.reading.people import check_people
from forms.spec import Form, Question, looked_at

_ORDERED = frozenset(("before", "not_after", "not_before", "after"))
_NUMBERS = frozenset(("at_least", "at_most", "per"))
_ELAPSED = frozenset(("younger_than", "older_than", "years_between", "date_in_words"))
_ADDED = frozenset(("sum", "product", "money_in_words"))
_DATES = frozenset(("date", "partial_date", "date_in_words"))
_AMOUNTS = frozenset(("whole_number", "money", "decimal"))
_COUNTED = _AMOUNTS | {"group"}
_COMPARABLE = _DATES | _AMOUNTS | {"time"}


def check_all(form: Form, ledger: Ledger, keys: Keys) -> None:
    """Note everything that does not fit together."""
    for reference in ledger.references:
        _reference(reference, ledger)
    _known(ledger.cases, [case.id for case in form.cases], "unknown_case")
    _known(ledger.documents, [document.id for document in form.documents], "unknown_document")
    _known(ledger.paths, [question.name for question in form.questions], "unknown_path")
    for section, ids in (
        ("cases", [case.id for case in form.cases]),
        ("steps", [step.id for step in form.steps]),
        ("documents", [document.id for document in form.documents]),
        ("confirmations", [confirmation.id for confirmation in form.confirmations]),
        ("hops", [hop.id for hop in form.hops]),
        ("fees", [fee.id for fee in form.fees]),
        ("examples", [example.name for example in form.examples]),
    ):
        unique(keys, section, ids)
    _cycles(form, ledger, keys.at)
    _meanings(form, keys.at)
    check_people(form, ledger, keys.at)
    check_acting(form, keys)
    check_confirming(form, keys)
    check_hops(form, keys)


def _reference(reference: Reference, ledger: Ledger) -> None:
    question = ledger.resolve(reference)
    if question is None or not KINDS[question.kind].has_value:
        reference.at.wrong("unknown_question", value=reference.question)
        return
    _values(reference, question)
    if not _fits(reference.operator, _sort(question)):
        reference.at.wrong(
            "not_comparable",
            question=question.name,
            kind=question.kind,
            operator=reference.operator,
        )


def _values(reference: Reference, question: Question) -> None:
    choices = [option.value for option in question.options]
    if question.kind == "yes_no":
        choices = ["yes", "no"]
    for value in reference.values:
        if choices and value not in choices:
            reference.at.wrong(
                "unknown_option", value=value, question=question.name, choices=", ".join(choices)
            )


def _sort(question: Question) -> str:
    """The kind whose values a question has: a counted value is a number like any other."""
    counted = question.kind == "computed" and question.settings.get("as") != "text"
    return "decimal" if counted else question.kind


def _fits(operator: str, kind: str) -> bool:
    if operator == "per":
        return kind == "whole_number"
    if operator in _ADDED:
        return kind in _AMOUNTS
    if operator in _NUMBERS:
        return kind in _COUNTED
    if operator in _ELAPSED:
        return kind in _DATES
    return operator not in _ORDERED or kind in _COMPARABLE


def _known(named: Iterable[At], known: list[str], problem: str) -> None:
    for at in named:
        value = at.what if problem == "unknown_document" else at.text()
        if value not in known:
            at.wrong(problem, value=value)


def unique(keys: Keys, section: str, ids: list[str]) -> None:
    """Report what bears an id that stood before; the section is a list of the same length."""
    at = keys.get(section)
    if at is None or not at.is_list:
        return
    first: dict[str, int] = {}
    for node, value in zip(at.items(), ids, strict=False):
        if value in first:
            node.wrong("duplicate", value=value, line=first[value], sort=section.removesuffix("s"))
        first.setdefault(value, node.line)


def _cycles(form: Form, ledger: Ledger, at: At) -> None:
    """Questions whose visibility or value hangs on one another, in the form and in each group."""
    hangs_on: dict[str, set[str]] = defaultdict(set)
    for step in form.steps:
        for question in step.questions:
            hangs_on[question.name] |= {*questions_in(question.show_when)}
            hangs_on[question.name] |= {*questions_in(step.show_when)}
            hangs_on[question.name] |= {*looked_at(question.computed)}
            for inner in question.questions:
                path = f"{question.name}.{inner.name}"
                for name in (*questions_in(inner.show_when), *looked_at(inner.computed)):
                    hangs_on[path].add(f"{question.name}.{name}")
    knot = _knot(hangs_on)
    if knot:
        line = min(ledger.lines.get(name, at.line) for name in knot)
        at.report.add(line, "cycle", names=", ".join(sorted(knot)))


def _knot(hangs_on: dict[str, set[str]]) -> set[str]:
    """What is left when everything that can be settled is taken away, and then its followers."""
    waiting = {name: on & hangs_on.keys() for name, on in hangs_on.items()}
    while free := {name for name, on in waiting.items() if not on & waiting.keys()}:
        for name in free:
            del waiting[name]
    while followers := waiting.keys() - set().union(*waiting.values()):
        for name in followers:
            del waiting[name]
    return set(waiting)


def _meanings(form: Form, at: At) -> None:
    """A meaning asked twice must not show twice; and every form asks for the ones all need."""
    questions = [(step, question) for step in form.steps for question in step.questions]
    taken: dict[str, tuple[Question, bool]] = {}
    for step, question in questions:
        if question.means is None:
            continue
        conditional = question.show_when is not None or step.show_when is not None
        other = taken.get(question.means)
        if other is not None and not (conditional and other[1]):
            at.wrong("repeated_means", value=question.means, other=other[0].name)
        taken.setdefault(question.means, (question, conditional))
    for tag in EVERY_FORM:
        if tag not in taken:
            at.wrong("lacking_means", value=tag)
