"""Sample records, made up in the shapes the catalogue has, and what comes of them."""

import json
from pathlib import Path
from typing import Any

from forms.loader import load
from forms.national import read, skeleton
from forms.spec import Form

RECORDS = Path(__file__).parent / "records"


def sample(name: str) -> dict[str, Any]:
    """A sample record; `lay_thu_tuc` without the answer around it."""
    values = json.loads((RECORDS / f"{name}.json").read_bytes())
    return values["result"][0] if "result" in values else values


def source(values: Any) -> bytes:
    """A record as a file."""
    return json.dumps(values, ensure_ascii=False).encode()


def begun(values: Any) -> Form:
    """The form that is begun from a record; it always loads."""
    return load(skeleton(read(source(values))).yaml)
