"""The keys that e-forms of the national and provincial portals give their fields."""

import pytest

from forms.formio.known_keys import BLOCKS, KEYS
from forms.kinds import KINDS
from forms.means import IDENTITY, KNOWN
from tests.forms.formio.pieces import CORPUS, Carried, carried, component, loaded


@pytest.fixture(scope="module")
def land() -> Carried:
    return loaded((CORPUS / "land_page.json").read_bytes())


def test_the_table_names_only_meanings_kinds_and_sources_there_are():
    for known in KEYS.values():
        assert known.means in KNOWN | {""}
        assert known.kind in KINDS.keys() | {"", "gender"}
        assert known.prefill.removeprefix("identity.") in (*IDENTITY, "")
    assert all(block.means in KNOWN for block in BLOCKS.values())


def test_the_submitter_is_known_and_locked_to_the_account(land):
    name, number = land.question("fullname"), land.question("identity_number")
    assert (name.kind, name.means) == ("person_name", "submitter.full_name")
    assert (number.kind, number.means) == ("citizen_number", "submitter.citizen_number")
    assert name.prefills[0].locked
    assert number.prefills[0].source == "identity.citizen_number"


def test_province_district_and_address_are_one_place(land):
    mine, owners = land.question("submitter_residence"), land.question("owner_residence")
    assert (mine.kind, mine.means, mine.required) == ("place", "submitter.residence", True)
    assert mine.settings["street"] == "required"
    assert (owners.means, owners.required, owners.settings["street"]) == (
        "owner.residence",
        False,
        "none",
    )


def test_lists_of_places_groups_and_sexes_need_no_address_on_the_web(land):
    assert land.question("nation").means == "submitter.ethnicity"
    assert [option.value for option in land.question("gender").options] == ["male", "female"]
    assert not any("district" in path or "gender" in path for path in land.left)


def test_codes_of_a_sex_become_our_words_in_conditions_too():
    found = carried(
        component(
            "radio",
            "gender",
            values=[{"label": "Nam", "value": "1"}, {"label": "Nữ", "value": "0"}],
        ),
        component("textfield", "x", conditional={"show": True, "when": "gender", "eq": "0"}),
    )
    assert found.question("x").show_when.values == ("female",)


@pytest.mark.parametrize(
    ("label", "kind", "means"),
    [
        ("Dân tộc", "ethnic_group", "submitter.ethnicity"),
        ("Quốc tịch", "nationality", "submitter.nationality"),
        ("Quốc gia", "country", None),
    ],
)
def test_the_label_tells_which_nation_is_meant(label, kind, means):
    given = {**component("select", "nation", dataSrc="url", data={"url": "/x"}), "label": label}
    found = carried(given).question("nation")
    assert (found.kind, found.means) == (kind, means)


def test_inside_a_group_nobody_is_the_submitter():
    found = carried(component("datagrid", "g", components=[component("textfield", "fullname")]))
    inner = found.question("g.fullname")
    assert (inner.kind, inner.means, inner.prefills) == ("person_name", None, ())


def test_a_meaning_is_given_once():
    found = carried(
        component("textfield", "fullname"),
        {"type": "container", "key": "lai", "components": [component("textfield", "fullname")]},
    )
    assert found.question("fullname").means == "submitter.full_name"
    assert found.question("lai_fullname").means is None


def test_what_every_form_asks_is_added_where_it_is_lacking():
    found = carried(component("textfield", "fullname"), component("textfield", "phoneNumber"))
    first = found.form.steps[0]
    assert [question.means for question in first.questions] == ["submitter.citizen_number"]


def test_an_author_may_give_meanings_in_custom_properties():
    own = {"lt-kind": "person_name", "lt-means": "child.full_name"}
    found = carried(component("textfield", "ten", properties=own)).question("ten")
    assert (found.kind, found.means) == ("person_name", "child.full_name")
    unknown = carried(component("textfield", "ten", properties={"lt-means": "dog.name", "x": "y"}))
    assert set(unknown.left) == {"ten/properties/lt-means", "ten/properties/x"}
