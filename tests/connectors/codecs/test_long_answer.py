"""A long text inside a JSON answer, cut out as it streams by."""

import base64
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.codecs import long_answer

SHORT = {"status": "OK", "ErrorCode": "0"}


def pieces(text, size):
    return [text[at : at + size] for at in range(0, len(text), size)]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=3000), size=st.integers(1, 700), slashes=st.booleans())
def test_the_bytes_come_back_however_the_answer_is_cut(tmp_path, data, size, slashes):
    text = json.dumps({**SHORT, "data": base64.encodebytes(data).decode(), "more": 1})
    text = text.replace("/", "\\/") if slashes else text
    found = long_answer.read(pieces(text.encode(), size), "data", tmp_path)
    assert found.file.read_bytes() == data
    assert found.said == {**SHORT, "more": 1}


def test_an_escape_cut_in_two_by_the_edge_of_a_block_is_one(tmp_path, monkeypatch):
    monkeypatch.setattr(long_answer, "_CHUNK", 32)
    data = bytes(range(250)) * 3
    text = json.dumps({"data": base64.b64encode(data).decode()}).replace("/", "\\/")
    assert long_answer.read([text.encode()], "data", tmp_path).file.read_bytes() == data


def test_an_answer_without_the_text_is_the_answer(tmp_path):
    found = long_answer.read([json.dumps({**SHORT, "data": None}).encode()], "data", tmp_path)
    assert (found.said["data"], found.file) == (None, None)
    assert [one.name for one in tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    "text",
    [b"[]", b'{"data": "abc', b'{"data": "abcde"}', b'{"data": "!!!!"}', b'{"data": "a=b="}'],
)
def test_what_is_no_such_answer_is_refused(tmp_path, text):
    with pytest.raises(ValueError):
        long_answer.read([text], "data", tmp_path)
