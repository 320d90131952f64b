"""Records are read as they come: wrapped, half empty, numbers as texts; or refused in words."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.loader import load
from forms.national import NotARecord, read, skeleton
from tests.forms.national.pieces import begun, sample, source

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "wrap",
    [
        lambda record: record,
        lambda record: [record],
        lambda record: {"error_code": "00", "result": [record]},
        lambda record: {"data": {"result": record}},
        lambda record: {"result": json.dumps([record])},
        lambda record: {key.lower(): value for key, value in record.items()},
    ],
)
def test_a_record_is_found_in_whatever_answer_it_stands(wrap):
    assert begun(wrap(sample("lay_thu_tuc"))).code == "1.009999"


def test_numbers_may_be_texts_and_one_thing_may_stand_for_a_list_of_one():
    record = sample("lay_thu_tuc")
    way = {"KENH": "1", "THOIGIAN": {"THOIGIANGIAIQUYET": "5", "DONVITINH": "Ngày"}}
    form = begun(record | {"CACHTHUCTHUCHIEN": way, "LINHVUCTHUCHIEN": {"MALINHVUC": "G1"}})
    assert [(int(each.quantity), each.unit) for each in form.processing] == [(5, "day")]
    assert form.field.code == "G1"


@pytest.mark.parametrize("name", ["lay_thu_tuc", "portal"])
def test_whatever_is_missing_is_marked_and_the_rest_still_loads(name):
    record = sample(name)
    known = {"MATTHC", "TENTTHC", "code", "name"}
    for key in record.keys() - known:
        assert begun({k: v for k, v in record.items() if k != key}).code
    assert begun({k: v for k, v in record.items() if k in known}).code


@pytest.mark.parametrize("name", ["lay_thu_tuc", "portal"])
@settings(max_examples=30)
@given(data=st.data())
def test_any_value_in_any_place_gives_a_form_or_a_reason(name, data):
    record = sample(name)
    key = data.draw(st.sampled_from(sorted(record)))
    try:
        made = skeleton(read(source(record | {key: data.draw(values)})))
    except NotARecord as error:
        assert str(error)
    else:
        load(made.yaml)


@pytest.mark.parametrize("name", ["lay_thu_tuc", "portal"])
@settings(max_examples=30)
@given(text=st.text(min_size=1))
def test_no_text_of_a_record_can_break_the_file(name, text):
    hostile = f"{text}: [x]\n# {text}"

    def changed(value):
        if isinstance(value, dict):
            return {key: changed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [changed(inner) for inner in value]
        return hostile if isinstance(value, str) else value

    record = sample(name)
    key = "MATTHC" if "MATTHC" in record else "code"
    code = record[key]
    begun(json.loads(json.dumps(changed(record) | {key: code, "name": "Tên", "TENTTHC": "Tên"})))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (b"<html>", "not JSON"),
        (b"[]", "no procedure record"),
        (b'{"error_code": -1, "message": "x"}', "no procedure record"),
        (b'{"code": "abc", "name": "x"}', "no national code"),
        (b'{"code": 1, "name": "x"}', "no national code"),
        (
            b'[{"code":"1.000001","name":"a"},{"code":"1.000002","name":"b"}]',
            "2 procedures",
        ),
        (b'{"code":"1.000001","code":"1.000002","name":"a"}', "twice"),
        (b"[" * 100_000, ""),
        (b"x" * (9 * 2**20), ""),
    ],
)
def test_what_is_no_record_is_refused_with_the_reason(content, reason):
    with pytest.raises(NotARecord) as refused:
        read(content)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)
