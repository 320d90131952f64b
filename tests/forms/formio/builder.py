"""Components as the Form.io builder saves them: every default key spelled out.

The keys were read from definitions that builders of several years wrote; the definitions made of
them here are our own.
"""

import json
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any

Component = dict[str, Any]

_DEFAULTS = json.loads((Path(__file__).parent / "builder_defaults.json").read_bytes())
_EVERY: Component = _DEFAULTS["every"]
_OWN: dict[str, Component] = _DEFAULTS["own"]
TYPES = tuple(_OWN)
_ids = count(1)


def saved(kind: str, key: str, label: str = "", /, **set_by_hand: Any) -> Component:
    """A component with every default the builder writes, and what somebody set; `validate` and
    `conditional` are merged into theirs."""
    made = deepcopy(_EVERY | {"type": kind, "key": key, "label": label or key} | _OWN[kind])
    made["id"] = f"e{next(_ids):04x}"
    for name, value in set_by_hand.items():
        merged = isinstance(value, dict) and name in (
            "validate",
            "conditional",
            "datePicker",
            "data",
        )
        made[name] = {**made.get(name, {}), **value} if merged else value
    return made


def column(*components: Component, width: int = 6) -> Component:
    """One column of a row, as the builder saves it."""
    return {
        "components": list(components),
        "width": width,
        "offset": 0,
        "push": 0,
        "pull": 0,
        "size": "md",
        "currentWidth": width,
    }


def side_by_side(key: str, *columns: Component) -> Component:
    """A row of columns."""
    return saved("columns", key, columns=list(columns))


def whole(*components: Component, **more: Any) -> Component:
    """A form as the platform exports it."""
    return {
        "_id": "64d0c0ffee",
        "title": "Tờ khai",
        "name": "toKhai",
        "path": "tokhai",
        "type": "form",
        "display": "form",
        "tags": [],
        "access": [{"roles": [], "type": "read_all"}],
        "submissionAccess": [],
        "owner": None,
        "settings": {},
        "properties": {},
        "controller": "",
        "machineName": "cong:tokhai",
        "created": "2025-03-01T02:00:00.000Z",
        "modified": "2025-06-01T02:00:00.000Z",
        "components": [*components, saved("button", "submit", "Nộp")],
        **more,
    }
