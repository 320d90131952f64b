"""How long it takes to check the answers of each form of the catalogue."""

import json
import time
from collections.abc import Callable

from forms.loader import load_catalog
from forms.schema import Context, check
from forms.spec import Example, Form
from tests.bench.figures import Figure

_TURNS = 40


def measure() -> list[Figure]:
    """Check the first right example of each form, whole; beside it, the same answers parsed."""
    found = []
    for form in (loaded.form for loaded in load_catalog()):
        example = next((one for one in form.examples if not one.errors), None)
        if example is not None:
            found.append(_one(form, example))
    return found


def _one(form: Form, example: Example) -> Figure:
    text, context = json.dumps(example.answers, default=str), Context(example.case, example.today)
    took = _best(lambda: check(form, example.answers, context))
    return Figure(f"Check of {form.code}", took, "ms", reference=_best(lambda: json.loads(text)))


def _best(deed: Callable[[], object]) -> float:
    """Give the shortest time of many, in ms: whatever else the machine does is left out."""
    times = []
    for _ in range(_TURNS):
        began = time.perf_counter()
        deed()
        times.append(time.perf_counter() - began)
    return min(times) * 1000
