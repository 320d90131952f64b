"""What each Form.io component becomes."""

import pytest

from tests.forms.formio.pieces import carried, component

VALUES = [{"label": "Một", "value": "1"}, {"label": "Hai", "value": "2"}]
KINDS = {
    "textfield": ("text", {}),
    "textarea": ("long_text", {"rows": 3}),
    "number": ("whole_number", {"decimalLimit": 0}),
    "currency": ("money", {"currency": "VND"}),
    "checkbox": ("yes_no", {}),
    "radio": ("radio", {"values": VALUES}),
    "select": ("select", {"data": {"values": VALUES}}),
    "selectboxes": ("checkboxes", {"values": VALUES}),
    "day": ("date", {}),
    "datetime": ("date", {"enableTime": False}),
    "time": ("time", {}),
    "email": ("email", {}),
    "phoneNumber": ("phone", {}),
    "address": ("place", {"provider": "nominatim"}),
    "url": ("text", {}),
    "tags": ("group", {}),
}


@pytest.mark.parametrize("typed", KINDS)
def test_a_standard_component_becomes_the_kind_it_is_most_like(typed):
    kind, more = KINDS[typed]
    found = carried(component(typed, "cauHoi", **more))
    assert found.question("cau_hoi").kind == kind
    assert found.left == {}
    assert found.imported.exit_code == 0


ON = {"show": True, "when": "di", "eq": "true"}


def test_a_number_takes_decimals_unless_it_is_told_otherwise():
    found = carried(
        component("number", "a"),
        component("number", "b", validate={"integer": True}),
        component("number", "c", validate={"step": "1"}),
        component("number", "d", decimalLimit=1, suffix="m²"),
    )
    kinds = [found.question(name).kind for name in "abcd"]
    assert kinds == ["decimal", "whole_number", "whole_number", "decimal"]
    assert found.question("d").settings["places"] == 1
    assert found.question("d").settings["unit"].en == "m²"


def test_a_box_that_has_to_be_ticked_is_a_consent():
    found = carried(component("checkbox", "camDoan", validate={"required": True}))
    assert found.question("cam_doan").kind == "consent"


def test_a_list_where_several_may_be_chosen_becomes_check_boxes():
    found = carried(component("select", "a", multiple=True, data={"values": VALUES}))
    assert found.question("a").kind == "checkboxes"


def test_several_answers_to_one_question_become_a_group():
    found = carried(
        component("textfield", "nghe", multiple=True, validate={"required": True, "maxLength": 50})
    )
    assert found.question("nghe").kind == "group"
    assert found.question("nghe").required
    assert found.question("nghe.value").settings["max"] == 50
    assert found.left == {}


def test_each_question_of_a_survey_is_asked_on_its_own():
    found = carried(
        component(
            "survey", "yKien", questions=[{"label": "Thái độ?", "value": "thaiDo"}], values=VALUES
        ),
        component(
            "textfield", "viSao", conditional={"show": True, "when": "yKien.thaiDo", "eq": "2"}
        ),
    )
    assert [option.value for option in found.question("y_kien_thai_do").options] == ["1", "2"]
    assert found.question("vi_sao").show_when.question == "y_kien_thai_do"
    assert found.left == {}


def test_a_day_without_day_and_month_is_a_partial_date():
    hidden = {"hide": True}
    found = carried(component("day", "nam", fields={"day": hidden, "month": hidden, "year": {}}))
    assert found.question("nam").kind == "partial_date"


def test_a_date_shown_without_a_time_is_a_date():
    found = carried(component("datetime", "ngay", format="dd/MM/yyyy", enableTime=True))
    assert found.question("ngay").kind == "date"
    assert found.left == {}


def test_a_date_with_a_time_is_two_questions_that_hang_on_the_same():
    found = carried(
        component("checkbox", "di"),
        component(
            "datetime",
            "ngay",
            format="dd/MM/yyyy HH:mm",
            validate={"required": True},
            defaultValue="2026-11-28T07:30:00+07:00",
            conditional={"show": True, "when": "di", "eq": "true"},
        ),
    )
    day, time = found.question("ngay"), found.question("ngay_gio")
    assert (day.kind, time.kind) == ("date", "time")
    assert (day.label.vi, time.label.vi) == ("Nhãn ngay (ngày)", "Nhãn ngay (giờ)")
    assert day.required and time.required
    assert day.show_when == time.show_when is not None
    assert (day.default, time.default) == ("2026-11-28", "07:30")
    assert found.left == {}


def test_several_dates_with_times_keep_the_dates_and_say_so():
    found = carried(component("datetime", "ngay", format="dd/MM/yyyy HH:mm", multiple=True))
    assert found.question("ngay").questions[0].kind == "date"
    assert list(found.left) == ["ngay/enableTime"]


def test_a_signature_is_asked_as_an_agreement_and_told_of():
    found = carried(component("signature", "ky"))
    assert found.question("ky").kind == "consent"
    assert list(found.left) == ["ky"]


