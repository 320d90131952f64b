"""``portal forms check``: everything wrong with form files at once, each with its line."""

from collections.abc import Iterator
from pathlib import Path

import click

from forms.examples import differences
from forms.formio import placeholders
from forms.loader import FormError, load
from forms.reading.nodes import At, Problem, Report, compose
from forms.spec import Form


@click.command("check")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def check(files: tuple[Path, ...]) -> None:
    """Check form files and run their examples; ends with 1 if anything is wrong.

    Every problem of every file is told, as file:line: what is wrong.
    """
    problems: list[Problem] = []
    for file in files:
        found, form = examine(file)
        problems += found
        if form is not None and not found:
            examples = len(form.examples)
            click.echo(f"{file}: {form.code} {form.name.vi}: in order, {examples} examples pass")
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)


def examine(file: Path) -> tuple[list[Problem], Form | None]:
    """Find what is wrong with a file; the form too, if one can be made of it."""
    name = str(file)
    try:
        source = file.read_text(encoding="utf-8")
    except OSError as error:
        return [Problem(name, 1, f"The file cannot be read: {error.strerror}")], None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [Problem(name, line, "The file has to be UTF-8, and here it is not")], None
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
    """Run the examples; one that does not pass is told at its own line."""
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
