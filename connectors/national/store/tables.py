"""The tables of the dialect: read from ``tables.yaml``, and what an installation lays over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tables:
    """Codes, names, and what answers mean."""

    answers: Mapping[str, Lists]
    askers: Lists
    names: Lists

    def means(self, answer: str, code: str, message: str) -> bool:
        """Say whether an answer's code or message means this, by the table."""
        said, words = self.answers[answer], message.casefold()
        return code in said["codes"] or any(word.casefold() in words for word in said["words"])


def read(over: Mapping[str, Any]) -> Tables:
    """Lay an installation's own tables over the usual ones.

    :raises ValueError: naming a table or a word that there is not, or what is no list of text.
    """
    usual = _usual()
    unknown = sorted(set(over) - set(usual))
    if unknown:
        raise ValueError(f"there are no such tables: {', '.join(unknown)}")
    told = _named("answers", usual["answers"], over.get("answers", {}))
    answers = {
        name: {**said, **_lists(f"answers.{name}", said, told.get(name, {}))}
        for name, said in usual["answers"].items()
    }
    flat = {
        name: {**usual[name], **_lists(name, usual[name], over.get(name, {}))}
        for name in ("askers", "names")
    }
    return Tables(answers, **flat)


def _named(name: str, usual: Mapping[str, Any], over: Any) -> Mapping[str, Any]:
    if not isinstance(over, Mapping) or not set(over) <= set(usual):
        raise ValueError(f"{name} may change only {', '.join(usual)}")
    return over


def _lists(name: str, usual: Mapping[str, Any], over: Any) -> Lists:
    for listed in _named(name, usual, over).values():
        if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
            raise ValueError(f"{name} holds lists of text")
    return dict(over)


@cache
def _usual() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(
        Path(__file__).with_name("tables.yaml").read_text(encoding="utf-8")
    )
    return found
