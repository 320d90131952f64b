"""One thing that changed, said in every language; and how two lists are laid side by side."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

from forms.differences.wording import WORDS
from forms.messages import Lang
from forms.spec import Text

Sort: TypeAlias = Literal["added", "removed", "changed"]
About: TypeAlias = Literal[
    "procedure",
    "case",
    "step",
    "question",
    "rule",
    "document",
    "confirmation",
    "hop",
    "fee",
    "time",
    "agency",
    "result",
]
T = TypeVar("T")


@dataclass(frozen=True)
class Change:
    """One change: what it is about, the name of that in the form's file, and a sentence."""

    about: About
    sort: Sort
    name: str
    text: Text


@dataclass(frozen=True)
class Teller:
    """Tells the changes of one thing of a form."""

    about: About
    name: str

    def says(self, sort: Sort, key: str, **blanks: Text | str | int) -> Change:
        """Word a change; a blank that is a text is filled in in each language."""
        return Change(
            self.about,
            sort,
            self.name,
            Text(_worded(key, "vi", blanks), _worded(key, "en", blanks)),
        )

    def added(self, key: str, **blanks: Text | str | int) -> Change:
        """Something is new."""
        return self.says("added", key, **blanks)

    def removed(self, key: str, **blanks: Text | str | int) -> Change:
        """Something is gone."""
        return self.says("removed", key, **blanks)

    def changed(self, key: str, **blanks: Text | str | int) -> Change:
        """Something is otherwise than it was."""
        return self.says("changed", key, **blanks)


def phrase(key: str, **blanks: Text | str | int) -> Text:
    """Word a part of a sentence in every language."""
    return Text(_worded(key, "vi", blanks), _worded(key, "en", blanks))


def _worded(key: str, lang: Lang, blanks: dict[str, Text | str | int]) -> str:
    old, new = blanks.get("old"), blanks.get("new")
    if isinstance(old, Text) and isinstance(new, Text) and old.in_(lang) == new.in_(lang):
        # Somebody mended the other language alone.
        key = "elsewhere"
    told = {
        name: blank.in_(lang) if isinstance(blank, Text) else blank
        for name, blank in blanks.items()
    }
    return WORDS[key].in_(lang).format(**told)


def paired(
    old: Iterable[T], new: Iterable[T], key: Callable[[T], Hashable]
) -> Iterator[tuple[T | None, T | None]]:
    """Lay two lists side by side by key, in the new one's order; what is gone comes last."""
    before, now = {key(one): one for one in old}, {key(one): one for one in new}
    for name, one in now.items():
        yield before.get(name), one
    for name, gone in before.items():
        if name not in now:
            yield gone, None
