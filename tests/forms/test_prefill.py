"""What the identity provider and earlier answers fill in, and what they lock."""

import pytest

from forms.loader import load_catalog
from forms.prefill import fill
from forms.schema import Context, check
from tests.forms import little

FORMS = {loaded.form.code: loaded.form for loaded in load_catalog()}
BIRTH = FORMS["1.001193"]
CONTEXT = Context("usual", little.TODAY)
IDENTITY = {
    "full_name": "Trần Thị Bình",
    "citizen_number": "000190001234",
    "birth_date": "1990-03-27",
    "gender": "female",
    "phone": "0912345678",
    "email": None,
    "residence": "Số 5, phường Thành Vinh, tỉnh Nghệ An",
    "ethnicity": "Kinh",
    "nationality": "VN",
}


def test_what_the_identity_provider_vouches_for_is_filled_in_and_locked():
    filled = fill(BIRTH, {}, IDENTITY, CONTEXT)
    assert filled.locked == {
        "submitter_name": "Trần Thị Bình",
        "submitter_number": "000190001234",
        "submitter_birth_date": "1990-03-27",
        "submitter_gender": "female",
    }
    assert filled.locked.items() <= filled.answers.items()


def test_the_phone_is_filled_in_and_can_be_changed():
    filled = fill(BIRTH, {}, IDENTITY, CONTEXT)
    assert filled.answers["submitter_phone"] == "0912345678"
    assert "submitter_phone" not in filled.locked


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_what_is_filled_in_can_be_read_in_every_form(form):
    filled = fill(form, {}, IDENTITY, Context(form.cases[0].id, little.TODAY))
    found = check(form, filled.answers, Context(form.cases[0].id, little.TODAY))
    wrong = {name.split(".")[0] for name in found.errors} & filled.answers.keys()
    # A residence told as a sentence has still to be chosen by province and commune.
    assert wrong <= {"submitter_residence"}
    assert {"submitter_name", "submitter_number"} <= filled.locked.keys()


def test_what_was_typed_is_not_filled_over():
    typed = {"submitter_phone": "0987654321", "submitter_email": ""}
    assert not typed.keys() & fill(BIRTH, typed, IDENTITY, CONTEXT).answers.keys()


def test_what_was_typed_into_a_locked_answer_does_not_count():
    typed = {"submitter_name": "Kẻ Mạo Danh"}
    filled = fill(BIRTH, typed, IDENTITY, CONTEXT)
    assert filled.answers["submitter_name"] == "Trần Thị Bình"


def test_the_mother_who_registers_need_not_type_herself_again():
    filled = fill(BIRTH, {"relation": "mother", "parents": "both"}, IDENTITY, CONTEXT)
    assert filled.answers["mother_name"] == "Trần Thị Bình"
    assert filled.answers["mother_paper"] == {"type": "citizen_number", "number": "000190001234"}
    assert "father_name" not in filled.answers


@pytest.mark.parametrize("odd", [None, "", "12", ["x"], {"a": 1}, 12])
def test_what_cannot_be_read_is_not_locked(odd):
    filled = fill(BIRTH, {}, {**IDENTITY, "citizen_number": odd}, CONTEXT)
    assert "submitter_number" not in filled.locked


def test_without_an_identity_only_defaults_are_filled_in():
    filled = fill(BIRTH, {}, {}, CONTEXT)
    assert filled.locked == {}
    assert filled.answers["child_nationality"] == "VN"


def test_a_residence_in_words_is_taken_apart_into_the_units_of_today():
    residence = {"province": "40", "commune": "16681", "street": "Số 5"}
    assert fill(BIRTH, {}, IDENTITY, CONTEXT).answers["submitter_residence"] == residence


def test_a_residence_in_an_old_district_stays_in_the_citizens_words():
    old = "xóm 2, xã Nam Anh, huyện Nam Đàn, tỉnh Nghệ An"
    filled = fill(BIRTH, {}, {**IDENTITY, "residence": old}, CONTEXT)
    assert filled.answers["submitter_residence"] == {"street": old}
