"""Procedures found by everyday words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.loader import load_catalog
from forms.search import by_life_event, find

FORMS = [loaded.form for loaded in load_catalog()]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("làm giấy khai sinh", "1.001193"),
        ("lam giay khai sinh", "1.001193"),
        ("khai sinh", "1.001193"),
        ("KHAI SINH CHO CON", "1.001193"),
        ("em bé mới sinh", "1.001193"),
        ("birth", "1.001193"),
        ("register a baby", "1.001193"),
        ("nhập hộ khẩu", "1.004222"),
        ("nhap ho khau cho con", "1.004222"),
        ("thường trú", "1.004222"),
        ("thuê phòng trọ", "1.004194"),
        ("tam tru", "1.004194"),
        ("giấy độc thân", "1.004873"),
        ("đẻ con", "1.001193"),
        ("vợ tôi vừa sinh con ở bệnh viện, muốn làm giấy tờ", "1.001193"),
        ("bản sao giấy khai sinh bị mất", "2.000635"),
        ("doc than", "1.004873"),
        ("mất giấy khai sinh", "2.000635"),
        ("trích lục", "2.000635"),
        ("bản sao khai sinh", "2.000635"),
        ("1.004194", "1.004194"),
        ("1.004194.H41", "1.004194"),
    ],
)
def test_everyday_words_find_the_procedure_first(words, code):
    assert find(FORMS, words)[0].form.code == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("khai sih", "1.001193"),
        ("kahi sinh", "1.001193"),
        ("giay khaisinh", "1.001193"),
        ("lamf giaays khai sinhh", "1.001193"),
        ("nhap ho kau", "1.004222"),
        ("thuongtru", "1.004222"),
        ("tamtru", "1.004194"),
        ("đăng ký tạm trúu", "1.004194"),
        ("giấy đôc thân", "1.004873"),
        ("giay docthan", "1.004873"),
        ("tinh trang hon nhann", "1.004873"),
        ("trich luc", "2.000635"),
        ("tirch luc", "2.000635"),
        ("brith certificate", "1.001193"),
    ],
)
def test_a_slip_of_the_thumb_is_forgiven(words, code):
    assert find(FORMS, words)[0].form.code == code


@pytest.mark.parametrize(
    "words", ["đóng thuế", "hoá đơn", "bảo hiểm y tế", "xe máy", "lorem ipsum"]
)
def test_what_is_not_on_offer_is_not_made_into_what_is(words):
    assert find(FORMS, words) == []


@pytest.mark.parametrize(
    "words", ["a" * 5000, "khai " * 500, "%00' OR 1=1 --", "<script>", "\u202e\ufffd", "١٢٣"]
)
def test_hostile_words_are_words(words):
    assert all(one.score > 0 for one in find(FORMS, words))


@pytest.mark.parametrize("words", ["", "   ", "???", "xây nhà máy điện hạt nhân zzz", "9.999999"])
def test_words_that_fit_nothing_find_nothing(words):
    found = find(FORMS, words)
    assert all(one.score > 0 for one in found)
    if words != "xây nhà máy điện hạt nhân zzz":
        assert found == []


@pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
def test_a_form_is_found_by_its_name_in_either_language(form):
    for name in (form.name.vi, form.name.en):
        assert find(FORMS, name)[0].form.code == form.code


@given(words=st.text())
def test_anything_can_be_searched_for(words):
    assert all(one.score > 0 for one in find(FORMS, words))


def test_life_events_show_their_procedures_and_empty_ones_are_left_out():
    events = by_life_event(FORMS)
    assert [form.code for form in events["moving_home"]] == ["1.004194", "1.004222"]
    assert "business" not in events
