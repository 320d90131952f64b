"""Every kind of conditional, as a citizen meets it: what is shown for which answers."""

from datetime import date
from typing import Any

import pytest

from forms.schema import Context, check
from tests.forms.formio.pieces import Carried, carried, component

CHOICES = [{"label": label, "value": label} for label in ("a", "b", "c")]
ASKED = [
    component("select", "chon", data={"values": CHOICES}),
    component("selectboxes", "hop", values=CHOICES),
    component("checkbox", "tick"),
    component("number", "so", decimalLimit=0),
    component("number", "le"),
    component("datetime", "tu", enableTime=False),
    component("datetime", "den", enableTime=False),
    component("textfield", "chu"),
    component("datagrid", "nguoi", components=[component("textfield", "ten")]),
]


def shows(found: Carried, answers: dict[str, Any]) -> bool:
    """Whether the question `x` is asked of somebody who answered so."""
    context = Context("usual", date(2026, 11, 23))
    return "x" in check(found.form, answers, context).visible


def depending(**more: Any) -> Carried:
    """A form with every sort of question, and `x` that hangs on them."""
    return carried(*ASKED, component("textfield", "x", **more))


def logic(rule: Any) -> dict[str, Any]:
    return {"conditional": {"json": rule}}


def simple(when: str, eq: Any, show: Any = True) -> dict[str, Any]:
    return {"conditional": {"show": show, "when": when, "eq": eq}}


def clause(name: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"component": name, "operator": operator, "value": value}


def clauses(*conditions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"conditional": {"show": True, "conditions": list(conditions), **more}}


