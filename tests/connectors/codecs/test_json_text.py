"""JSON from strangers, and the canonical text behind every content hash."""

import hashlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.codecs import json_text

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(-1e15, 1e15)
    | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
)


@PATIENT
@given(st.dictionaries(_texts, _json, max_size=5))
def test_canonical_text_reads_back_as_the_same_value(value):
    assert json_text.read_object(json_text.canonical(value)) == value


@PATIENT
@given(st.dictionaries(_texts, _json, max_size=5))
def test_the_order_of_names_does_not_change_the_hash(value):
    turned = dict(reversed(value.items()))
    assert json_text.content_hash(turned) == json_text.content_hash(value)


def test_the_hash_is_that_of_the_published_example():
    text = '{"a":[1,"ữ",null],"b":{"c":0.1}}'
    value = {"b": {"c": 0.1}, "a": [1, "ữ", None]}
    assert json_text.canonical(value) == text.encode()
    assert json_text.content_hash(value) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("value", [{"a": float("nan")}, {"a": 2**53}, {"a": "\ud800"}])
def test_what_json_cannot_carry_without_loss_has_no_hash(value):
    with pytest.raises(ValueError):
        json_text.content_hash(value)


def test_a_name_that_stands_twice_is_refused_of_those_who_bring_something():
    assert json_text.read(b'[{"a":1,"a":2}]') == [{"a": 2}]
    with pytest.raises(ValueError, match="twice"):
        json_text.read(b'[{"a":1,"\\u0061":2}]', once=True)


@pytest.mark.parametrize("body", [b"[1e999]", b"[-1e999]", b"[Infinity]", b"[NaN]"])
def test_a_number_nobody_can_write_down_again_is_none(body):
    with pytest.raises(ValueError):
        json_text.read(body)


@PATIENT
@given(_json)
def test_what_was_said_is_kept_as_it_was(value):
    assert json.loads(json_text.plain(value)) == value


def test_what_no_store_can_keep_is_left_out_and_the_rest_is_as_it_was():
    body = rb'{"a\u0000": ["x\u0000y", "\ud800z", "\\u0000", 1.5, null], "b": "Ng\u00e0y"}'
    kept = json_text.read_object(json_text.mended(body))
    assert kept == {"a": ["xy", "z", "\\u0000", 1.5, None], "b": "Ngày"}
    assert json_text.mended(b"<html>") == b"<html>"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty, not JSON"),
        (b"\n <!DOCTYPE html><html><p>Tran Thi B", "a web page, not JSON"),
        (b"<html><title>502</title>", "a web page, not JSON"),
        (b"<?xml version='1.0'?><a/>", "XML, not JSON"),
        (b"\xff\xfe{", "not text in UTF-8"),
        (b'{"name": "Tran', "not JSON: Unterminated string starting at, line 1 column 10"),
        (b"khong co gi", "not JSON: Expecting value, line 1 column 1"),
    ],
)
def test_what_came_instead_of_json_is_told_without_repeating_it(body, said):
    with pytest.raises(ValueError, match=f"{said}$") as caught:
        json_text.read(body)
    assert "Tran" not in str(caught.value)
