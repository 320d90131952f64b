"""Whatever is thrown at the reader, it says that it is no form, or gives a file that loads."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forms.formio import NotAForm, read
from forms.formio.kinds_in import TYPES, WITHOUT_EQUAL
from forms.loader import load
from tests.forms.formio.test_open_forms import archive, files

LAYOUTS = ["panel", "fieldset", "well", "columns", "table", "tabs", "container", "content"]
KINDS = [*TYPES, *WITHOUT_EQUAL, *LAYOUTS, "htmlelement", "survey", "file", "button", "?"]
NAMES = [
    "a",
    "b",
    "g",
    "x.y",
    "fullname",
    "province",
    "district",
    "gender",
    "nation",
    "case",
    "Đơn",
]
WORDS = [
    *["", "true", "false", "1", "a", "Ai?", "{{x}}", "<b>x", "^[a-z]$", "(?=x)", "⟦x⟧", "moment()"],
    *[
        "url",
        "json",
        "values",
        "2020-02-30",
        "31/12/2020",
        "data.a",
        "row.b",
        "data.g.length",
        "\x00",
    ],
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(WORDS + NAMES),
    st.text(max_size=8),
)
OPERATORS = "and or ! !! == != in < <= > >= if var + - date today rdelta".split()
LOGIC = st.recursive(
    st.one_of(SCALARS, st.builds(lambda name: {"var": name}, st.sampled_from(NAMES + WORDS))),
    lambda inner: st.dictionaries(
        st.sampled_from(OPERATORS), st.lists(inner, max_size=3), min_size=1, max_size=1
    ),
    max_leaves=6,
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["label", "value", "type", "key", "en", "vi", "show", "json", *NAMES]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)
CONDITIONS = st.one_of(
    VALUES,
    st.fixed_dictionaries(
        {"show": st.sampled_from([True, "false"]), "when": st.sampled_from(NAMES), "eq": SCALARS}
    ),
    st.fixed_dictionaries({"json": LOGIC}),
    st.fixed_dictionaries(
        {
            "show": st.booleans(),
            "conditions": st.lists(
                st.fixed_dictionaries(
                    {
                        "component": st.sampled_from(NAMES),
                        "operator": st.sampled_from(["isEqual", "isEmpty", "lessThan", "x"]),
                        "value": SCALARS,
                    }
                ),
                max_size=2,
            ),
        }
    ),
)
OPTIONS = st.lists(st.fixed_dictionaries({"label": SCALARS, "value": SCALARS}), max_size=3)
VALIDATION = st.fixed_dictionaries(
    {"required": st.booleans()},
    optional={"pattern": SCALARS, "min": SCALARS, "maxLength": SCALARS, "json": LOGIC},
)
OTHERS = (
    "title legend description placeholder tooltip suffix multiple defaultValue hidden disabled "
    "dataSrc valueProperty template questions fields datePicker widget enableTime format minDate "
    "inputMask currency decimalLimit errors properties openForms translations i18n logic html "
    "content clearOnHide addAnother rows maxTags action filePattern calculateValue columns "
    "customConditional provider providerOptions unheardOf"
).split()


def components(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """Something like a component, with components inside."""
    inner = st.lists(components(depth - 1), max_size=3) if depth else st.just([])
    known = {
        "label": st.one_of(SCALARS, st.sampled_from(["Họ tên", "Dân tộc", "Ai?"])),
        "conditional": CONDITIONS,
        "validate": st.one_of(VALIDATION, VALUES),
        "values": OPTIONS,
        "data": st.one_of(VALUES, st.fixed_dictionaries({"values": OPTIONS})),
        "components": inner,
    }
    made = st.fixed_dictionaries(
        {"type": st.sampled_from(KINDS), "key": st.sampled_from(NAMES)}, optional=known
    )
    more = st.dictionaries(st.sampled_from(OTHERS), VALUES, max_size=3)
    return st.builds(lambda one, two: {**one, **two}, more, made)


@settings(suppress_health_check=list(HealthCheck), max_examples=150)
@given(
    st.lists(components(2), min_size=1, max_size=4),
    st.sampled_from(["form", "wizard"]),
    st.dictionaries(
        st.sampled_from(["title", "i18n", "settings", "controller"]), VALUES, max_size=2
    ),
)
def test_anything_like_a_form_gives_a_file_that_loads(made, display, more):
    source = json.dumps({**more, "display": display, "components": made}).encode()
    imported = read(source, name="junk.json")
    load(imported.yaml, "junk.yaml")
    assert imported.exit_code == (3 if imported.left_out else 0)


@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_json_is_a_form_or_it_is_not(value):
    try:
        read(json.dumps(value).encode(), name="junk.json")
    except NotAForm as refused:
        assert str(refused)


@given(st.binary(max_size=400))
@example(b"PK\x03\x04" + b"\x00" * 60)
@example(b"PK\x05\x06" + b"\x00" * 18)
def test_any_bytes_are_refused(data):
    with pytest.raises(NotAForm):
        read(data, name="junk")


WHOLE = archive(files())


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_archive_is_refused_or_read(place, damage):
    broken = WHOLE[:place] + damage + WHOLE[place + len(damage) :]
    try:
        load(read(broken, name="junk.zip").yaml)
    except NotAForm as refused:
        assert str(refused)


@given(VALUES)
def test_our_own_properties_are_not_believed_either(value):
    more = value if isinstance(value, str) else json.dumps(value)
    own = {"lt-kind": "group", "lt-more": more, "lt-role": "document"}
    made = {"type": "textfield", "key": "a", "label": "A", "properties": own}
    source = json.dumps({"properties": {"lt-more": more}, "components": [made]}).encode()
    assert read(source, name="junk.json").yaml
