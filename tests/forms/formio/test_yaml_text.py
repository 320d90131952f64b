"""Files are written so that people can read them and YAML reads the same back."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from forms.formio.nodes import Node
from forms.formio.yaml_text import scalar, yaml_text

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
DATA = st.recursive(
    st.one_of(TEXTS, st.booleans(), st.integers()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXTS, inner)),
    max_leaves=12,
)


@given(TEXTS)
def test_every_text_reads_back_as_itself(text):
    assert yaml.safe_load(scalar(text)) == text


@given(st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), DATA, min_size=1))
def test_every_document_reads_back_as_itself(document):
    assert yaml.safe_load(yaml_text(document)) == document


def test_short_maps_stand_on_one_line_and_remarks_above():
    question = Node(name="ten", kind="text", label=Node(vi="Tên, họ", en="Name"))
    question.remark("told of")
    question.guess("means", "child.full_name", "guessed")
    file = Node(steps=[Node(id="mot", questions=[question])])
    assert yaml_text(file) == (
        "steps:\n"
        "  - id: mot\n"
        "    questions:\n"
        "      # told of\n"
        "      - name: ten\n"
        "        kind: text\n"
        '        label: {vi: "Tên, họ", en: Name}\n'
        "        # guessed\n"
        "        means: child.full_name\n"
    )


def test_a_remark_stays_a_remark():
    node = Node(a="b")
    node.remark("x\ny: z\u2028w")
    assert yaml.safe_load(yaml_text(node)) == {"a": "b"}
