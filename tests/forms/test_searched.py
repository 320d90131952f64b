"""Which lists are long enough to be searched by typing."""

import pytest

from forms.kinds import KINDS
from forms.spec import Option, Question, Text
from tests.forms import little

LABEL = Text("Câu hỏi", "The question")


def options(count: int) -> tuple[Option, ...]:
    """So many choices."""
    return tuple(Option(str(n), LABEL) for n in range(count))


@pytest.mark.parametrize(
    "kind", ["country", "nationality", "ethnic_group", "place", "bank_account"]
)
def test_a_list_everybody_shares_is_searched_unless_the_form_says_otherwise(kind):
    assert KINDS[kind].searched(Question("asked", kind, LABEL))
    assert not KINDS[kind].searched(Question("asked", kind, LABEL, settings={"searchable": False}))


@pytest.mark.parametrize(("count", "searched"), [(2, False), (15, False), (16, True)])
def test_a_list_of_the_form_is_searched_once_it_is_long(count, searched):
    assert (
        KINDS["select"].searched(Question("a", "select", LABEL, options=options(count))) is searched
    )


def test_a_form_says_what_is_searched():
    short = "options: [{value: a, label: {vi: A, en: A}}], searchable: true"
    form = little.form(
        f"      - {{name: a, kind: select, label: {{vi: Chọn, en: Choose}}, {short}}}"
    )
    question = next(q for q in form.questions if q.name == "a")
    assert KINDS["select"].searched(question)


@pytest.mark.parametrize("kind", ["text", "radio", "checkboxes", "date"])
def test_what_is_no_list_is_not_searched(kind):
    assert not KINDS[kind].searched(Question("asked", kind, LABEL, options=options(50)))
