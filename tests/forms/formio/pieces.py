"""Definitions to vary in tests, and what comes of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from forms.formio import Imported, read
from forms.loader import load
from forms.spec import Form, Question

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Carried:
    """An import with the form it loads as."""

    imported: Imported
    form: Form

    @property
    def left(self) -> dict[str, str]:
        """Reasons by path."""
        return {left.path: left.reason for left in self.imported.left_out}

    def question(self, name: str) -> Question:
        """A question of the form, or of one of its groups (`members.name`)."""
        first, _, inner = name.partition(".")
        found = next(question for question in self.form.questions if question.name == first)
        return next(q for q in found.questions if q.name == inner) if inner else found


def component(kind: str, key: str, /, **more: Any) -> dict[str, Any]:
    """A component as a builder would save it."""
    return {"type": kind, "key": key, "label": f"Nhãn {key}", "input": True, **more}


def definition(*components: Mapping[str, Any], **more: Any) -> bytes:
    """The file of a one-page form."""
    return json.dumps({"title": "Thử", "components": list(components), **more}).encode()


def carried(*components: Mapping[str, Any], **more: Any) -> Carried:
    """The import of a one-page form; it always loads."""
    return loaded(definition(*components, **more))


def loaded(source: bytes, **how: Any) -> Carried:
    """The import of a file; it always loads."""
    imported = read(source, name="form.json", **how)
    return Carried(imported, load(imported.yaml, "form.yaml"))


def differences(first: Form, second: Form) -> dict[str, tuple[Any, Any]]:
    """Where two forms differ, the hash of their texts aside."""
    pairs = {
        each.name: (getattr(first, each.name), getattr(second, each.name))
        for each in fields(Form)
        if each.name != "hash"
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
