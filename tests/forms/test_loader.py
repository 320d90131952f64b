"""Form files: what is wrong is said at once, with its line, in plain words."""

import pytest

from forms.loader import FormError, load, load_catalog, text_hash
from tests.forms import little

CHOICE = """
      - name: choice
        kind: radio
        label: {vi: Chọn, en: Choose}
        options:
          - {value: a, label: {vi: Một, en: A}}
          - {value: b, label: {vi: Hai, en: B}}
"""
FIRST = len(little.text("@").split("@")[0].splitlines()) + 1
"""The line the questions of step two begin on."""


def question(more: str, name: str = "extra", kind: str = "text") -> str:
    return f"      - {{name: {name}, kind: {kind}, label: {{vi: Thêm, en: More}}, {more}}}"


def problems(text: str) -> list[str]:
    with pytest.raises(FormError) as error:
        load(text, "f.yaml")
    return [str(problem) for problem in error.value.problems]


def test_a_good_file_becomes_a_form_named_by_its_text():
    text = little.text()
    form = load(text)
    assert form.hash == text_hash(text)
    assert form == load(text)
    assert form != load(text + "\n# another version")


BROKEN = [
    (question("colour: red"), "Nobody knows the key “colour” here"),
    (question("max: many"), "“max” has to be a number, not “many”"),
    (question("required: maybe"), "“required” has to be true or false, not “maybe”"),
    (question("hint: {vi: Gợi ý}"), "“hint” lacks its text in “en”"),
    (question("hint: Gợi ý"), "“hint” has to have keys of its own"),
    (question("means: owner.shoe_size"), "Nobody knows the meaning “owner.shoe_size”"),
    (question("prefill: identity.shoe_size"), "Nothing can be filled in from"),
    (question("prefill: answer.later"), "Nothing can be filled in from"),
    (question("pattern: '(?=a)b'"), "The pattern does not run in linear time"),
    (question("pattern: '(a'"), "The pattern does not run in linear time"),
    (question("kind: text"), "The key “kind” stands here twice"),
    (question("options: [{value: a, label: {vi: A, en: A}}]"), "takes no options"),
    (question("", name="Extra"), "“Extra” is no good name"),
    (question("", name="documents"), "The name “documents” is taken"),
    (question("", name="full_name"), "“full_name” is there already (line"),
    (question("", kind="telepathy"), "There is no question kind “telepathy”; there are: text"),
    (question("", kind="radio"), "A question of kind “radio” needs options"),
    (question("", kind="group"), "A group needs questions"),
    (question("show_when: {question: nobody, filled: true}"), "There is no question “nobody”"),
    (question("show_when: {question: nothing, filled: true}"), "There is no question “nothing”"),
    (question("show_when: {case: rare}"), "There is no case “rare”"),
    (question("show_when: {case: usual, question: phone}"), "A condition says one thing"),
    (question("show_when: {question: phone}"), "A condition has to say something"),
    (question("show_when: {}"), "A condition has to say something"),
    (question("show_when: {question: phone, before: number}"), "cannot be used with “before”"),
    (question("show_when: {question: phone, younger_than: 18 years}"), "cannot be used with"),
    (question("show_when: {question: phone, younger_than: long}"), "cannot be “long”"),
    (question("show_when: {question: extra, filled: true}"), "wait for each other"),
    (CHOICE + question("show_when: {question: choice, is: c}"), "“c” is no option of “choice”"),
    (
        "      - {name: ask, kind: text, label: {vi: 'Bạn là ai?', en: 'Who are you?'}}",
        "The label asks a question",
    ),
]


