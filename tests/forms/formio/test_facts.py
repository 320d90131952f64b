"""What a definition cannot know comes from the caller, or is marked."""

from forms.formio import read
from forms.loader import load
from tests.forms.formio.pieces import component, definition

SOURCE = definition(component("textfield", "ten"))
FACTS = {
    "procedure": "1.001193",
    "name": {"vi": "Đăng ký khai sinh", "en": "Birth registration"},
    "field": {"code": "G15-TP07", "name": {"vi": "Hộ tịch", "en": "Civil status"}},
    "processing": [{"qty": 1, "unit": "working_day", "cut_off": "15:00"}],
    "documents": [{"id": "a", "name": {"vi": "Giấy", "en": "Paper"}}],
}


def test_facts_take_the_place_of_marks():
    form = load(read(SOURCE, name="a.json", facts=FACTS).yaml)
    assert (form.code, form.name.vi) == ("1.001193", "Đăng ký khai sinh")
    assert form.field.code == "G15-TP07"
    assert [document.id for document in form.documents] == ["a"]
    assert form.processing[0].cut_off is not None


def test_without_facts_the_file_loads_with_marks_and_says_where_it_guessed():
    imported = read(SOURCE, name="a.json")
    form = load(imported.yaml)
    assert form.code == "0.000000"
    assert form.name.vi == "Thử"
    assert form.processing[0].sourced.certainty == "unsure"
    assert "# to be filled in: the definition does not tell\nprocedure" in imported.yaml
    assert imported.yaml.startswith("# Source: a.json\n")


def test_a_file_name_cannot_break_out_of_its_remark():
    imported = read(SOURCE, name="a.json\nprocedure: x")
    assert imported.yaml.startswith("# Source: a.json procedure: x\n")
    assert load(imported.yaml).code == "0.000000"
