"""How a kind stands in the contract suite: how it is asked, what is good, what is not."""

from dataclasses import dataclass, field
from typing import Any

from forms.spec import Option, Question, Text

LABEL = Text("Câu hỏi", "The question")


@dataclass(frozen=True)
class KindCase:
    """`good`: raw → (clean, Vietnamese text). `bad`: raw, part in error, Vietnamese message."""

    kind: str
    good: list[tuple[Any, Any, str]]
    bad: list[tuple[Any, str, str]]
    settings: dict[str, Any] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def question(self) -> Question:
        """The question as it is asked in the contract."""
        return Question(
            "asked",
            self.kind,
            LABEL,
            settings=self.settings,
            options=self.options,
            questions=self.questions,
        )
