"""Checks of who may be said to be whom: somebody who is asked about, and nobody in a circle."""

from collections import defaultdict

from forms.kinds.same_person import SAME_PERSON, choices_of_people
from forms.means import PERSONAL, ROLES
from forms.reading.ledger import Ledger
from forms.reading.nodes import At
from forms.spec import Form, Question


def check_people(form: Form, ledger: Ledger, at: At) -> None:
    """Note every choice of a person that could never take anything over."""
    inside = ((g, q) for g in form.questions for q in g.questions if q.kind == SAME_PERSON.name)
    for group, question in inside:
        line = ledger.lines.get(f"{group.name}.{question.name}", at.line)
        at.report.add(line, "person_in_group")
    asked = _asked_of(form)
    hangs_on: dict[str, set[str]] = defaultdict(set)
    for choice in choices_of_people(form):
        line = ledger.lines.get(choice.name, at.line)
        person = choice.settings.get("person")
        if person is None:
            at.report.add(line, "missing_key", what=choice.name, key="person")
            continue
        roles = {option.value for option in choice.options} & ROLES.keys()
        hangs_on[person] |= roles
        for role in sorted({person, *roles} - asked):
            at.report.add(line, "nobody_asked", role=role)
        if not roles:
            at.report.add(line, "no_role", choices=", ".join(sorted(asked)))
        if _circular(hangs_on, person):
            at.report.add(line, "cycle_of_people", role=person)


def _asked_of(form: Form) -> set[str]:
    """The roles a form asks anything personal about."""
    return {role for role, attribute in map(_tag, form.questions) if attribute in PERSONAL}


def _tag(question: Question) -> tuple[str, str]:
    role, _, attribute = (question.means or "").partition(".")
    return role, attribute


def _circular(hangs_on: dict[str, set[str]], person: str) -> bool:
    """Whether somebody would be themselves by way of others."""
    reached: set[str] = set()
    ahead = set(hangs_on[person])
    while ahead:
        reached |= ahead
        ahead = {further for role in ahead for further in hangs_on.get(role, ())} - reached
    return person in reached
