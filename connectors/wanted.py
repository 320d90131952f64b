"""One thing an agency wants put right or handed in (nội dung cần bổ sung), asked for by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

ANSWER, DOCUMENT, FILE = "answer", "document", "file"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An answer (by its question's name) or a paper (by its id), and what is wrong with it.

    An agency's system may name a paper by one of its files; whoever hears it finds the paper.
    ``label`` is how the agency read it ("" from a system); ``words`` are its own, "" if the paper
    alone says it.
    """

    about: str
    name: str
    label: str
    words: str = field(default="", repr=False)

    @property
    def line(self) -> str:
        """The same as one line of a request."""
        if self.words:
            return f"{self.label}: {self.words}"
        return f"Bổ sung: {self.label}"

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Read it from what ``dataclasses.asdict`` gave."""
        return cls(plain["about"], plain["name"], plain["label"], plain["words"])
