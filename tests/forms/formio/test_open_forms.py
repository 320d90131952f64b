"""Archives that Open Forms exports, with their rules."""

import io
import json
import zipfile
from typing import Any

import pytest

from forms.formio import NotAForm, read
from tests.forms.formio.pieces import Carried, component, loaded

BASE = "https://forms.example.nl/api/v2/form-definitions/"
CHOICES = [{"label": "Ja", "value": "ja"}, {"label": "Nee", "value": "nee"}]


def page(
    uuid: str, slug: str, name: str, *components: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """The definition of a page."""
    configuration = {"components": list(components)}
    return {"uuid": uuid, "name": name, "slug": slug, "configuration": configuration, **more}


FIRST = page(
    "d1",
    "buoc-mot",
    "Bước một",
    component("radio", "keuze", values=CHOICES),
    component("textfield", "extra", hidden=True),
    url=f"{BASE}d1",
    translations={"en": {"name": "Step one"}},
)
SECOND = page("d2", "buoc-hai", "Bước hai", component("textfield", "straat"))


def files(**changes: Any) -> dict[str, Any]:
    """The files of a form with two pages, the second one first in the list."""
    return {
        "forms.json": [{"name": "Đơn", "slug": "don", "translations": {"en": {"name": "Request"}}}],
        "formSteps.json": [
            {"uuid": "s2", "index": 1, "form_definition": f"{BASE}d2"},
            {"uuid": "s1", "index": 0, "form_definition": f"{BASE}d1"},
        ],
        "formDefinitions.json": [FIRST, SECOND],
        "formLogic.json": [],
        "formVariables.json": [],
        "_meta.json": {"of_release": "3.0"},
        **changes,
    }


def archive(contents: dict[str, Any]) -> bytes:
    """The ZIP of files; texts stay as they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in contents.items():
            packed.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return made.getvalue()


def rule(trigger: Any, action: dict[str, Any], **on: str) -> dict[str, Any]:
    """One rule with one action."""
    return {"json_logic_trigger": trigger, "actions": [{"action": action, **on}]}


def carried(*rules: dict[str, Any], **changes: Any) -> Carried:
    return loaded(archive(files(**{"formLogic.json": list(rules), **changes})))


IS_JA = {"==": [{"var": "keuze"}, "ja"]}
SHOW = {"type": "property", "property": {"type": "bool", "value": "hidden"}, "state": False}
SKIP = {"type": "step-not-applicable"}


def test_pages_come_in_their_order_with_titles_in_both_languages():
    steps = carried(rule(IS_JA, SHOW, component="extra")).form.steps[1:]
    assert [(step.id, step.title.en) for step in steps] == [
        ("buoc-mot", "Step one"),
        ("buoc-hai", "⟦Bước hai⟧"),
    ]


def test_the_name_of_the_form_comes_along_in_both_languages():
    name = carried().form.name
    assert (name.vi, name.en) == ("Đơn", "Request")


def test_a_rule_shows_what_is_hidden():
    found = carried(rule(IS_JA, SHOW, component="extra"))
    assert found.question("extra").show_when.values == ("ja",)
    assert found.left == {}


def test_a_rule_skips_a_page():
    found = carried(rule(IS_JA, SKIP, form_step_uuid="s2"), rule(IS_JA, SHOW, component="extra"))
    assert found.form.step("buoc-hai").show_when is not None
    assert found.left == {}


def test_what_no_rule_ever_shows_and_other_actions_are_told_of():
    found = carried(
        rule(IS_JA, {"type": "disable-next"}),
        rule(IS_JA, {"type": "value", "value": "x"}, component="straat"),
        **{"formVariables.json": [{"key": "tong", "source": "user_defined"}]},
    )
    assert "buoc-mot/extra" in found.left
    assert len(found.left) == 4


def test_files_may_stand_in_a_folder():
    inside = {f"export/{name}": content for name, content in files().items()}
    assert loaded(archive(inside)).form.name.vi == "Đơn"


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        ({"readme.txt": "x"}, "no_archive_form"),
        (files(**{"forms.json": []}), "no_archive_form"),
        (files(**{"forms.json": [{"name": "A"}, {"name": "B"}]}), "several"),
        (files(**{"formSteps.json": {"x": 1}}), "no_archive_form"),
        (files(**{"formSteps.json": []}), "no_components"),
        (files(**{"formLogic.json": b"{"}), "not_json"),
        (files(**{"../forms.json": []}), "unsafe_archive"),
        (files(**{"/etc/forms.json": []}), "unsafe_archive"),
        (files(**{"a\\..\\b.json": []}), "unsafe_archive"),
        (files(**{"x/forms.json": []}), "bad_archive"),
        ({**files(), **{f"{n}.txt": "x" for n in range(60)}}, "bad_archive"),
    ],
)
def test_an_archive_without_a_form_or_with_tricks_is_refused(contents, why):
    with pytest.raises(NotAForm) as refused:
        read(archive(contents), name="a.zip")
    assert refused.value.why.key == why


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = archive(files(**{"formDefinitions.json": b"[" + b" " * (64 * 2**20)}))
    assert len(bomb) < 100_000
    with pytest.raises(NotAForm) as refused:
        read(bomb, name="a.zip")
    assert refused.value.why.key == "too_large"


def test_many_files_may_not_be_too_large_together():
    padded = json.dumps([{"x": "y" * (3 * 2**20)}]).encode()
    names = ("formLogic.json", "formVariables.json", "formDefinitions.json")
    with pytest.raises(NotAForm) as refused:
        read(archive(files(**dict.fromkeys(names, padded))), name="a.zip")
    assert refused.value.why.key == "too_large"


def test_a_broken_archive_is_refused():
    whole = archive(files())
    for broken in (
        whole[:200],
        whole[: len(whole) // 2],
        b"PK\x03\x04",
        whole[:-30] + b"\xff" * 30,
    ):
        with pytest.raises(NotAForm):
            read(broken, name="a.zip")
