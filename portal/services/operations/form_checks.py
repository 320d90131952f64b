"""Everything wrong with the text of a form at once, each with its line."""

from collections.abc import Iterator

from forms.examples import differences
from forms.formio import placeholders
from forms.loader import FormError, load
from forms.reading.nodes import At, Problem, Report, compose
from forms.spec import Form


def examine(source: str, name: str) -> tuple[list[Problem], Form | None]:
    """Find what is wrong with a form's text; the form too, if one can be made of it.

    Its examples are run: one that does not pass is a problem at its own line. ``name`` is how the
    text is called in problems.
    """
    unwritten = [
        Problem(name, mark.line, f"“{mark.text}” is a placeholder: write what belongs there")
        for mark in placeholders(source)
    ]
    try:
        form = load(source, name)
    except FormError as error:
        return _sorted([*unwritten, *error.problems]), None
    return _sorted([*unwritten, *_examples(form, source, name)]), form


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.line)


def _examples(form: Form, source: str, name: str) -> Iterator[Problem]:
    lines = list(_lines(source, name))
    for example, line in zip(form.examples, lines, strict=True):
        for said in differences(form, example):
            yield Problem(name, line, f"The example “{example.name}” does not pass: {said}")


def _lines(source: str, name: str) -> Iterator[int]:
    root = compose(source, Report(name))
    for key, value in root.pairs() if root is not None else ():
        if key.what == "examples":
            yield from map(_line, value.items())


def _line(example: At) -> int:
    return example.line
