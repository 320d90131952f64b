"""What the forms say to people, by key, in every language the portal speaks.

Keys keep the rules free of wording: a rule names what is wrong, the catalogue says it in each
language. Adding a language is adding one file beside `vi.yaml`; what it lacks is said in
Vietnamese, so that it can be translated bit by bit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from forms.patterns import pattern

Lang: TypeAlias = str
"""A language as browsers and Unicode name it: vi, en, km …"""

LANGUAGE = pattern(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
"""How a language is written (BCP 47, without its rarer parts): km, hmn, zh-Hant."""

SOURCE: Lang = "vi"
"""The language everything is written in first."""


def read_catalogue(folder: Path) -> dict[Lang, Mapping[str, str]]:
    """The wording of each language that has a file in a folder, Vietnamese first."""
    files = sorted(folder.glob("*.yaml"), key=lambda path: (path.stem != SOURCE, path.stem))
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in files}


CATALOGUE = read_catalogue(Path(__file__).parent)


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
    own = CATALOGUE.get(lang, {}).get(about.key)
    return (own or CATALOGUE[SOURCE][about.key]).format(**about.blanks)


def inside_sentence(label: str) -> str:
    """A label as it stands inside a sentence: small first letter, unless it is an abbreviation."""
    first_word = label.split(" ", 1)[0]
    if len(first_word) > 1 and first_word.isupper():
        return label
    return label[:1].lower() + label[1:]
