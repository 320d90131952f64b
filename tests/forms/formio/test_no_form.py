"""Files that are no form, and files that are up to something."""

import json

import pytest

from forms.formio import NotAForm, read
from tests.forms.formio.pieces import component, definition, loaded

ONE = component("textfield", "ten")
FILES = {
    "no_components": [b"{}", b"[]", b"3", b"null", b'"x"', b'{"components": []}', b'[{"a": 1}]'],
    "not_json": [b"", b"{", b"<form>", b"NaN", b'{"a": NaN}', b"[1e99999999999999999999]"],
    "not_text": [b"\xff\xfe\xfd", b'{"a": "\xff"}', b'{"a": "\\ud800"}'],
    "too_deep": [b"[" * 100_000, b"[" * 200 + b"]" * 200, b'{"a":' * 5_000],
    "repeated_key": [b'{"components": [], "components": [{"type": "textfield"}]}'],
    "too_large": [b'["' + b"x" * (9 * 2**20) + b'"]'],
    "too_much": [definition(*[ONE] * 2_001)],
    "several": [
        json.dumps({"forms": {n: {"title": n, "components": [ONE]} for n in "ab"}}).encode()
    ],
}


@pytest.mark.parametrize(
    ("why", "source"), [(why, source) for why, sources in FILES.items() for source in sources]
)
def test_what_is_no_form_is_refused_with_the_reason(why, source):
    with pytest.raises(NotAForm) as refused:
        read(source, name="a.json")
    assert refused.value.why.key == why
    assert refused.value.exit_code == 2
    assert refused.value.say("vi") != str(refused.value)


@pytest.mark.parametrize(
    "source",
    [
        [ONE],
        {"form": {"components": [ONE]}},
        {"title": "Đơn", "configuration": {"components": [ONE]}},
        {"version": "2", "forms": {"don": {"title": "Đơn", "components": [ONE]}}},
    ],
)
def test_a_form_is_found_inside_what_people_wrap_it_in(source):
    found = loaded(json.dumps(source).encode())
    assert found.question("ten").kind == "text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_may_begin_with_a_byte_order_mark(encoding):
    text = json.dumps({"components": [ONE]}, ensure_ascii=False)
    assert loaded(text.encode(encoding)).question("ten").label.vi == "Nhãn ten"


def test_the_longest_form_that_is_taken_still_loads():
    many = [component("textfield", f"a{number}") for number in range(2_000)]
    assert len(loaded(definition(*many)).form.steps[1].questions) == 2_000


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>Tên",
        "Tên\u202e\u0000",
        "Tên <!-- " * 2_000,
        "<" * 20_000 + "Tên",
        "- ten: [x]\n  b: *a",
    ],
)
def test_hostile_texts_become_words(text):
    label = loaded(definition({**ONE, "label": text})).question("ten").label.vi
    assert "script" not in label
    assert "\u202e" not in label


def test_values_that_mean_something_in_yaml_stay_texts():
    values = [
        {"label": text, "value": text} for text in ("yes", "null", "1.0", "2020-01-01", "~", "!x")
    ]
    options = loaded(definition(component("radio", "a", values=values))).question("a").options
    assert [option.value for option in options] == ["yes", "null", "1.0", "2020-01-01", "~", "!x"]
