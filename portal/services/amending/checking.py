"""What a citizen is putting right: the asked fields, what follows from them, and whether it holds.

The whole form is checked with the new answers in place, so every rule counts. Told are the errors
in what is open to be changed, and those that were not there before: nobody is made to mend what
nobody asked about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from forms import display, prefill
from forms.kinds import KINDS
from forms.schema import Checked, Context, check
from forms.spec import Form, Question

PLEDGE = "request.declaration"


@dataclass(frozen=True)
class Redoing:
    """Answers as they stand (typed) and what is typed over them, for the questions ``asked``.

    ``identity`` is the identity provider's word: what it vouches for nobody types.
    """

    form: Form
    context: Context
    asked: frozenset[str]
    stood: Mapping[str, Any] = field(repr=False)
    given: Mapping[str, Any] = field(repr=False)
    identity: Mapping[str, str] = field(repr=False)

    @cached_property
    def locked(self) -> Mapping[str, Any]:
        """Give the asked answers that the identity provider vouches for, as it says them now."""
        found = prefill.fill(self.form, {**self.stood, **self.given}, self.identity, self.context)
        free = {q.name for q in self.form.questions if q.computed or q.name not in self.asked}
        return {name: value for name, value in found.locked.items() if name not in free}

    @property
    def answers(self) -> dict[str, Any]:
        """Give all answers as typed, the new ones in place."""
        return {**self.stood, **self.given, **self.locked}

    @cached_property
    def before(self) -> Checked:
        """Give what a check finds in what stands now."""
        return check(self.form, self.stood, self.context)

    @cached_property
    def after(self) -> Checked:
        """Give what a check finds with the new answers in place."""
        return check(self.form, self.answers, self.context)

    @cached_property
    def open(self) -> tuple[Question, ...]:
        """List what is to be filled in: what was asked for, and what the new answers bring up."""
        names = {_top(path) for path in self.after.visible - self.before.visible}
        names |= {_top(path) for path in self.after.errors.keys() - self.before.errors.keys()}
        names |= self.asked
        shown = {_top(path) for path in self.after.visible}
        return tuple(q for q in self.form.questions if q.name in names & shown and not _pledge(q))

    @property
    def errors(self) -> dict[str, str]:
        """Give what is to be mended, by dotted path, in the order of the form."""
        names = {question.name for question in self.open}
        return {path: said for path, said in self.after.errors.items() if _top(path) in names}

    def accepted(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Give of what was sent what may be changed, now or because of what came with it."""
        sent = {name: value for name, value in given.items() if name not in self.locked}
        wider = Redoing(self.form, self.context, self.asked, self.stood, sent, self.identity)
        names = {question.name for question in (*self.open, *wider.open)}
        return {name: value for name, value in sent.items() if name in names}

    def parts(self) -> tuple[dict[str, Any], ...]:
        """Give what is other than before, as an amendment keeps it (``merging.Amendment``)."""
        return tuple(self._parts())

    def _parts(self) -> Iterator[dict[str, Any]]:
        was, now, typed = self.before.clean, self.after.clean, self.answers
        read = {one.name: one for one in self._read(now)}
        stood = {one.name: one.text for one in self._read(was)}
        for question in self.form.questions:
            name = question.name
            if was.get(name) == now.get(name):
                continue
            told = read.get(name)
            yield {
                "name": name,
                "label": question.label.in_("vi"),
                "means": question.means,
                "typed": typed.get(name),
                "value": told.value if told else None,
                "text": told.text if told else "",
                "before": stood.get(name, ""),
            }

    def _read(self, clean: Mapping[str, Any]) -> tuple[display.Answer, ...]:
        return display.answered(self.form, clean, self.context.case, "vi")


def askable(form: Form, visible: frozenset[str], fixed: frozenset[str]) -> list[Question]:
    """List the questions a correction may be asked for.

    Not what is computed, the pledge under it all, what others have agreed to (``fixed``), or a
    name the page needs for itself.
    """
    shown = {_top(path) for path in visible}
    return [
        question
        for question in form.questions
        if question.name in shown - fixed - _TAKEN
        and KINDS[question.kind].has_value
        and not question.computed
        and not _pledge(question)
    ]


# Fields of the page where a supplement is written.
_TAKEN = frozenset({"text", "document", "file", "action", "csrf_token"})


def _pledge(question: Question) -> bool:
    return question.means == PLEDGE and question.kind == "consent"


def _top(path: str) -> str:
    return path.split(".", 1)[0]