@pytest.mark.parametrize(("questions", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_what_is_wrong_with_a_question_is_said_with_its_line(questions, said):
    found = problems(little.text(little.NOTHING + "\n" + questions.strip("\n")))
    assert any(said in problem for problem in found), found
    lines = [int(problem.split(":")[1]) for problem in found if said in problem]
    assert all(FIRST < line <= FIRST + len(questions.splitlines()) for line in lines)


def test_all_problems_come_at_once_in_order():
    found = problems(little.text(question("colour: red") + "\n" + question("max: x", name="other")))
    assert [problem.split(": ")[0] for problem in found] == [
        f"f.yaml:{FIRST}",
        f"f.yaml:{FIRST + 1}",
    ]


def test_questions_that_wait_for_each_other_are_named():
    one = question("show_when: {question: b, filled: true}", name="a")
    two = question("show_when: {not: {question: a, filled: true}}", name="b")
    three = question("show_when: {question: b, filled: true}", name="c")
    found = problems(little.text("\n".join((one, two, three))))
    assert found == [
        f"f.yaml:{FIRST}: These questions wait for each other and would never be shown: a, b"
    ]


def test_a_question_may_be_required_by_one_that_requires_it():
    one = question("required_when: {not: {question: b, filled: true}}", name="a")
    two = question("required_when: {not: {question: a, filled: true}}", name="b")
    assert load(little.text(one + "\n" + two)).steps[1].questions[1].name == "b"


def test_a_kind_misspelt_is_one_mistake_whatever_belongs_to_it():
    more = "max: 3, options: [{value: a, label: {vi: A, en: A}}]"
    (problem,) = problems(little.text(question(more, kind="radoi")))
    assert "There is no question kind “radoi”" in problem


MORE = [
    (
        "fees: [{id: f, name: {vi: Phí, en: Fee}, type: phi, amounts: {online: 1}, per: phone}]",
        "per",
    ),
    ("fees: [{id: f, name: {vi: Phí, en: Fee}, type: gift, amounts: {online: 1}}]", "phi, le_phi"),
    ("rules: [{at: nowhere, message: {vi: Sai, en: Wrong}, must: {case: usual}}]", "“nowhere”"),
    ("rules: [{at: phone, message: {vi: Sai, en: Wrong}}]", "A condition has to say something"),
    ("rules: [{at: phone, message: {vi: Sai, en: Wrong}, at_least_one: [mother]}]", "“mother”"),
    ("examples: [{name: e, case: rare}]", "There is no case “rare”"),
    ("examples: [{name: e, case: usual, documents: {none: required}}]", "no document “none”"),
    ("examples: [{name: e, from: another}]", "cannot be “another”"),
    ("assurance: much", "has to be a number"),
    ("valid: {from: yesterday}", "has to be a date like 2025-07-01"),
    ("life_events: [growing_up]", "cannot be “growing_up”"),
    ("unheard: of", "Nobody knows the key “unheard”"),
]


@pytest.mark.parametrize(("more", "said"), MORE, ids=[said for _, said in MORE])
def test_what_is_wrong_around_the_questions_is_said(more, said):
    assert any(said in problem for problem in problems(little.text(more=more)))


def test_a_form_has_to_ask_who_sends_it_and_where_messages_go():
    text = little.text().replace("means: submitter.phone, ", "")
    assert problems(text) == ["f.yaml:1: Every form has to ask for submitter.phone"]


def test_a_meaning_shown_twice_is_refused():
    found = problems(little.text(question("means: submitter.phone", kind="phone")))
    assert "The meaning “submitter.phone” is taken by “phone”" in found[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty"),
        ("a: [1", "This is not valid YAML"),
        ("\x00", "The file is empty or cannot be read"),
        ("a: &a [*a]", "An alias contains itself"),
        ("[" * 5000, "cannot be read"),
        ("- just\n- a list", "has to have keys"),
        ("procedure: 12.5", "lacks “name”"),
    ],
)
def test_a_file_that_is_no_form_is_refused_in_words(text, said):
    assert any(said in problem for problem in problems(text))


def test_an_alias_bomb_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    assert "An alias contains itself, or the file is too large" in problems("\n".join(lines))[0]


def test_the_problems_of_all_files_of_a_catalogue_come_together(tmp_path):
    (tmp_path / "a.yaml").write_text(little.text(question("colour: red")), encoding="utf-8")
    (tmp_path / "b.yaml").write_text("nothing", encoding="utf-8")
    with pytest.raises(FormError) as error:
        load_catalog(tmp_path)
    assert {problem.file for problem in error.value.problems} == {"a.yaml", "b.yaml"}


def test_one_procedure_cannot_stand_in_two_files(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(little.text(), encoding="utf-8")
    with pytest.raises(FormError, match="b.yaml:1: The procedure 9.000001 is in a.yaml already"):
        load_catalog(tmp_path)


def test_a_loaded_form_can_be_made_again_from_its_kept_text():
    for loaded in load_catalog():
        assert loaded.hash == text_hash(loaded.source) == loaded.form.hash
        assert load(loaded.source) == loaded.form