def test_a_time_alone_is_a_time():
    found = carried(component("datetime", "gio", enableDate=False, enableTime=True))
    assert found.question("gio").kind == "time"


def test_a_file_becomes_a_document_and_an_empty_page_disappears():
    found = carried(
        {
            "type": "panel",
            "key": "p1",
            "title": "Thông tin",
            "components": [component("textfield", "ten")],
        },
        {
            "type": "panel",
            "key": "p2",
            "title": "Đính kèm",
            "components": [
                component("file", "giayChungSinh", multiple=True, validate={"required": True}),
                component("file", "anh"),
            ],
        },
        display="wizard",
    )
    _, first, second = found.form.documents
    assert (first.id, first.need, first.max_files) == ("giay_chung_sinh", "required", 10)
    assert (second.id, second.need, second.max_files) == ("anh", "optional", 1)
    assert [step.title.vi for step in found.form.steps] == ["Người nộp hồ sơ", "Thông tin"]


def test_limits_of_files_are_carried_and_sorts_nobody_takes_are_told_of():
    found = carried(
        component("file", "a", filePattern=".pdf", fileMaxSize="5MB"),
        component("file", "b", fileTypes=[{"label": "", "value": "image/png"}]),
        component("file", "c", filePattern=".pdf,.docx", fileMinSize="1MB", fileMaxSize="2TB"),
    )
    _, a, b, _ = found.form.documents
    assert (a.kinds, a.max_size) == (("pdf",), 5 * 1024**2)
    assert b.kinds == ("photo",)
    assert set(found.left) == {"c/filePattern", "c/fileMinSize", "c/fileMaxSize"}


@pytest.mark.parametrize("typed", ["content", "htmlelement"])
def test_markup_becomes_a_heading_and_words(typed):
    key = "html" if typed == "content" else "content"
    markup = "<h3>Lưu ý</h3><p>Ghi <b>đúng</b> dấu &amp; đủ.</p><ul><li>Một</li></ul>"
    found = carried(component(typed, "luuY", **{key: markup})).question("luu_y")
    assert found.kind == "info"
    assert found.label.vi == "Lưu ý"
    assert found.hint.vi == "Ghi đúng dấu & đủ.\n\n– Một"


def test_markup_that_was_more_than_words_says_what_is_gone():
    found = carried(component("content", "a", html="<p>Xem <a href='/x'>đây</a><img src=x></p>"))
    assert found.left == {"a/html": "only the words are kept, without img, a href"}


def test_a_computed_sum_or_product_is_carried():
    found = carried(
        component("number", "a"),
        component("currency", "b"),
        component("currency", "c", calculateValue="value = data.a * data.b;"),
        component("number", "d", calculateValue={"+": [{"var": "data.a"}, {"var": "data.b"}, 5]}),
    )
    assert found.question("c").kind == found.question("d").kind == "computed"
    assert found.question("c").settings["as"] == "money"
    assert found.left == {}


@pytest.mark.parametrize(
    "script",
    [
        "value = data.a + ' ' + data.b",
        "value = data.a * data.a2 + data.b",
        "fetch('/x')",
        {"cat": ["a", "b"]},
        {"+": [{"var": "data.nobody"}, 1]},
        {"+": [{"var": "data.c"}, 1]},
    ],
)
def test_any_other_script_is_told_of(script):
    found = carried(
        component("number", "a"),
        component("textfield", "b"),
        component("number", "c", calculateValue=script),
    )
    assert found.question("c").kind == "decimal"
    assert list(found.left) == ["c/calculateValue"]


@pytest.mark.parametrize("typed", ["password", "recaptcha", "form", "datamap", "nobodyKnows"])
def test_what_has_no_equal_is_told_of_with_a_reason(typed):
    found = carried(component("textfield", "ten"), component(typed, "x"))
    assert list(found.left) == ["x"]
    assert found.imported.exit_code == 3


def test_a_hidden_constant_is_sent_and_shown():
    hidden = component("hidden", "ma", defaultValue="1.004194", conditional=ON)
    found = carried(component("checkbox", "di"), hidden)
    question = found.question("ma")
    assert question.kind == "computed"
    assert question.show_when is not None
    assert found.left == {}
    assert "shown here, as nothing is sent unseen" in found.imported.yaml


@pytest.mark.parametrize("value", [None, "", "{ten}", "a[b]"])
def test_a_hidden_value_that_a_script_fills_in_is_told_of(value):
    found = carried(component("textfield", "ten"), component("hidden", "x", defaultValue=value))
    assert list(found.left) == ["x"]


def test_an_unknown_layout_is_told_of_and_still_read():
    found = carried(component("accordion", "x", components=[component("textfield", "ten")]))
    assert found.question("ten").kind == "text"
    assert list(found.left) == ["x"]


def test_our_own_buttons_stand_for_submit_and_save_and_others_are_told_of():
    found = carried(
        component("textfield", "ten"),
        component("button", "gui", action="submit"),
        component("button", "in", action="custom", custom="print()"),
    )
    assert list(found.left) == ["in"]
