"""Validation, options, defaults and messages."""

import pytest

from forms.formio import read
from tests.forms.formio.pieces import carried, component, definition

VALUES = [{"label": "Một", "value": 1}, {"label": "Hai", "value": True}, {"label": "", "value": ""}]


def test_required_lengths_and_ranges_are_carried():
    found = carried(
        component("textfield", "a", validate={"required": True, "minLength": 2, "maxLength": "50"}),
        component("number", "b", decimalLimit=0, validate={"min": "1", "max": 9}),
        component("number", "c", validate={"min": -0.5, "max": 2.25}),
    )
    a, b, c = (found.question(name) for name in "abc")
    assert (a.required, dict(a.settings)) == (True, {"min": 2, "max": 50})
    assert (b.required, dict(b.settings)) == (False, {"min": 1, "max": 9})
    assert [str(c.settings[name]) for name in ("min", "max")] == ["-0.5", "2.25"]
    assert found.left == {}


def test_limits_that_a_kind_does_not_have_are_told_of():
    found = carried(
        component("textfield", "a", validate={"minWords": 2, "custom": "valid = true"}),
        component("number", "b", decimalLimit=0, validate={"min": -5}),
        component("textfield", "c", unique=True, case="uppercase", persistent=False),
        component("textfield", "d", clearOnHide=False, disabled=True),
        component("checkbox", "e", validate={"maxLength": 3}),
    )
    assert set(found.left) == {
        "a/validate/minWords",
        "a/validate/custom",
        "b/validate/min",
        "c/unique",
        "c/case",
        "c/persistent",
        "d/clearOnHide",
        "d/disabled",
        "e/validate/maxLength",
    }


@pytest.mark.parametrize(
    ("given", "ours"),
    [
        ("^[A-Z]{2}$", "[A-Z]{2}"),
        (r"\d{3}-\d{4}", r"\d{3}-\d{4}"),
        ("^a$|^b$", "^a$|^b$"),
        (r"[\u00C0-\u1EF9a-z ]+", r"[\x{00C0}-\x{1EF9}a-z ]+"),
        ("  ", None),
    ],
)
def test_a_pattern_that_runs_in_linear_time_is_carried(given, ours):
    found = carried(component("textfield", "a", validate={"pattern": given}))
    assert found.question("a").settings.get("pattern") == ours
    assert found.left == {}


@pytest.mark.parametrize("given", ["(?=a)b", "(?!x).*", r"(a)\1", "a" * 1001, "["])
def test_any_other_pattern_is_left_out_with_the_reason(given):
    found = carried(component("textfield", "a", validate={"pattern": given}))
    assert "pattern" not in found.question("a").settings
    assert list(found.left) == ["a/validate/pattern"]


def test_an_input_mask_becomes_a_pattern():
    found = carried(component("textfield", "a", inputMask="99-aa (*)"))
    pattern = found.question("a").settings["pattern"]
    assert pattern == r"[0-9][0-9]-[A-Za-z][A-Za-z] \x{28}[0-9A-Za-z]\x{29}"


def test_messages_of_the_form_are_carried_in_both_languages():
    found = carried(
        component(
            "textfield",
            "a",
            validate={"required": True, "pattern": "[0-9]+"},
            errors={"required": "Nhập số", "pattern": "Chỉ gồm chữ số"},
            translatedErrors={"en": {"required": "Enter it", "pattern": "Digits only"}},
        )
    ).question("a")
    assert (found.required_message.vi, found.required_message.en) == ("Nhập số", "Enter it")
    assert found.settings["pattern_message"].en == "Digits only"


def test_one_message_for_everything_is_used_for_both():
    validate = {"required": True, "pattern": "[0-9]+", "customMessage": "Nhập số nhà"}
    found = carried(component("textfield", "a", validate=validate)).question("a")
    assert found.required_message.vi == found.settings["pattern_message"].vi == "Nhập số nhà"


def test_a_label_that_asks_gets_a_message_the_file_needs():
    label = {"label": "Bạn có con không?"}
    found = carried(component("textfield", "a", validate={"required": True}, **label))
    assert found.question("a").required_message.vi == "Trả lời câu hỏi này"


def test_days_are_limited_by_dates_and_by_today():
    found = carried(
        component("datetime", "a", enableTime=False, datePicker={"minDate": "2000-01-01T00:00"}),
        component("datetime", "b", enableTime=False, datePicker={"maxDate": "moment()"}),
        component("date", "c", openForms={"minDate": {"mode": "future"}}),
        component("day", "d", maxDate="2026-12-31"),
    )
    assert str(found.question("a").settings["earliest"]) == "2000-01-01"
    assert found.question("b").settings["not_future"] is True
    assert found.question("c").settings["not_past"] is True
    assert str(found.question("d").settings["latest"]) == "2026-12-31"
    assert found.left == {}


