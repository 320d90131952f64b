"""The sandbox's canonical JSON, held against the rfc8785 package."""

import math

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from portal.sandbox.agency.canonical import canonical

LETTERS = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | LETTERS
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(LETTERS, inner))


@given(VALUES)
def test_it_writes_what_the_package_writes(value):
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "number", [1e21, 1e20, 123456789012345680000.0, 1e-6, 1e-7, 5e-324, 1.5e300, -0.0, 0.1, 100.0]
)
def test_numbers_stand_as_ecmascript_writes_them(number):
    assert canonical(number) == rfc8785.dumps(number)


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**53, "\ud800"])
def test_what_has_no_canonical_form_is_an_error(value):
    with pytest.raises(ValueError):
        canonical(value)


def test_names_are_sorted_by_utf16_units():
    assert canonical({"\U0001f600": 1, "\uffff": 2}) == '{"\U0001f600":1,"\uffff":2}'.encode()
