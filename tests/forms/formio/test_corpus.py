"""Whole definitions as builders save them: what is carried and what is told of, path by path."""

import pytest

from tests.forms.formio.pieces import CORPUS, loaded

LEFT = {
    "birth_wizard": set(),
    "land_page": {
        "nguoiNop/taxCode/customConditional",
        "thuaDat/mucDich/data/url",
        "thuaDat/chenhLech/calculateValue",
        "thuaDat/dongSoHuu/giayTo",
        "chuKy",
        "note",
        "reCaptcha",
        "in",
    },
    "business_tabs": {
        "cacPhan/hkd/hoKinhDoanh/von/currency",
        "cacPhan/chu/maBuuDien/validate/pattern",
        "cacPhan/chu/maBuuDien/validate/custom",
    },
}
STEPS = {
    "birth_wizard": ["nguoi-yeu-cau", "thong-tin-cua-tre", "ban-sao"],
    "land_page": ["nguoi-nop-ho-so", "thong-tin", "thua-dat", "thong-tin-2"],
    "business_tabs": ["nguoi-nop", "ho-kinh-doanh", "chu-ho"],
}


@pytest.mark.parametrize("name", LEFT)
def test_a_whole_definition_is_carried_and_the_rest_told_of(name):
    found = loaded((CORPUS / f"{name}.json").read_bytes())
    assert set(found.left) == LEFT[name]
    assert found.imported.exit_code == (3 if LEFT[name] else 0)
    assert [step.id for step in found.form.steps] == STEPS[name]


def test_every_definition_of_the_corpus_is_looked_at():
    assert {path.stem for path in CORPUS.glob("*.json")} == set(LEFT)
