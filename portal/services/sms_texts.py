"""What SMS say, by language: ``portal/translations/<language>/sms.yaml``, or what took its place.

Texts are unaccented, at most 155 characters with a base address of 25 and a token of 22, and tell
a code and a date, never a name. They use no square or curly brackets, which cost two septets (GSM
03.38). What a language lacks is said in Vietnamese.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, NamedTuple

import sqlalchemy as sa
import yaml
from sqlalchemy.orm import Session

from portal.models import MessageText

TRANSLATIONS = Path(__file__).parents[1] / "translations"
SOURCE = "vi"

Reader = Literal["news", "requests", "drafts", "enquiries"]
"""Who reads it: who applied, who is asked to confirm, who has a draft, or who asked a question."""


@cache
def texts() -> Mapping[str, Mapping[Reader, Mapping[str, str]]]:
    """Every text by language, reader and occasion, its blanks unfilled."""
    files = sorted(TRANSLATIONS.glob("*/sms.yaml"))
    return {file.parent.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def occasions(reader: Reader) -> frozenset[str]:
    """Of what a reader is told at all."""
    return frozenset(texts()[SOURCE][reader])


class Key(NamedTuple):
    """Which text: in what language, to whom, on what occasion."""

    language: str
    reader: Reader
    occasion: str


def shipped(key: Key) -> str:
    """Give the text that came with the program; in Vietnamese where the language lacks it."""
    own = texts().get(key.language, {}).get(key.reader, {}).get(key.occasion)
    return own or texts()[SOURCE][key.reader][key.occasion]


def blanks(text: str) -> frozenset[str]:
    """Name what is filled into a text.

    :raises ValueError: if its curly brackets do not close.
    """
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def standing(session: Session, key: Key) -> str:
    """Give the text that counts: the newest an administrator approved, else the shipped one.

    One that asks for a blank the program does not fill any more gives way to the shipped one: an
    SMS that is worded plainly is better than one that never goes out.
    """
    own = session.scalar(
        sa.select(MessageText.body)
        .where(
            MessageText.language == key.language,
            MessageText.reader == key.reader,
            MessageText.occasion == key.occasion,
            MessageText.approved_at.is_not(None),
        )
        .order_by(MessageText.version.desc())
        .limit(1)
    )
    came = shipped(key)
    return own if own and blanks(own) == blanks(came) else came


def say(session: Session, key: Key, **given: str) -> str:
    """Put an occasion into the words of an SMS, in a language."""
    return standing(session, key).format(**given)
