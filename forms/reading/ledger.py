"""What a file defines and what it refers to, with lines, for the checks that come after reading."""

from dataclasses import dataclass, field

from forms.reading.nodes import At
from forms.spec import Question


@dataclass(frozen=True)
class Reference:
    """A place where the file names a question: how, with which values, inside which group."""

    at: At
    question: str
    operator: str
    group: str | None
    values: tuple[str, ...] = ()


@dataclass
class Ledger:
    """Everything noted while reading one file."""

    questions: dict[str, Question] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    cases: list[At] = field(default_factory=list)
    paths: list[At] = field(default_factory=list)
    documents: list[At] = field(default_factory=list)
    group: str | None = None

    def define(self, name: str, question: Question, line: int) -> None:
        """Note a question under its dotted name; the first of a name stays."""
        if name not in self.questions:
            self.questions[name] = question
            self.lines[name] = line

    def refer(
        self, at: At, operator: str, values: tuple[str, ...] = (), name: str | None = None
    ) -> str:
        """Note that the file names a question here (as all of its text, or by `name` inside it)."""
        name = at.text() if name is None else name
        self.references.append(Reference(at, name, operator, self.group, values))
        return name

    def resolve(self, reference: Reference) -> Question | None:
        """The question meant: inside a group its sibling first, then one of the form."""
        inside = f"{reference.group}.{reference.question}"
        if reference.group is not None and inside in self.questions:
            return self.questions[inside]
        # Only a sum goes through the entries of a group.
        if "." in reference.question and reference.operator != "sum":
            return None
        return self.questions.get(reference.question)
