"""Laws of what is shown, on random forms with random answers: hidden is gone, order is nothing."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from forms.schema import Checked, Context, check
from forms.spec import Form
from tests.forms import little
from tests.forms.little import GOOD, TODAY

NAMES = [f"q{number}" for number in range(7)]
KINDS = {
    "pick": "kind: radio, options: [{value: a, label: {vi: A, en: A}}, "
    "{value: b, label: {vi: B, en: B}}]",
    "sure": "kind: yes_no",
    "count": "kind: whole_number",
    "word": "kind: text, max: 5",
    "rows": "kind: group, max_items: 3, "
    "questions: [{name: cell, kind: text, label: {vi: Ô, en: Cell}}]",
}
TESTS = {
    "pick": ["is: a", "in: [a, b]", "filled: true", "filled: false"],
    "sure": ['is: "yes"', 'is: "no"', "filled: true"],
    "count": ["at_least: 2", "at_most: 5", "filled: false"],
    "word": ["filled: true", "filled: false"],
    "rows": ["at_least: 1", "filled: true"],
}
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "pick": st.sampled_from(["a", "b", "z", ""]),
    "sure": st.sampled_from(["yes", "no", "perhaps"]),
    "count": st.sampled_from(["1", "3", "9", "x"]),
    "word": st.sampled_from(["ab", "", "much too long"]),
    "rows": st.sampled_from([[], [{"cell": "x"}], [{"cell": ""}, {"cell": "y"}], "x"]),
}


@st.composite
def forms(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str], dict[str, Any]]:
    """Kinds and lines of questions that hang on one another without a circle, and answers."""
    kinds = {name: draw(st.sampled_from(sorted(KINDS))) for name in NAMES}
    lines = {}
    for number, name in enumerate(NAMES):
        hangs = draw(_condition(NAMES[:number], kinds))
        words = draw(st.sampled_from(["", ", required: false"]))
        asked = f"{{name: {name}, label: {{vi: {name}, en: {name}}}, {KINDS[kinds[name]]}{words}"
        lines[name] = asked + (f", show_when: {hangs}}}" if hangs else "}")
    answers = {name: draw(ANSWERS[kinds[name]]) for name in NAMES if draw(st.booleans())}
    return kinds, lines, answers


@st.composite
def _condition(draw: st.DrawFn, before: list[str], kinds: dict[str, str]) -> str:
    if not before or draw(st.booleans()):
        return ""
    chosen = draw(st.lists(st.sampled_from(before), min_size=1, max_size=3))
    leaves = [f"{{question: {q}, {draw(st.sampled_from(TESTS[kinds[q]]))}}}" for q in chosen]
    leaves.append(draw(st.sampled_from(["{case: usual}", "{case: special}"])))
    how = draw(st.sampled_from(["all", "any"]))
    whole = f"{{{how}: [{', '.join(leaves)}]}}"
    return draw(st.sampled_from([whole, f"{{not: {whole}}}"]))


def made(lines: dict[str, str], order: list[str]) -> Form:
    return little.form("\n".join(f"      - {lines[name]}" for name in order))


def found(form: Form, answers: dict[str, Any], case: str = "usual") -> Checked:
    return check(form, {**GOOD, **answers}, Context(case, TODAY))


def tops(checked: Checked) -> set[str]:
    return {name.partition(".")[0] for name in checked.visible}


@given(forms(), st.sampled_from(["usual", "special"]))
def test_what_is_hidden_is_neither_kept_nor_complained_of(drawn, case):
    _kinds, lines, answers = drawn
    checked = found(made(lines, NAMES), answers, case)
    assert set(checked.clean) <= tops(checked)
    assert {path.partition(".")[0] for path in checked.errors} <= tops(checked)


@given(forms())
def test_a_hidden_answer_changes_nothing(drawn):
    _kinds, lines, answers = drawn
    form = made(lines, NAMES)
    checked = found(form, answers)
    seen = {name: value for name, value in answers.items() if name in tops(checked)}
    again = found(form, seen)
    assert (again.clean, again.errors, again.visible) == (
        checked.clean,
        checked.errors,
        checked.visible,
    )


@given(forms(), st.randoms(use_true_random=False))
def test_neither_the_order_of_questions_nor_of_answers_changes_anything(
    drawn, chance: random.Random
):
    _kinds, lines, answers = drawn
    order, given_in = list(NAMES), list(answers)
    chance.shuffle(order)
    chance.shuffle(given_in)
    first = found(made(lines, NAMES), answers)
    other = found(made(lines, order), {name: answers[name] for name in given_in})
    assert (other.clean, other.errors, other.visible) == (first.clean, first.errors, first.visible)


@given(forms())
def test_what_was_kept_is_kept_again(drawn):
    kinds, lines, answers = drawn
    form = made(lines, NAMES)
    checked = found(form, answers)
    kept = {
        name: ("yes" if value else "no") if kinds.get(name) == "sure" else value
        for name, value in checked.clean.items()
    }
    again = check(form, {**GOOD, **kept}, Context("usual", TODAY))
    # An entry left empty was left out, so the numbers of those after it are others.
    assert again.clean == checked.clean and tops(again) == tops(checked)
