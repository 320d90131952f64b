"""Every kind of question stands in the gallery in every state it can be in, for axe and for eyes.

A kind that is new fails here until it is shown.
"""

from collections.abc import Iterable, Iterator

import pytest

from forms.kinds import KINDS
from portal.web.citizen.present import Field, StepPage
from tests.web.gallery.pages import PAGES

STATES = ("empty", "filled", "error", "locked", "repeating")
# Words to read are neither answered nor refused; what follows from other answers is never wrong;
# nobody's account pledges for them; and a group is a list, which has its own questions locked.
NEVER = {
    ("info", "filled"),
    ("info", "error"),
    ("info", "locked"),
    ("computed", "error"),
    ("consent", "locked"),
    ("group", "locked"),
    ("group", "repeating"),
}


def _states(field: Field, inside: bool) -> Iterator[str]:
    """Name the states a question is shown in."""
    wrong = any(field.errors())
    told = "" if field.kind in ("info", "consent") else field.text
    answered = any((field.value, told, field.items, *(part.value for part in field.parts)))
    yield "locked" if field.locked else "error" if wrong else "filled" if answered else "empty"
    if inside:
        yield "repeating"


def _shown(fields: Iterable[Field], inside: bool = False) -> Iterator[tuple[str, str]]:
    for field in fields:
        for state in _states(field, inside):
            yield field.kind, state
        for item in field.items:
            yield from _shown(item.fields, inside=True)


@pytest.fixture(scope="module")
def shown() -> set[tuple[str, str]]:
    """Every kind and state on any page of the gallery."""
    pages = (page.context.get("page") for page in PAGES.values())
    return {pair for page in pages if isinstance(page, StepPage) for pair in _shown(page.fields)}


@pytest.mark.parametrize(
    "wanted", [(kind, state) for kind in KINDS for state in STATES if (kind, state) not in NEVER]
)
def test_every_kind_is_shown_in_every_state(
    wanted: tuple[str, str], shown: set[tuple[str, str]]
) -> None:
    assert wanted in shown
