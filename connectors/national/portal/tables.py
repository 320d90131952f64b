"""The tables of the dialect: read from ``tables.yaml``, and what an installation lays over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from connectors.messages import State

_LISTS = ("progress_lists",)
_NAMES = ("asked", "questions", "inward", "meanings", "entry", "entry_codes", "entry_names")
_ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Tables:
    """Words and codes by table; ``code`` writes one of ours in theirs."""

    codes: Mapping[str, Mapping[str, str]]
    answers: Mapping[str, Mapping[str, Sequence[str]]]
    progress_lists: Sequence[str]
    names: Mapping[str, Mapping[str, Sequence[str]]]

    def code(self, table: str, ours: str) -> str:
        """Give their code for a word of ours.

        :raises KeyError: if the table has none: nothing is guessed.
        """
        return self.codes[table][ours]

    def state(self, theirs: str) -> State | None:
        """Give our state for their code; None for a code in no table, or in it twice."""
        found = [ours for ours, code in self.codes["states"].items() if code == theirs]
        return State(found[0]) if len(found) == 1 else None

    def means(self, answer: str, code: str, message: str) -> bool:
        """Say whether an answer's code or message means this, by the table."""
        said = self.answers[answer]
        words = message.casefold()
        return code in said.get("codes", ()) or any(
            word.casefold() in words for word in said.get("words", ())
        )


def read(over: Mapping[str, Any]) -> Tables:
    """Lay an installation's own tables over the usual ones.

    :raises ValueError: naming a table or a word that there is not, or a code that is no text.
    """
    usual = _usual()
    codes = {
        name: _laid(name, table, over.get(name, {}))
        for name, table in usual.items()
        if name not in (_ANSWERS, *_LISTS, *_NAMES)
    }
    unknown = sorted(set(over) - set(usual))
    if unknown:
        raise ValueError(f"there are no such tables: {', '.join(unknown)}")
    answers = {
        name: {**said, **_words(name, over.get(_ANSWERS, {}).get(name, {}))}
        for name, said in usual[_ANSWERS].items()
    }
    lists = over.get("progress_lists", usual["progress_lists"])
    names = {name: {**usual[name], **_listed(name, over.get(name, {}))} for name in _NAMES}
    return Tables(codes, answers, [str(name) for name in lists], names)


def _laid(name: str, table: Mapping[str, str], over: Any) -> Mapping[str, str]:
    if not isinstance(over, Mapping) or not set(over) <= set(table):
        raise ValueError(f"{name} may change only {', '.join(table)}")
    if not all(isinstance(code, str) and code for code in over.values()):
        raise ValueError(f"codes of {name} are text, in quotes")
    return {**table, **over}


def _words(name: str, over: Any) -> Mapping[str, Sequence[str]]:
    if not isinstance(over, Mapping) or not set(over) <= {"codes", "words"}:
        raise ValueError(f"answers.{name} has codes and words")
    return _listed(f"answers.{name}", over)


def _listed(name: str, over: Any) -> Mapping[str, Sequence[str]]:
    lists = over.values() if isinstance(over, Mapping) else [None]
    for listed in lists:
        if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
            raise ValueError(f"{name} holds lists of text")
    return dict(over)


@cache
def _usual() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(
        Path(__file__).with_name("tables.yaml").read_text(encoding="utf-8")
    )
    return read
