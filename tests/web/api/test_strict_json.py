"""JSON that strangers wrote: what two readers could read differently is not read at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.api import strict_json
from portal.web.api.problems import Problem

DEEP = b'{"answers":' + b"[" * 40 + b"]" * 40 + b"}"
WRONG = [
    (b"{", 400, "", "not_json"),
    (b"", 400, "", "not_json"),
    (b'{"a": 1,}', 400, "", "not_json"),
    (b"\xff", 400, "", "not_utf8"),
    (b'\xef\xbb\xbf{"a": 1}', 400, "", "not_json"),
    (b'{"a": 1}'.decode().encode("utf-16"), 400, "", "not_utf8"),
    (b'{"answers": {"x": 1, "x": 2}}', 400, "answers.x", "repeated"),
    (b'{"a": [{"x": NaN}]}', 400, "a.0.x", "not_a_number"),
    (b'{"a": -Infinity}', 400, "a", "not_a_number"),
    (b'{"a": 9007199254740993}', 400, "a", "big_number"),
    (b'{"a": 1e999}', 400, "a", "big_number"),
    (b'{"a": ' + b"9" * 5000 + b"}", 400, "a", "big_number"),
    (b'{"a": "x\\u0000y"}', 400, "a", "bad_text"),
    (b'{"a": ["\\ud800"]}', 400, "a.0", "bad_text"),
    (b'{"a\\ud800": 1}', 400, "", "bad_text"),
    (b"[" * 100_000, 400, "", "too_deep"),
    (b'"' + b"x" * strict_json.MOST_BYTES + b'"', 413, "", "too_large"),
]


@pytest.mark.parametrize(("body", "status", "place", "code"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_told_by_its_place(body, status, place, code):
    with pytest.raises(Problem) as found:
        strict_json.read(body)
    assert found.value.status == status
    assert [(fault.field, fault.code) for fault in found.value.faults] == [(place, code)]


def test_depth_is_told_by_the_place_where_it_is_too_much():
    with pytest.raises(Problem) as found:
        strict_json.read(DEEP)
    (fault,) = found.value.faults
    assert (fault.code, fault.field.count(".0")) == ("too_deep", strict_json.MOST_DEPTH - 1)


def test_every_wrong_place_is_told_up_to_twenty():
    with pytest.raises(Problem) as found:
        strict_json.read(b"[" + b",".join([b"NaN"] * 50) + b"]")
    assert [fault.field for fault in found.value.faults] == [str(n) for n in range(20)]


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@given(body=st.binary(max_size=80))
def test_any_bytes_are_read_or_refused_by_name(body):
    try:
        strict_json.read(body)
    except Problem as problem:
        assert problem.status == 400 and problem.faults
