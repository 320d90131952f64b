"""Values that follow from other answers: worked out by the server, never typed, never looped."""

import pytest

from forms import prefill
from forms.fields import from_fields
from forms.loader import FormError, load
from forms.schema import Context
from tests.forms import little

BORN = "      - {name: born, kind: partial_date, label: {vi: Ngày sinh, en: Born}, required: false}"
NUMBERS = """
      - {name: wide, kind: decimal, label: {vi: Rộng, en: Width}, required: false}
      - {name: long, kind: whole_number, label: {vi: Dài, en: Length}, required: false}
      - {name: nick, kind: text, label: {vi: Tên, en: Name}, required: false}
      - name: people
        kind: group
        label: {vi: Người, en: People}
        required: false
        questions:
          - {name: has, kind: yes_no, label: {vi: Có, en: Has}, required: false}
          - {name: income, kind: money, label: {vi: Thu nhập, en: Income}, required: false,
             show_when: {question: has, is: "yes"}}
          - {name: yearly, kind: computed, label: {vi: Cả năm, en: A year}, as: money,
             value: {product: [income, 12]}}
"""


def computed(value: str, more: str = "", **keys: str) -> str:
    """A computed question with this value, and whatever else it is given."""
    told = "".join(f", {key}: {text}" for key, text in keys.items())
    return (
        f"{more}\n      - {{name: made, kind: computed, label: {{vi: Kết quả, en: Result}}{told},\n"
        f"         value: {value}}}"
    )


def made(questions: str, answers: dict, **context):
    """What the computed question of a form comes to."""
    return little.checked(little.form(questions), answers, **context).clean.get("made")


def problems(questions: str) -> list[str]:
    """What is wrong with a form of these questions."""
    with pytest.raises(FormError) as error:
        load(little.text(questions))
    return [problem.text for problem in error.value.problems]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("27/3/1990", "Ngày hai mươi bảy tháng ba năm một nghìn chín trăm chín mươi"),
        ("4/2005", "Tháng tư năm hai nghìn không trăm linh năm"),
        ("1945", "Năm một nghìn chín trăm bốn mươi lăm"),
        ("31/02/1990", None),
        ("", None),
    ],
)
def test_a_date_is_spelled_out(typed, said):
    assert made(computed("{date_in_words: born}", BORN), {"born": typed}) == said


@pytest.mark.parametrize(
    ("value", "answers", "result"),
    [
        ("{sum: [wide, long, 0.5]}", {"wide": "2,5", "long": "4"}, 7),
        ("{sum: [wide, long]}", {"long": "4"}, 4),
        ("{sum: [wide, long]}", {}, None),
        ("{product: [wide, long]}", {"wide": "0,1", "long": "3"}, 0.3),
        ("{product: [wide, long]}", {"wide": "2,5"}, None),
        ("{product: [long, 8000]}", {"long": "2"}, 16000),
        ("{product: [long, long]}", {"long": "999999999999999"}, None),
        ("{money_in_words: long}", {"long": "16000"}, "Mười sáu nghìn đồng"),
        ("{years_between: [born, today]}", {"born": "24/11/1990"}, 35),
        ("{years_between: [born, today]}", {"born": "23/11/1990"}, 36),
        ("{years_between: [born, today]}", {"born": "1990"}, None),
    ],
)
def test_numbers_follow_from_what_is_answered(value, answers, result):
    assert made(computed(value, NUMBERS + BORN), answers) == result


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({"nick": "Bống", "long": "1200"}, "Bé Bống dài 1.200, tạm ổn"),
        ({"nick": "Bống"}, "Bé Bống, tạm ổn"),
        ({"long": "1200"}, None),
    ],
)
def test_a_text_is_composed_and_leaves_out_what_is_not_there(answers, text):
    value = '{text: "Bé {nick}[ dài {long}], tạm ổn"}'
    assert made(computed(value, NUMBERS), answers) == text


def test_the_first_formula_that_fits_is_used():
    value = '[{when: {case: special}, text: "Riêng {nick}"}, {text: "Chung {nick}"}]'
    questions = computed(value, NUMBERS)
    assert made(questions, {"nick": "An"}) == "Chung An"
    assert made(questions, {"nick": "An"}, case="special") == "Riêng An"


def test_entries_are_added_up_and_hidden_answers_in_them_are_not():
    people = [{"has": "yes", "income": "5.000"}, {"has": "no", "income": "9.000"}]
    questions = computed("{sum: [people.income]}", NUMBERS, **{"as": "money"})
    assert made(questions, {"people": people}) == 5000


