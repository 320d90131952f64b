"""What the JSON Schema of a form says of an answer, the portal holds to (hypothesis)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, seed, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from forms.kinds import KINDS
from forms.kinds.json_schema import of_form, of_question
from forms.loader import load_catalog
from forms.schema import Context
from forms.spec import Form, Question
from portal.web.api.citizen.filling import wrong
from tests.web.api.every_kind import ASKED, form

# Of these the schema says all there is; of texts, dates and numbers of people it says less.
SAYS_ALL = (
    "whole_number",
    "money",
    "yes_no",
    "radio",
    "checkboxes",
    "select",
    "country",
    "consent",
)
SAYS_ALL += ("nationality", "ethnic_group")
FEW = settings(max_examples=40, deadline=None, database=None, derandomize=True)
CONTEXT = Context(case="usual", today=date(2026, 11, 23))
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["province", "type", "number", "x"]), inner, max_size=3),
    max_leaves=6,
)


def fitting(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Make answers as a schema has them."""
    if "const" in schema:
        return st.just(schema["const"])
    if "oneOf" in schema:
        return st.one_of([fitting(each) for each in schema["oneOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema["type"] == "boolean":
        return st.booleans()
    if schema["type"] == "integer":
        return st.integers(schema.get("minimum", 0), schema.get("maximum", 10**6))
    return st.lists(
        fitting(schema["items"]),
        unique=True,
        min_size=max(1, schema.get("minItems", 0)),
        max_size=3,
    )


def asked(kinds: tuple[str, ...]) -> list[tuple[Form, Question]]:
    """List the questions of some kinds: every kind's, and those of the whole catalogue."""
    forms = [form(), *(loaded.form for loaded in load_catalog())]
    # That an exclusive choice stands beside no other is a rule no schema of ours says, nor which
    # entries a code list has on a day.
    return [
        (made, q)
        for made in forms
        for q in made.questions
        if q.kind in kinds and not any(option.exclusive for option in q.options)
        if "list" not in q.settings
    ]


def named(value: Any) -> str:
    """Name a question in a test's id."""
    return f"{value.kind}-{value.name}" if isinstance(value, Question) else ""


@pytest.mark.parametrize(("made", "question"), asked(SAYS_ALL), ids=named)
def test_what_the_schema_allows_is_taken(made: Form, question: Question) -> None:
    schema = of_question(question, "vi")

    @seed(1)
    @FEW
    @given(value=fitting(schema))
    def each(value: Any) -> None:
        assume(Draft202012Validator(schema).is_valid(value))
        assert not wrong(made, {question.name: value}, CONTEXT, lenient=False)

    each()


@pytest.mark.parametrize("question", ASKED, ids=named)
def test_what_the_schema_does_not_allow_is_named(question: Question) -> None:
    made, schema = form(), of_form(form())["properties"][question.name]

    @seed(1)
    @FEW
    @given(value=anything)
    def each(value: Any) -> None:
        # Nothing at all is no answer, whatever it is written as.
        assume(not KINDS[question.kind].blank(value))
        assume(not Draft202012Validator(schema).is_valid(value))
        found = wrong(made, {question.name: value}, CONTEXT, lenient=False)
        assert found
        assert all(fault.field.startswith(f"answers.{question.name}") for fault in found)

    each()
