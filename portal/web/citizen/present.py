"""What the templates of form steps are given to show: questions, steps, two windows' answers.

Frozen values with nothing of Flask or the database in them; views fill them, templates read them.
Texts in them are ready to be read by people, in the page's language, and are escaped on the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Option:
    """One possible answer; options with the same ``group`` stand together in a long list."""

    value: str
    label: str
    hint: str = ""
    group: str = ""


@dataclass(frozen=True)
class ErrorLine:
    """One line of the error summary; ``anchor`` is the id of the input to go to."""

    anchor: str
    message: str


@dataclass(frozen=True)
class Field:
    """A question on the screen.

    ``kind`` names the template (``widget`` another one, if a kind has several faces); ``value`` is
    what was typed, untouched (a tuple for check boxes); ``text`` is the answer as shown (locked
    fields, amount in words) or, of ``info`` and ``consent``, what is to be read. ``parts`` are the
    questions an answer is made of (place, identity document), ``items`` those of a group that
    repeats. ``searched`` says whether a list is searched by typing (None: as long ones are). A
    ``locked`` answer is shown with ``locked_source`` and is not sent by the browser.
    """

    name: str
    kind: str
    label: str
    hint: str = ""
    widget: str = ""
    required: bool = True
    value: str | tuple[str, ...] = ""
    text: str = ""
    error: str = ""
    warning: str = ""
    options: tuple[Option, ...] = ()
    parts: tuple["Field", ...] = ()
    items: tuple["Item", ...] = ()
    item_label: str = ""
    max_items: int = 0
    min_items: int = 0
    locked: bool = False
    locked_source: str = ""
    autocomplete: str = ""
    inputmode: str = ""
    max_length: int = 0
    searched: bool | None = None

    @property
    def template(self) -> str:
        """The template that asks this question."""
        return f"kinds/{self.widget or self.kind}.html"

    @property
    def id(self) -> str:
        """The id of the input (of the first one, if there are several)."""
        return self.name.replace(".", "-")

    @property
    def anchor(self) -> str:
        """The id the error summary goes to: a compound question has its first part's input."""
        return self.parts[0].anchor if self.parts else self.id

    @property
    def described_by(self) -> str:
        """The ids of hint, warning and error, for ``aria-describedby``; empty if there are none."""
        told = {"hint": self.hint, "warning": self.warning, "error": self.error}
        return " ".join(f"{self.id}-{what}" for what, text in told.items() if text)

    def chosen(self, value: str) -> bool:
        """Say whether an option is (one of) the answer(s)."""
        return value == self.value if isinstance(self.value, str) else value in self.value

    def errors(self) -> Iterator[ErrorLine]:
        """Go through the errors of this question and of those inside it, in reading order."""
        if self.error:
            yield ErrorLine(self.anchor, self.error)
        inner = (*self.parts, *(each for item in self.items for each in item.fields))
        for each in inner:
            yield from each.errors()


@dataclass(frozen=True)
class Item:
    """One round of a group that repeats: its number as people count (from 1) and its questions."""

    number: int
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class StepLink:
    """A step in the list of steps; without ``href`` it cannot be gone to yet."""

    title: str
    href: str = ""
    current: bool = False
    done: bool = False


@dataclass(frozen=True)
class StepPage:
    """One step of a form: one topic. ``number`` counts from 1, papers and check included."""

    title: str
    procedure: str
    action: str
    number: int
    total: int
    fields: tuple[Field, ...]
    version: int = 0
    intro: str = ""
    notice: str = ""
    saved_at: datetime | None = None
    back_href: str = ""
    autosave_href: str = ""
    communes_href: str = ""
    steps: tuple[StepLink, ...] = ()

    @property
    def errors(self) -> tuple[ErrorLine, ...]:
        """Everything to fix on this page."""
        return tuple(line for each in self.fields for line in each.errors())


@dataclass(frozen=True)
class Conflict:
    """An answer that differs between two windows, as shown to people."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class ConflictPage:
    """Two windows wrote the same step: ``fields`` are the answers of this one as (name, typed), to
    be sent again on top of ``version``; ``keep_href`` goes on with what is stored."""

    procedure: str
    action: str
    version: int
    saved_at: datetime
    rows: tuple[Conflict, ...]
    fields: tuple[tuple[str, str], ...]
    keep_href: str
