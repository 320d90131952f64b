"""Texts in both languages, and marks where one is lacking."""

from forms.formio import placeholders, read
from tests.forms.formio.pieces import carried, component, definition

VALUES = [{"label": "Một", "value": "1"}]


def test_a_dictionary_beside_the_form_translates_everything():
    for place in (
        {"i18n": {"en": {"Nhãn a": "Label"}}},
        {"translations": {"en": {"Nhãn a": "Label"}}},
        {"settings": {"i18n": {"en": {"Nhãn a": "Label"}}}},
        {"i18n": {"resources": {"en": {"translation": {"Nhãn a": "Label"}}}}},
    ):
        found = carried(component("textfield", "a"), **place)
        assert found.question("a").label.en == "Label"
        assert found.left == {}


def test_a_component_may_bring_its_own_translations():
    english = {"label": "Label", "description": "Hint"}
    found = carried(
        component(
            "textfield", "a", description="Gợi ý", openForms={"translations": {"en": english}}
        ),
        component("textfield", "b", translations={"en": {"label": "Second"}}),
    )
    assert (found.question("a").label.en, found.question("a").hint.en) == ("Label", "Hint")
    assert found.question("b").label.en == "Second"
    assert found.left == {}


def test_an_english_form_with_vietnamese_translations_is_read_the_right_way_round():
    found = carried({**component("textfield", "a"), "label": "Name"}, i18n={"vi": {"Name": "Tên"}})
    label = found.question("a").label
    assert (label.vi, label.en) == ("Tên", "Name")


def test_options_are_translated_and_common_words_need_no_dictionary():
    values = [
        {"label": "Một", "value": "1", "openForms": {"translations": {"en": {"label": "One"}}}},
        {"label": "Khác", "value": "2"},
    ]
    options = carried(component("radio", "a", values=values)).question("a").options
    assert [option.label.en for option in options] == ["One", "Other"]


def test_a_lacking_translation_is_marked_and_can_be_pointed_at():
    imported = read(definition(component("textfield", "a")), name="a.json")
    lines = imported.yaml.splitlines()
    marks = placeholders(imported.yaml)
    assert "Nhãn a" in [mark.text for mark in marks]
    assert all(mark.text in lines[mark.line - 1] for mark in marks)
    assert not any(lines[mark.line - 1].lstrip().startswith("#") for mark in marks)
    assert placeholders("procedure: 1.001193\nname: {vi: A, en: B}\n") == ()


def test_the_code_nobody_knows_is_a_mark_too():
    imported = read(definition(component("textfield", "a")), name="a.json")
    assert "0.000000" in [mark.text for mark in placeholders(imported.yaml)]


def test_a_third_language_comes_along():
    shelf = {"km": {"label": "ឈ្មោះ"}, "zh-Hant": {"label": "姓名"}}
    found = carried(component("textfield", "a", openForms={"translations": shelf}))
    assert not found.left
    label = found.question("a").label
    assert (label.in_("km"), label.in_("zh-Hant"), label.in_("fr")) == ("ឈ្មោះ", "姓名", label.vi)


def test_a_language_of_a_country_is_that_language():
    shelf = {"en-US": {"label": "Name"}}
    found = carried(component("textfield", "a", openForms={"translations": shelf}))
    assert (found.left, found.question("a").label.en) == ({}, "Name")


def test_what_is_no_language_is_told_of():
    shelf = {"Klingon!": {"label": "pong"}}
    found = carried(component("textfield", "a", openForms={"translations": shelf}))
    assert list(found.left) == ["a/openForms/translations/Klingon!"]


def test_answers_filled_into_texts_are_told_of():
    found = carried({**component("textfield", "a"), "label": "Chào {{ data.ten }}"})
    assert list(found.left) == ["a/label"]
    assert found.question("a").label.vi == "Chào {{ data.ten }}"
