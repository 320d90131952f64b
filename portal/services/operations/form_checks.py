"""Everything wrong with the text of a form at once, each with its line."""

import re
from collections.abc import Iterator

from forms.examples import NONE_KEPT, differences
from forms.formio import placeholders
from forms.kinds.code_lists import named_in
from forms.loader import FormError, load
from forms.lookups import SHIPPED, Lists
from forms.reading.nodes import At, Problem, Report, compose
from forms.spec import Form


def examine(source: str, name: str, lists: Lists = NONE_KEPT) -> tuple[list[Problem], Form | None]:
    """Find what is wrong with a form's text; the form too, if one can be made of it.

    Its examples are run: one that does not pass is a problem at its own line. ``name`` is how the
    text is called in problems, ``lists`` what code lists there are besides those that came.
    """
    unwritten = [
        Problem(name, mark.line, f"“{mark.text}” is a placeholder: write what belongs there")
        for mark in placeholders(source)
    ]
    try:
        form = load(source, name)
    except FormError as error:
        return _sorted([*unwritten, *error.problems]), None
    unknown = list(_unknown_lists(form, source, name, lists))
    # An example that answers from a list nobody knows would only say the same once more.
    failing = [] if unknown else _examples(form, source, name, lists)
    return _sorted([*unwritten, *unknown, *failing]), form


def _unknown_lists(form: Form, source: str, name: str, lists: Lists) -> Iterator[Problem]:
    known = sorted({*SHIPPED, *lists})
    for wanted in named_in(form).keys() - set(known):
        found = re.search(rf"^.*\blist:\s*['\"]?{wanted}\b", source, re.MULTILINE)
        line = source.count("\n", 0, found.start()) + 1 if found else 1
        said = f"There is no code list “{wanted}”; there are: {', '.join(known)}"
        yield Problem(name, line, said)


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.line)


def _examples(form: Form, source: str, name: str, lists: Lists) -> Iterator[Problem]:
    lines = list(_lines(source, name))
    for example, line in zip(form.examples, lines, strict=True):
        for said in differences(form, example, lists):
            yield Problem(name, line, f"The example “{example.name}” does not pass: {said}")


def _lines(source: str, name: str) -> Iterator[int]:
    root = compose(source, Report(name))
    for key, value in root.pairs() if root is not None else ():
        if key.what == "examples":
            yield from map(_line, value.items())


def _line(example: At) -> int:
    return example.line
