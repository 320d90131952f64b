"""What SMS say, by language: ``portal/translations/<language>/sms.yaml``.

Texts are unaccented, at most 155 characters with a base address of 25 and a token of 22, and tell
a code and a date, never a name. They use no square or curly brackets, which cost two septets (GSM
03.38). What a language lacks is said in Vietnamese.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

TRANSLATIONS = Path(__file__).parents[1] / "translations"
SOURCE = "vi"

Reader = Literal["news", "requests", "drafts"]
"""Who reads it: who applied, who is asked to confirm, or who has a draft."""


@cache
def texts() -> Mapping[str, Mapping[Reader, Mapping[str, str]]]:
    """Every text by language, reader and occasion, its blanks unfilled."""
    files = sorted(TRANSLATIONS.glob("*/sms.yaml"))
    return {file.parent.name: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


def occasions(reader: Reader) -> frozenset[str]:
    """Of what a reader is told at all."""
    return frozenset(texts()[SOURCE][reader])


def say(language: str, reader: Reader, occasion: str, **blanks: str) -> str:
    """Put an occasion into the words of an SMS, in a language."""
    own = texts().get(language, {}).get(reader, {}).get(occasion)
    return (own or texts()[SOURCE][reader][occasion]).format(**blanks)