def test_an_entry_has_computed_values_of_its_own():
    checked = little.checked(
        little.form(NUMBERS), {"people": [{"has": "yes", "income": "5000", "yearly": "1"}]}
    )
    assert checked.clean["people"] == [{"has": True, "income": 5000, "yearly": 60000}]


def test_what_a_browser_sends_for_a_computed_value_changes_nothing():
    form = little.form(computed("{product: [long, 2]}", NUMBERS))
    assert little.checked(form, {"long": "4", "made": "999"}).clean["made"] == 8
    assert little.checked(form, {"made": "999"}).clean == little.checked(form, {}).clean
    assert from_fields(form, "two", [("made", "999"), ("long", "4")])["long"] == "4"
    assert "made" not in from_fields(form, "two", [("made", "999")])


def test_nobody_has_to_answer_what_is_computed():
    assert little.checked(little.form(computed("{sum: [long]}", NUMBERS)), {}).ok


def test_a_hidden_answer_counts_for_nothing_in_a_value():
    shown = BORN.replace("required: false", "show_when: {case: special}, required: false")
    questions = computed("{date_in_words: born}", shown)
    assert made(questions, {"born": "1945"}) is None
    assert made(questions, {"born": "1945"}, case="special")


def test_a_question_may_hang_on_a_value_that_stands_after_it():
    older = """
      - {name: school, kind: text, label: {vi: Trường, en: School}, required: false,
         show_when: {not: {question: made, at_least: 18}}}
"""
    form = little.form(older + computed("{years_between: [born, today]}", BORN))
    assert "school" in little.checked(form, {"born": "1/1/2015"}).visible
    assert "school" not in little.checked(form, {"born": "1/1/1990"}).visible


def test_a_value_that_is_gone_is_gone_from_the_draft_as_well():
    form = little.form(computed("{product: [long, 2]}", NUMBERS))
    context = Context("usual", little.TODAY)
    assert prefill.fill(form, {"long": "4"}, {}, context).locked == {"made": 8}
    assert prefill.fill(form, {"made": "8"}, {}, context).locked == {"made": ""}


def test_values_that_wait_for_each_other_do_not_load():
    other = """
      - {name: other, kind: computed, label: {vi: Khác, en: Other}, value: {sum: [made]}}
"""
    said = "These questions wait for each other and would never be shown: made, other"
    assert problems(computed("{sum: [other]}", other)) == [said]


def test_a_value_that_hangs_on_itself_through_what_it_shows_does_not_load():
    shown = """
      - {name: nick, kind: text, label: {vi: T, en: N}, show_when: {question: made, filled: true}}
"""
    said = "These questions wait for each other and would never be shown: made, nick"
    assert problems(computed('{text: "{nick}"}', shown)) == [said]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("{sum: [absent]}", "There is no question “absent” to refer to"),
        ("{sum: [people.absent]}", "There is no question “people.absent” to refer to"),
        ('{text: "{people.income}"}', "There is no question “people.income” to refer to"),
        ("{sum: [nick]}", "“nick” (text) cannot be used with “sum”"),
        ("{date_in_words: nick}", "“nick” (text) cannot be used with “date_in_words”"),
        ("{years_between: [nick, today]}", "“nick” (text) cannot be used with “years_between”"),
        ("{years_between: [born]}", "“years_between” needs two dates; the second may be “today”"),
        (
            "{}",
            "A value follows from exactly one of: text, date_in_words, money_in_words, sum, "
            "product, years_between",
        ),
        (
            '{text: "Bé {nick"}',
            "The brackets of this text do not close: {answer} and [left out if empty]",
        ),
        (
            '{text: "Bé [{nick}"}',
            "The brackets of this text do not close: {answer} and [left out if empty]",
        ),
        (
            '{text: "Bé {nick}]"}',
            "The brackets of this text do not close: {answer} and [left out if empty]",
        ),
    ],
)
def test_a_formula_that_cannot_be_worked_out_does_not_load(value, said):
    assert problems(computed(value, NUMBERS + BORN)) == [said]


def test_nobody_can_be_asked_for_what_is_computed():
    said = problems(computed("{sum: [long]}", NUMBERS, required="true", default="5"))
    assert said == [
        "Nobody answers a computed question, so it takes no “required”",
        "Nobody answers a computed question, so it takes no “default”",
    ]


def test_a_text_cannot_be_shown_as_money():
    said = problems(computed('{text: "{nick}"}', NUMBERS, **{"as": "money"}))
    assert said == ["This value is a text, so it cannot be shown as “money”"]