ADULT = {"<=": [{"date": {"var": "tu"}}, {"-": [{"today": []}, {"rdelta": [18]}]}]}
RECENT = {">": [{"date": {"var": "tu"}}, {"-": [{"today": []}, {"rdelta": [0, 0, 60]}]}]}
TWO_YEARS = {"<=": [{"var": "den"}, {"+": [{"date": {"var": "tu"}}, {"rdelta": [2]}]}]}
MANY = [{"ten": "An"}, {"ten": "Bình"}]
RULES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "simple": (simple("chon", "a"), {"chon": "a"}, {"chon": "b"}),
    "simple, texts for truth": (simple("tick", "true", "true"), {"tick": "yes"}, {"tick": "no"}),
    "simple, unticked": (simple("tick", "false"), {}, {"tick": "yes"}),
    "simple, hides": (simple("chon", "a", False), {"chon": "b"}, {"chon": "a"}),
    "simple, one box": (simple("hop", "b"), {"hop": ["a", "b"]}, {"hop": ["a"]}),
    "simple, box as true": (simple("hop.b", "true"), {"hop": ["b"]}, {"hop": ["a"]}),
    "simple, number": (simple("so", 3), {"so": "3"}, {"so": "4"}),
    "simple, empty": (simple("chu", ""), {}, {"chu": "An"}),
    "clauses, all": (
        clauses(clause("chon", "isEqual", "a"), clause("so", "greaterThan", 2)),
        {"chon": "a", "so": "3"},
        {"chon": "a", "so": "2"},
    ),
    "clauses, any": (
        clauses(clause("chon", "isEqual", "a"), clause("so", "lessThan", 2), conjunction="any"),
        {"chon": "c", "so": "1"},
        {"chon": "c", "so": "2"},
    ),
    "clauses, not equal": (clauses(clause("chon", "isNotEqual", "a")), {}, {"chon": "a"}),
    "clauses, not empty": (clauses(clause("chu", "isNotEmpty")), {"chu": "An"}, {}),
    "clauses, empty": (clauses(clause("chu", "isEmpty")), {}, {"chu": "An"}),
    "logic, and": (
        logic({"and": [{"==": [{"var": "data.chon"}, "a"]}, {"!!": {"var": "chu"}}]}),
        {"chon": "a", "chu": "An"},
        {"chon": "a"},
    ),
    "logic, or": (
        logic({"or": [{"===": [{"var": "chon"}, "a"]}, {"===": [{"var": "chon"}, "b"]}]}),
        {"chon": "b"},
        {"chon": "c"},
    ),
    "logic, in": (logic({"in": [{"var": "chon"}, ["a", "b"]]}), {"chon": "b"}, {"chon": "c"}),
    "logic, in boxes": (logic({"in": ["a", {"var": "hop"}]}), {"hop": ["a"]}, {"hop": ["b"]}),
    "logic, not": (logic({"!": [{"==": [{"var": "chon"}, "a"]}]}), {"chon": "b"}, {"chon": "a"}),
    "logic, nothing": (logic({"!": {"var": "chu"}}), {}, {"chu": "An"}),
    "logic, box": (logic({"==": [{"var": "data.hop.c"}, True]}), {"hop": ["c"]}, {"hop": ["a"]}),
    "logic, true": (logic({"var": "tick"}), {"tick": "yes"}, {"tick": "no"}),
    "logic, other way round": (logic({">": [5, {"var": "so"}]}), {"so": "4"}, {"so": "5"}),
    "logic, between": (logic({"<=": [2, {"var": "so"}, 4]}), {"so": "4"}, {"so": "5"}),
    "logic, decimals above": (logic({">": [{"var": "le"}, 2]}), {"le": "2,5"}, {"le": "2"}),
    "logic, entries": (
        logic({">=": [{"var": "data.nguoi.length"}, 2]}),
        {"nguoi": MANY},
        {"nguoi": MANY[:1]},
    ),
    "logic, two answers": (
        logic({"<": [{"var": "tu"}, {"var": "den"}]}),
        {"tu": "1/1/2026", "den": "2/1/2026"},
        {"tu": "2/1/2026", "den": "2/1/2026"},
    ),
    "logic, of age": (logic(ADULT), {"tu": "23/11/2008"}, {"tu": "24/11/2008"}),
    "logic, lately": (logic(RECENT), {"tu": "1/11/2026"}, {"tu": "1/1/2026"}),
    "logic, no later": (
        logic(TWO_YEARS),
        {"tu": "1/1/2024", "den": "1/1/2026"},
        {"tu": "1/1/2024", "den": "2/1/2026"},
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_condition_shows_and_hides_as_it_did(rule):
    more, showing, hiding = RULES[rule]
    found = depending(**more)
    assert found.left == {}
    assert shows(found, showing)
    assert not shows(found, hiding)


UNTOLD = {
    "unknown question": logic({"==": [{"var": "data.aiDo"}, 1]}),
    "unknown option": simple("chon", "d"),
    "arithmetic": logic({"==": [{"%": [{"var": "so"}, 2]}, 0]}),
    "part of a text": clauses(clause("chu", "startsWith", "A")),
    "text in text": logic({"in": ["A", {"var": "chu"}]}),
    "fixed day": logic({"<": [{"var": "tu"}, "2020-01-01"]}),
    "months": logic({"<": [{"var": "tu"}, {"-": [{"today": []}, {"rdelta": [0, 6]}]}]}),
    "some of": logic({"some": [{"var": "nguoi"}, {"==": [{"var": "ten"}, "An"]}]}),
    "a whole group": simple("nguoi", "An"),
    "inside a group": simple("nguoi.ten", "An"),
    "too deep": logic(
        {
            "!!": [
                {
                    "and": [
                        {
                            "and": [
                                {
                                    "and": [
                                        {
                                            "and": [
                                                {
                                                    "and": [
                                                        {
                                                            "and": [
                                                                {
                                                                    "and": [
                                                                        {"and": [{"and": [True]}]}
                                                                    ]
                                                                }
                                                            ]
                                                        }
                                                    ]
                                                }
                                            ]
                                        }
                                    ]
                                }
                            ]
                        }
                    ]
                }
            ]
        }
    ),
}


@pytest.mark.parametrize("rule", UNTOLD)
def test_a_condition_without_words_is_told_of_and_the_question_stays(rule):
    found = depending(**UNTOLD[rule])
    assert len(found.left) == 1
    assert next(iter(found.left)).startswith("x/conditional")
    assert shows(found, {})


def test_a_script_is_told_of_and_never_run():
    found = depending(customConditional="show = data.chon === 'a';")
    assert found.left == {
        "x/customConditional": "JavaScript does not run here; say it with show_when, "
        "required_when or rules"
    }


def test_what_stands_inside_a_layout_hangs_on_its_conditions_too():
    well = {
        "type": "well",
        "key": "w",
        **simple("chon", "a"),
        "components": [component("textfield", "x", **simple("tick", "true"))],
    }
    found = carried(*ASKED, well)
    assert shows(found, {"chon": "a", "tick": "yes"})
    assert not shows(found, {"chon": "a"})
    assert not shows(found, {"tick": "yes"})


def test_a_page_hangs_on_its_own_condition():
    page = {
        "type": "panel",
        "key": "p",
        "title": "Trang",
        **simple("chon", "a"),
        "components": [component("textfield", "x"), component("file", "giay")],
    }
    found = carried({"type": "panel", "key": "q", "title": "Đầu", "components": ASKED}, page)
    assert shows(found, {"chon": "a"})
    assert not shows(found, {"chon": "b"})
    assert found.form.documents[-1].show_when == found.form.steps[-1].show_when


def test_inside_a_group_a_sibling_is_meant_first():
    grid = component(
        "datagrid",
        "g",
        components=[
            component("radio", "loai", values=CHOICES),
            component("textfield", "khac", **simple("g.loai", "c")),
            component("textfield", "so", **logic({"==": [{"var": "row.loai"}, "b"]})),
        ],
    )
    found = carried(component("radio", "loai", values=CHOICES), grid)
    assert found.left == {}
    context = Context("usual", date(2026, 11, 23))
    answers = {"loai": "a", "g": [{"loai": "c", "khac": "?"}]}
    visible = check(found.form, answers, context).visible
    assert "g.0.khac" in visible
    assert "g.0.so" not in visible


def test_questions_that_wait_for_each_other_are_all_shown_and_told_of():
    found = carried(
        component("textfield", "x", **simple("y", "1")),
        component("textfield", "y", **simple("x", "1")),
    )
    assert set(found.left) == {"x/conditional", "y/conditional"}


def test_a_page_that_waits_for_its_own_question_is_shown():
    page = {
        "type": "panel",
        "key": "p",
        "title": "Trang",
        **simple("x", "1"),
        "components": [component("textfield", "x")],
    }
    assert "p/conditional" in carried(page).left


def test_logic_on_a_component_shows_hides_and_requires_it():
    def on(property_: str, state: bool) -> dict[str, Any]:
        trigger = {"type": "simple", "simple": {"show": True, "when": "chon", "eq": "a"}}
        action = {"type": "property", "property": {"value": property_}, "state": state}
        return {"logic": [{"name": "l", "trigger": trigger, "actions": [action]}]}

    assert shows(depending(hidden=True, **on("hidden", False)), {"chon": "a"})
    assert not shows(depending(hidden=True, **on("hidden", False)), {"chon": "b"})
    assert not shows(depending(**on("hidden", True)), {"chon": "a"})
    required = depending(**on("validate.required", True)).question("x")
    assert required.required_when is not None
    assert list(depending(**on("label", True)).left) == ["x/logic[0]/actions[0]"]


def test_what_is_always_hidden_is_told_of():
    assert depending(hidden=True).left == {"x": "it is always hidden, so nobody can answer it"}


def test_json_logic_an_answer_has_to_satisfy_becomes_a_rule():
    later = {"if": [{">": [{"var": "data.x"}, {"var": "data.tu"}]}, True, "Phải sau ngày đầu"]}
    found = carried(*ASKED, component("datetime", "x", enableTime=False, validate={"json": later}))
    (rule,) = found.form.rules
    assert (rule.at, rule.message.vi) == ("x", "Phải sau ngày đầu")
    context = Context("usual", date(2026, 11, 23))
    wrong = check(found.form, {"tu": "2/1/2026", "x": "1/1/2026"}, context).errors
    assert wrong["x"] == "Phải sau ngày đầu"
    assert "x" not in check(found.form, {"tu": "2/1/2026"}, context).errors