def test_moving_days_and_forbidden_weekdays_are_told_of():
    picker = {"minDate": "moment().add(3, 'days')", "disableWeekends": True}
    found = carried(component("datetime", "a", enableTime=False, datePicker=picker))
    assert set(found.left) == {"a/datePicker/minDate", "a/datePicker/disableWeekends"}


def test_options_are_texts_once_each():
    found = carried(component("radio", "a", values=[*VALUES, {"label": "Lại", "value": "1"}]))
    assert [option.value for option in found.question("a").options] == ["1", "true"]
    assert list(found.left) == ["a/values[3]"]


@pytest.mark.parametrize(
    "data",
    [
        {"json": [{"ma": "01", "ten": "Kinh"}, {"ma": "02", "ten": "Tày"}]},
        {"json": '[{"ma": "01", "ten": "Kinh"}, {"ma": "02", "ten": "Tày"}]'},
    ],
)
def test_options_given_as_json_are_carried(data):
    found = carried(
        component(
            "select",
            "a",
            dataSrc="json",
            data=data,
            valueProperty="ma",
            template="<span>{{ item.ten }}</span>",
        )
    )
    options = [(option.value, option.label.vi) for option in found.question("a").options]
    assert options == [("01", "Kinh"), ("02", "Tày")]
    assert found.left == {}


@pytest.mark.parametrize("source", ["url", "resource", "custom", "indexeddb"])
def test_options_from_outside_are_told_of_and_text_is_asked(source):
    data = {"url": "https://danhmuc.example.vn/x", "custom": "values = []", "resource": "64f"}
    found = carried(component("select", "a", dataSrc=source, data=data))
    assert found.question("a").kind == "text"
    assert list(found.left) == [f"a/data/{source}"]


DEFAULTS = {
    "text": (component("textfield", "a", defaultValue="An"), "An"),
    "number": (component("number", "a", decimalLimit=0, defaultValue=0), "0"),
    "ticked": (component("checkbox", "a", defaultValue=True), "yes"),
    "boxes": (
        component("selectboxes", "a", values=VALUES, defaultValue={"1": True, "true": False}),
        ["1"],
    ),
    "iso day": (
        component("datetime", "a", enableTime=False, defaultValue="2020-03-02T00"),
        "2020-03-02",
    ),
    "day, month first": (component("day", "a", defaultValue="03/02/2020"), "2020-03-02"),
    "day first": (component("day", "a", dayFirst=True, defaultValue="02/03/2020"), "2020-03-02"),
    "time": (component("time", "a", defaultValue="08:30:00"), "08:30"),
    "nothing": (component("textfield", "a", defaultValue=""), None),
}


@pytest.mark.parametrize("what", DEFAULTS)
def test_a_default_is_what_a_citizen_would_have_typed(what):
    given, ours = DEFAULTS[what]
    found = carried(given)
    assert found.question("a").default == ours
    assert found.left == {}


def test_a_default_that_is_no_answer_is_told_of():
    found = carried(
        component("radio", "a", values=VALUES, defaultValue="9"),
        component("address", "b", defaultValue={"formatted": "Hà Nội"}),
        component("checkbox", "c", validate={"required": True}, defaultValue=True),
        component("textfield", "d", customDefaultValue="value = new Date()"),
    )
    assert set(found.left) == {
        "a/defaultValue",
        "b/defaultValue",
        "c/defaultValue",
        "d/customDefaultValue",
    }


def test_nothing_is_dropped_silently():
    found = carried(component("textfield", "a", somethingNew={"x": 1}), alsoNew="y")
    assert set(found.left) == {"a/somethingNew", "alsoNew"}


def test_looks_and_storage_are_not_worth_a_word():
    noise = {"customClass": "mt-4", "tableView": True, "tabindex": "3", "encrypted": True}
    assert carried(component("textfield", "a", **noise), _id="1", access=[{"x": 1}]).left == {}


def test_reasons_come_in_vietnamese_too():
    source = definition(component("textfield", "a"), component("signature", "ky"))
    (left,) = read(source, name="a.json", lang="vi").left_out
    assert str(left).startswith("ky: ở đây ai đăng nhập định danh là đã ký")


def test_everything_that_helps_to_answer_becomes_the_hint():
    found = carried(
        component(
            "textfield",
            "a",
            description="Ghi đủ dấu",
            tooltip="Như trong giấy khai sinh",
            placeholder="Nguyễn Văn An",
            suffix="m²",
        )
    )
    hint = found.question("a").hint.vi
    assert hint == "Ghi đủ dấu · Như trong giấy khai sinh · Nguyễn Văn An · m²"
    assert found.left == {}
