"""Every text of the portal has its English: whole, sure, and readable by a machine."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PORTAL = Path("portal")
TRANSLATIONS = PORTAL / "translations"
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "_l": None,
    "lazy_gettext": None,
}
LANGUAGES = sorted(folder.parent.name for folder in TRANSLATIONS.glob("*/LC_MESSAGES"))


@cache
def texts() -> set[str]:
    """Read every text that code and templates show (of a plural, its first form)."""
    with (TRANSLATIONS / "babel.cfg").open() as settings:
        methods, options = parse_mapping_cfg(settings)
    found = extract_from_dir(PORTAL, methods, options, KEYWORDS)
    return {_first(message) for _, _, message, _, _ in found}


def _first(message: str | Iterable[str]) -> str:
    return message if isinstance(message, str) else next(iter(message))


@cache
def catalogue(language: str) -> Catalog:
    """Read a language's texts."""
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as po:
        return read_po(po, locale=language)


def translated(message: Message | None) -> bool:
    """Say whether every form of a text is there."""
    if message is None:
        return False
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    known = catalogue(language)
    assert sorted(text for text in texts() if not translated(known.get(text))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in catalogue(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_left_of_a_text_that_went(language: str) -> None:
    known = {_first(message.id) for message in catalogue(language) if message.id}
    assert sorted(known - texts()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_fills_in_the_same_values(language: str) -> None:
    assert [
        str(error)
        for message in catalogue(language)
        for error in message.check(catalogue(language))
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_compiles(language: str) -> None:
    made = BytesIO()
    write_mo(made, catalogue(language))
    assert made.getvalue()
