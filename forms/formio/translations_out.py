"""Texts in the languages beside Vietnamese, where Open Forms keeps them in a component."""

from collections.abc import Mapping
from typing import Any

from forms.messages import SOURCE
from forms.spec import Text


def translated(**texts: Text | None) -> dict[str, Any]:
    """The translations of a component's texts, by the property each stands in."""
    return {"openForms": {"translations": by_language(texts)}}


def by_language(texts: Mapping[str, Text | None]) -> dict[str, dict[str, str]]:
    """Language → key → text, without the source language."""
    found: dict[str, dict[str, str]] = {}
    for key, text in texts.items():
        for lang, said in text.by_language.items() if text else ():
            if lang != SOURCE:
                found.setdefault(lang, {})[key] = said
    return found
