"""From a YAML text to a form, or every problem of the text at once, each with its line.

Forms are kept whole by the hash of their text: whatever a dossier was made with can be rebuilt
from that text alone.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from forms.identifiers import procedure_code
from forms.reading import procedure
from forms.reading.acting import ActingReader
from forms.reading.checks import check_all
from forms.reading.confirming import ConfirmationReader
from forms.reading.examples import ExampleReader
from forms.reading.hops import HopReader
from forms.reading.ledger import Ledger
from forms.reading.nodes import At, Keys, Problem, Report, compose
from forms.reading.questions import QuestionReader
from forms.reading.values import translated
from forms.spec import Field, Form, Text

CATALOG = Path(__file__).parent / "catalog"
"""The forms that come with the program."""

_KEYS = (
    "procedure name summary field valid acting assurance life_events words cases notices steps "
    "rules documents confirmations hops fees processing competence results papers legal examples"
).split()
_REQUIRED = (
    "procedure name summary field acting cases steps documents processing competence results "
    "papers legal"
).split()


class FormError(Exception):
    """A form file that cannot be used: everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Loaded:
    """A form with the text it was made from, and the hash (SHA-256, hex) of that text."""

    form: Form
    source: str
    hash: str


def text_hash(text: str) -> str:
    """The hash a form version is kept under."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def load(text: str, name: str = "form.yaml") -> Form:
    """Make a form of a YAML text; `name` is how its file is called in problems.

    :raises FormError: with every problem found.
    """
    report = Report(name)
    root = compose(text, report)
    if root is None:
        raise FormError(report.problems)
    form = _read(root, text_hash(text))
    if report.problems:
        raise FormError(report.problems)
    return form


def load_catalog(folder: Path = CATALOG) -> list[Loaded]:
    """Every form of a folder, by procedure code.

    :raises FormError: with the problems of all files together.
    """
    loaded: dict[str, tuple[str, Loaded]] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        source = path.read_text(encoding="utf-8")
        try:
            form = load(source, path.name)
        except FormError as error:
            problems += error.problems
            continue
        if form.code in loaded:
            report = Report(path.name)
            report.add(1, "same_code", value=form.code, other=loaded[form.code][0])
            problems += report.problems
        loaded[form.code] = (path.name, Loaded(form, source, form.hash))
    if problems:
        raise FormError(problems)
    return [loaded[code][1] for code in sorted(loaded)]


def _read(root: At, form_hash: str) -> Form:
    ledger = Ledger()
    keys = Keys.of(root, tuple(_KEYS), tuple(_REQUIRED))
    questions = QuestionReader(ledger)
    nothing = Text("", "")
    form = Form(
        code=keys.take("procedure", _code, ""),
        hash=form_hash,
        name=keys.take("name", translated, nothing),
        summary=keys.take("summary", translated, nothing),
        field=keys.take("field", procedure.field_of, Field("", nothing)),
        cases=keys.each("cases", procedure.case),
        steps=keys.each("steps", questions.step),
    )
    form = _with_conditional(form, keys, procedure.ConditionalReader(questions.conditions))
    form = replace(
        _with_facts(form, keys), acting=keys.take("acting", ActingReader(ledger).read, form.acting)
    )
    form = replace(form, examples=keys.each("examples", ExampleReader(ledger).read))
    check_all(form, ledger, keys)
    return form


def _with_conditional(form: Form, keys: Keys, read: procedure.ConditionalReader) -> Form:
    return replace(
        form,
        rules=keys.each("rules", read.rule),
        documents=keys.each("documents", read.document),
        confirmations=keys.each("confirmations", ConfirmationReader(read.conditions).read),
        hops=keys.each("hops", HopReader(read.conditions).read),
        fees=keys.each("fees", read.fee),
        processing=keys.each("processing", read.processing),
        notices=keys.each("notices", read.notice),
    )


def _with_facts(form: Form, keys: Keys) -> Form:
    valid = keys.get("valid")
    dates = Keys.of(valid, ("from", "until")) if valid else None
    return replace(
        form,
        competence=keys.each("competence", procedure.competence),
        results=keys.each("results", procedure.result),
        papers=keys.take("papers", procedure.papers, {}),
        legal=keys.each("legal", procedure.legal),
        assurance=keys.take("assurance", At.whole, form.assurance),
        life_events=keys.take("life_events", procedure.life_events, ()),
        words=keys.take("words", At.texts, ()),
        valid_from=dates.take("from", At.day, None) if dates else None,
        valid_until=dates.take("until", At.day, None) if dates else None,
    )


def _code(at: At) -> str:
    text = at.text()
    if procedure_code(text) != text:
        at.wrong("bad_code", value=text)
    return text
