"""Puts answers into the sections of a declaration: a step each, and each entry of a group."""

from collections.abc import Iterable, Iterator

from forms.display import Answer, Section
from forms.kinds import KINDS
from forms.spec import Form, Question
from portal.papers.sheets import Declared, DeclaredSection


def sections(form: Form, shown: Iterable[Section]) -> tuple[DeclaredSection, ...]:
    """The sections of a declaration, in the order of the form."""
    asked = {question.name: question for question in form.questions}
    return tuple(found for section in shown for found in _of_step(asked, section))


def _of_step(asked: dict[str, Question], section: Section) -> Iterator[DeclaredSection]:
    plain = tuple(_told(each) for each in section.answers if not asked[each.name].questions)
    if plain:
        yield DeclaredSection(title=section.title, answers=plain)
    for group in section.answers:
        if asked[group.name].questions:
            yield from _entries(group)


def _entries(group: Answer) -> Iterator[DeclaredSection]:
    """Each entry by itself; a group without any says so in one line."""
    for number, entry in enumerate(group.entries, start=1):
        told = tuple(_told(each) for each in entry)
        yield DeclaredSection(title=f"{group.label}: {number}", answers=told)
    if not group.entries:
        yield DeclaredSection(title=group.label, answers=(Declared(label=group.label),))


def _told(answer: Answer) -> Declared:
    lines = (*answer.text.splitlines(), *answer.beside.splitlines())
    said = tuple(line for line in lines if line.strip())
    scanned = "" if answer.value is None else KINDS[answer.kind].scanned(answer.value)
    return Declared(label=answer.label, lines=said, scanned=scanned)
