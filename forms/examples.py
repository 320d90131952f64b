"""Runs the test cases a form file carries, and says where the form does otherwise."""

from collections.abc import Iterator, Mapping

from forms.display import answered
from forms.lookups import Lists
from forms.schema import Checked, Context, check
from forms.spec import Example, Form

NONE_KEPT: Lists = {}


def differences(form: Form, example: Example, lists: Lists = NONE_KEPT) -> list[str]:
    """What the form says that the example did not expect, or the other way round; none is good.

    Errors must be exactly those expected. Warnings too; documents and the fee only where named.
    `lists` are the code lists that are kept otherwise than they came.
    """
    context = Context(example.case, example.today, files=example.files, lists=lists)
    checked = check(form, example.answers, context)
    found = [
        *_differ("errors", example.errors, checked.errors),
        *_differ("warnings", example.warnings, checked.warnings),
        *_documents(example, checked),
    ]
    found += _shown(form, example, checked)
    if example.fee is not None and example.fee != checked.fee.total:
        found.append(f"fee: expected {example.fee}, got {checked.fee.total}")
    return found


def _differ(what: str, wanted: Mapping[str, str], got: Mapping[str, str]) -> Iterator[str]:
    for path in sorted(wanted.keys() | got.keys()):
        if wanted.get(path) != got.get(path):
            yield (
                f"{what} at {path}: expected {_quoted(wanted.get(path))}, "
                f"got {_quoted(got.get(path))}"
            )


def _quoted(said: str | None) -> str:
    return "none" if said is None else f"“{said}”"


def _shown(form: Form, example: Example, checked: Checked) -> Iterator[str]:
    told = {a.name: a.text for a in answered(form, checked.clean, example.case, "vi")}
    for name, wanted in example.shows.items():
        if told.get(name, "") != wanted:
            yield f"{name}: expected to show {wanted!r}, got {told.get(name, '')!r}"


def _documents(example: Example, checked: Checked) -> Iterator[str]:
    states = {need.document.id: need.state for need in checked.documents}
    for document, wanted in example.documents.items():
        got = states.get(document, "absent")
        if got != wanted:
            yield f"document {document}: expected {wanted}, got {got}"
