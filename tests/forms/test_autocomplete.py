"""Browsers are told which questions ask about the person who types (WCAG 1.3.5), and no others."""

import pytest

from forms.loader import load_catalog
from forms.means import AUTOCOMPLETE, autocomplete

QUESTIONS = [question for loaded in load_catalog() for question in loaded.form.questions]
# Lists and choices are no fields a browser fills in.
TYPED = [each for each in QUESTIONS if each.kind not in ("radio", "select")]


@pytest.mark.parametrize("means", sorted(AUTOCOMPLETE))
def test_what_a_citizen_says_of_themself_can_be_filled_in_by_their_browser(means):
    assert {autocomplete(each) for each in TYPED if each.means == means} <= {AUTOCOMPLETE[means]}


def test_what_is_asked_about_others_is_never_guessed():
    about_others = [each for each in QUESTIONS if not (each.means or "").startswith("submitter.")]
    assert [each.name for each in about_others if autocomplete(each)] == []


def test_every_form_asks_for_name_and_telephone_with_their_tokens():
    for loaded in load_catalog():
        tokens = {autocomplete(each) for each in loaded.form.questions}
        assert {"name", "tel"} <= tokens
