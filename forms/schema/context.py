"""What answers are checked with, and what a check finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forms import needs
from forms.kinds import Asked
from forms.kinds.same_person import Taken
from forms.lookups import Lists, Places, VietnamProvinces
from forms.messages import Lang
from forms.spec import Channel, Question

DOCUMENTS_STEP = "giay-to"
"""The step that asks for documents instead of answers."""


@dataclass(frozen=True)
class Context:
    """Who asks, when and how: everything an answer is checked with besides the form.

    `locked` raw answers take the place of whatever was typed. `files` counts the files at hand
    for each document; None leaves documents out of the errors. `lists` are the code lists that
    are kept otherwise than they came.
    """

    case: str
    today: date
    lang: Lang = "vi"
    step: str | None = None
    locked: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, int] | None = None
    channel: Channel = "online"
    places: Places = field(default_factory=VietnamProvinces)
    lists: Lists = field(default_factory=dict)


def asking(question: Question, context: Context) -> Asked:
    """Ask a question as a context has it."""
    return Asked(question, context.today, context.lang, context.places, context.lists)


@dataclass(frozen=True)
class Checked:
    """What a check found. Errors and warnings are worded, by dotted path (`members.0.full_name`).

    `clean` holds the good answers that are asked for; `visible` the dotted names of the questions
    shown; for one step, errors, warnings and `clean` speak of that step alone. `taken` are the
    answers that were taken over because somebody is said to be asked about already.
    """

    clean: dict[str, Any]
    errors: dict[str, str]
    warnings: dict[str, str]
    visible: frozenset[str]
    steps: tuple[str, ...]
    documents: tuple[needs.Needed, ...]
    fee: needs.FeeDue
    taken: Mapping[str, Taken] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.errors
