"""Checks answers as typed: what is right, what is wrong and what is wanted still."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms import needs
from forms.conditions import questions_in
from forms.kinds import KINDS, Asked
from forms.kinds.same_person import Taken, choices_of_people, counts, taken_over
from forms.logic import Scope, holds
from forms.means import find
from forms.messages import inside_sentence, message, say
from forms.schema.context import DOCUMENTS_STEP, Checked, Context, asking
from forms.schema.reading import flat, read
from forms.spec import Form, Question, Rule, Step
from forms.visibility import Shown, shown


def check(form: Form, raw: Mapping[str, Any], context: Context) -> Checked:
    """Check answers as typed, whole or one step of them.

    Wrong input never raises: whatever `raw` holds, the answer says what to do instead.
    """
    typed = {**(raw if isinstance(raw, Mapping) else {}), **context.locked}
    seen, wrong = _settled(form, typed, context)
    taken: dict[str, Taken] = {}
    # Whoever is somebody else may be a third person: once for each such question.
    for _choice in choices_of_people(form):
        before, taken = taken, _taken(form, seen, context)
        if taken == before:
            break
        seen, wrong = _settled(form, _with_taken(typed, taken), context)
    finding = _Finding(form, context, seen, dict(flat(wrong)), taken)
    return finding.checked()


def _settled(
    form: Form, typed: Mapping[str, Any], context: Context
) -> tuple[Shown, dict[str, Any]]:
    """What is visible and counts, and what is wrong."""
    parsed, wrong = read(form, typed, context)
    return shown(form, Scope(context.case, context.today, parsed), typed), wrong


def _taken(form: Form, seen: Shown, context: Context) -> dict[str, Taken]:
    asked = asking(next(form.questions), context)
    return taken_over(form, seen.scope.values, KINDS, asked)


def _with_taken(typed: Mapping[str, Any], taken: Mapping[str, Taken]) -> dict[str, Any]:
    """What was taken over counts instead of what was typed; if it may change, where nothing was."""
    return {**typed, **{name: a.raw for name, a in taken.items() if counts(a, typed.get(name))}}


@dataclass(frozen=True)
class _Finding:
    form: Form
    context: Context
    seen: Shown
    wrong: dict[str, str]
    taken: dict[str, Taken]

    def checked(self) -> Checked:
        in_step = self._in_step()
        errors = {path: said for path, said in self._errors().items() if _top(path) in in_step}
        documents = needs.documents(self.form, self.seen.scope)
        errors |= self._document_errors(documents)
        if self.form.case(self.context.case) is None:
            errors["case"] = say(message("case.unknown"), self.context.lang)
        return Checked(
            clean={name: v for name, v in self.seen.scope.values.items() if name in in_step},
            errors=errors,
            warnings={p: said for p, said in self._warnings(errors) if _top(p) in in_step},
            visible=frozenset(self.seen.visible),
            steps=self.seen.steps,
            documents=documents,
            fee=needs.fee(self.form, self.seen.scope, self.context.channel),
            taken={name: a for name, a in self.taken.items() if name in self.seen.visible},
        )

    def _owner_is_submitter(self) -> str | None:
        """Where the submitter's own number stands as that of somebody else, if it does.

        Whoever is the owner as well says so: by acting for themselves, or by a question that asks.
        """
        values = self.seen.scope.values
        submitter = find(self.form, values, "submitter.citizen_number")
        if submitter is None or self.form.acting.owner_may_submit:
            return None
        for question in self.form.questions:
            value = None if question.name in self.taken else values.get(question.name)
            if question.means == "owner.citizen_number" and value == submitter:
                return question.name
            if question.means == "owner.id_document" and value is not None:
                if value["number"] == submitter:
                    return f"{question.name}.number"
        return None

    def _in_step(self) -> frozenset[str]:
        steps: tuple[Step, ...] = self.form.steps
        if self.context.step is not None:
            steps = tuple(step for step in steps if step.id == self.context.step)
        return frozenset(q.name for step in steps for q in step.questions)

    def _errors(self) -> dict[str, str]:
        """In the order of the form, so that the summary leads from top to bottom."""
        found: dict[str, str] = {}
        for asked in self.seen.asked:
            own = {p: said for p, said in self.wrong.items() if _under(p, asked.path)}
            if asked.question.questions:
                own = {p: said for p, said in own.items() if not p[len(asked.path) + 1 :]}
            found |= own
            if not own and asked.blank and asked.needed:
                found |= self._missing(asked.path, asked.question)
        for rule in self._broken(warns=False):
            found.setdefault(rule.at, rule.message.in_(self.context.lang))
        for question, confirmation in needs.unreachable(self.form, self.seen.scope):
            name = inside_sentence(confirmation.name.in_(self.context.lang))
            told = say(message("confirming.needed", name=name), self.context.lang)
            if not any(_under(path, question) for path in self.wrong):
                found.setdefault(question, told)
        if owner := self._owner_is_submitter():
            found.setdefault(owner, say(message("acting.owner_is_you"), self.context.lang))
        places = {path: place for place, path in enumerate(self.seen.visible)}
        return dict(sorted(found.items(), key=lambda error: _place(error[0], places)))

    def _missing(self, path: str, question: Question) -> dict[str, str]:
        said = KINDS[question.kind].missing(self._asked(question))
        return {_join(path, part): say(about, self.context.lang) for part, about in said.items()}

    def _warnings(self, errors: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for asked in self.seen.asked:
            if asked.path in errors or asked.question.computed or asked.raw is None:
                continue
            kind, question = KINDS[asked.question.kind], self._asked(asked.question)
            if asked.value is None:
                odd = kind.explain(question, asked.raw)
            else:
                odd = kind.warn(question, asked.value, asked.others)
            if odd:
                yield asked.path, ". ".join(say(about, self.context.lang) for about in odd)
        for rule in self._broken(warns=True):
            yield rule.at, rule.message.in_(self.context.lang)

    def _broken(self, warns: bool) -> Iterator[Rule]:
        """Rules not kept; one that looks at an answer in error waits until that is right."""
        scope = self.seen.scope
        in_error = {_top(path) for path in self.wrong}
        for rule in self.form.rules:
            looked_at = {*questions_in(rule.must), *questions_in(rule.when)}
            in_play = rule.at in self.seen.visible and not looked_at & in_error
            if rule.warns is warns and in_play and holds(rule.when, scope):
                if not holds(rule.must, scope):
                    yield rule

    def _document_errors(self, documents: tuple[needs.Needed, ...]) -> dict[str, str]:
        files, lang = self.context.files, self.context.lang
        if files is None or self.context.step not in (None, DOCUMENTS_STEP):
            return {}
        found = ((n.document.id, n.lacks(files.get(n.document.id, 0), lang)) for n in documents)
        return {f"documents.{name}": say(about, lang) for name, about in found if about}

    def _asked(self, question: Question) -> Asked:
        return asking(question, self.context)


def _top(path: str) -> str:
    return path.split(".", 1)[0]


def _place(path: str, places: Mapping[str, int]) -> int:
    """Where a path stands in the form: where its question does; the case comes first."""
    while path not in places and "." in path:
        path = path.rpartition(".")[0]
    return places.get(path, -1)


def _under(path: str, whole: str) -> bool:
    return path == whole or path.startswith(f"{whole}.")


def _join(path: str, part: str) -> str:
    return f"{path}.{part}" if part else path
