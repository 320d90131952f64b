"""Pages, columns, tables, containers and repeating groups."""

from tests.forms.formio.pieces import carried, component

TEXT = component("textfield", "ten")


def test_a_wizard_has_a_page_for_each_panel():
    panels = [
        {
            "type": "panel",
            "key": f"p{n}",
            "title": f"Trang {n}",
            "components": [{**TEXT, "key": f"a{n}"}],
        }
        for n in (1, 2)
    ]
    form = carried(*panels, display="wizard").form
    assert [step.id for step in form.steps] == ["nguoi-nop", "trang-1", "trang-2"]


def test_sections_of_a_long_page_are_pages_and_the_rest_keeps_its_order():
    form = carried(
        component("textfield", "a"),
        {
            "type": "fieldset",
            "key": "f",
            "legend": "Phần I",
            "components": [component("email", "b")],
        },
        component("textfield", "c"),
    ).form
    titles = [step.title.vi for step in form.steps[1:]]
    assert titles == ["Thử", "Phần I", "Thông tin"]


def test_every_tab_is_a_page():
    tabs = [
        {"label": f"Thẻ {n}", "key": f"t{n}", "components": [{**TEXT, "key": f"a{n}"}]}
        for n in (1, 2)
    ]
    form = carried({"type": "tabs", "key": "tabs", "components": tabs}).form
    assert [step.title.vi for step in form.steps[1:]] == ["Thẻ 1", "Thẻ 2"]


def test_columns_tables_and_wells_only_arrange():
    found = carried(
        {"type": "columns", "key": "c", "columns": [{"components": [component("textfield", "a")]}]},
        {"type": "table", "key": "t", "rows": [[{"components": [component("textfield", "b")]}]]},
        {"type": "well", "key": "w", "components": [component("textfield", "d")]},
    )
    assert [q.name for q in found.form.steps[1].questions] == ["a", "b", "d"]
    assert found.left == {}


def test_a_panel_inside_a_page_leaves_its_title_as_a_heading():
    inner = {"type": "panel", "key": "trong", "title": "Cha", "components": [TEXT]}
    form = carried({"type": "panel", "key": "p", "title": "Trang", "components": [inner]}).form
    heading, question = form.steps[1].questions
    assert (heading.kind, heading.label.vi, question.name) == ("info", "Cha", "ten")


def test_containers_keep_equal_keys_apart():
    found = carried(
        {"type": "container", "key": "me", "components": [TEXT]},
        {"type": "container", "key": "cha", "components": [TEXT]},
        component("textfield", "lyDo", conditional={"show": True, "when": "cha.ten", "eq": "An"}),
    )
    assert [q.name for q in found.form.steps[1].questions] == ["me_ten", "cha_ten", "ly_do"]
    assert found.question("ly_do").show_when.question == "cha_ten"


def test_a_grid_becomes_a_repeating_group():
    found = carried(
        component(
            "editgrid",
            "thanhVien",
            addAnother="Thêm người",
            validate={"required": True, "minLength": 1, "maxLength": 5},
            components=[component("textfield", "hoTen", validate={"required": True})],
        )
    )
    group = found.question("thanh_vien")
    assert (group.kind, group.required) == ("group", True)
    assert (group.settings["min_items"], group.settings["max_items"]) == (1, 5)
    assert group.settings["add_label"].vi == "Thêm người"
    assert found.question("thanh_vien.ho_ten").required
    assert found.left == {}


def test_columns_and_containers_inside_a_grid_are_opened_too():
    columns = {
        "type": "columns",
        "key": "c",
        "columns": [{"components": [component("email", "thu")]}],
    }
    container = {"type": "container", "key": "noi", "components": [component("textfield", "so")]}
    found = carried(component("datagrid", "g", components=[columns, container]))
    assert [q.name for q in found.question("g").questions] == ["thu", "noi_so"]


def test_a_grid_inside_a_grid_and_a_file_inside_one_are_told_of():
    found = carried(
        component(
            "datagrid",
            "g",
            components=[
                component("textfield", "a"),
                component("datagrid", "trong", components=[TEXT]),
                component("file", "tep"),
            ],
        )
    )
    assert set(found.left) == {"g/trong", "g/tep"}


def test_a_grid_with_nothing_left_in_it_is_told_of():
    found = carried(TEXT, component("datagrid", "g", components=[component("password", "ky")]))
    assert set(found.left) == {"g", "g/ky"}


def test_deeply_nested_layouts_are_read_to_the_bottom():
    inner = TEXT
    for number in range(15):
        inner = {"type": "well", "key": f"w{number}", "components": [inner]}
    assert carried(inner).question("ten").kind == "text"


def test_names_are_ours_and_different_whatever_the_keys_were():
    keys = ["Họ và tên", "hoVaTen", "case", "documents", "1a", "", "hoVaTen"]
    found = carried(*(component("textfield", key) for key in keys))
    names = [question.name for question in found.form.steps[1].questions]
    assert names == [
        "ho_va_ten",
        "ho_va_ten_2",
        "case_2",
        "documents_2",
        "q_1a",
        "question",
        "ho_va_ten_3",
    ]
