"""What the forms say to people, by key, in every language the portal speaks.

Keys keep the rules free of wording: a rule names what is wrong, the catalogue says it in
Vietnamese or English. Adding a language is adding one module beside `vi.py`.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from forms.messages import en, vi

Lang: TypeAlias = Literal["vi", "en"]
"""A language a citizen may read the forms in."""

CATALOGUE: dict[Lang, dict[str, str]] = {"vi": vi.MESSAGES, "en": en.MESSAGES}


@dataclass(frozen=True)
class Message:
    """One thing to tell a person: a catalogue key and what to fill into its blanks."""

    key: str
    blanks: dict[str, object] = field(default_factory=dict)


def message(key: str, **blanks: object) -> Message:
    """Name a message and what fills its blanks."""
    return Message(key, blanks)


def say(about: Message, lang: Lang) -> str:
    """Word a message in a language; names of things inside it are given already worded."""
    return CATALOGUE[lang][about.key].format(**about.blanks)


def inside_sentence(label: str) -> str:
    """A label as it stands inside a sentence: small first letter, unless it is an abbreviation."""
    first_word = label.split(" ", 1)[0]
    if len(first_word) > 1 and first_word.isupper():
        return label
    return label[:1].lower() + label[1:]
