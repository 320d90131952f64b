"""What the rehearsal says comes from the form file, and from nothing written in code."""

from datetime import date

import pytest

from forms.loader import load_catalog
from portal.rehearsal import papers
from portal.rehearsal.browser import File
from portal.rehearsal.counterparties import due_moment
from portal.rehearsal.keeping_out import tells
from portal.rehearsal.outcome import Unexpected
from portal.rehearsal.page import Page
from portal.rehearsal.script import NothingToRehearse, flat, plain, write

BIRTH = "1.001193"
TODAY = date(2027, 3, 1)


def test_unless_told_the_first_procedure_about_having_a_child_is_rehearsed():
    assert write(None, TODAY).code == BIRTH


@pytest.mark.parametrize("code", [loaded.form.code for loaded in load_catalog()])
def test_every_form_has_a_right_example_to_rehearse_with(code):
    script = write(code, TODAY)
    assert script.answers and script.case and script.words == plain(script.words)


def test_a_procedure_that_is_not_there_is_said_with_those_that_are():
    with pytest.raises(NothingToRehearse, match=BIRTH):
        write("9.999999", TODAY)


def test_days_near_the_example_move_along_and_birthdays_stay():
    example = next(loaded.form for loaded in load_catalog() if loaded.form.code == BIRTH).examples[
        0
    ]
    moved = write(BIRTH, TODAY).answers["child_birth_date"][0]
    day = date(*(int(part) for part in reversed(moved.split("/"))))
    written = example.answers["child_birth_date"]
    born = date(*(int(part) for part in reversed(written.split("/"))))
    assert TODAY - day == example.today - born
    assert write(BIRTH, TODAY).answers["submitter_birth_date"] == ("27/3/1990",)


def test_messages_never_go_to_the_number_in_an_example():
    assert "submitter_phone" not in write(BIRTH, TODAY).answers


def test_answers_that_tell_who_somebody_is_are_known_by_what_they_mean():
    script = write(BIRTH, TODAY)
    assert script.is_personal("submitter_name") and script.is_personal("child_name")
    assert script.is_personal_label("Số định danh cá nhân của bạn")
    assert not script.is_personal("birth_proof")


def test_nested_answers_become_dotted_names():
    answers = {
        "place": {"province": "40"},
        "members": [{"name": "An"}, {"name": "Bình"}],
        "reasons": ["a", "b"],
        "copies": True,
    }
    assert dict(flat(answers)) == {
        "place.province": ("40",),
        "members.0.name": ("An",),
        "members.1.name": ("Bình",),
        "reasons": ("a", "b"),
        "copies": ("yes",),
    }


def test_words_are_typed_as_on_a_keyboard_without_accents():
    assert plain("Làm giấy ĐĂNG KÝ  khai sinh") == "lam giay dang ky khai sinh"


def test_the_sample_paper_is_a_pdf_that_says_what_it_is():
    assert papers.text_of(papers.sample("Dien tap: (giay) chung sinh")) == "Dientap:giaychungsinh"


@pytest.mark.parametrize("data", [b"", b"<html>", b"%PDF-1.4 nothing more"])
def test_what_is_no_pdf_is_told(data):
    with pytest.raises(Unexpected):
        papers.text_of(File("giay.pdf", "application/pdf", data))


def test_days_are_read_as_papers_and_as_pages_write_them():
    squeezed = "Hẹntrảkếtquảlúc17giờ00phút,thứTư,ngày25tháng11năm2026"
    assert papers.days(squeezed) == papers.days("hẹn trả 25/11/2026") == {date(2026, 11, 25)}


@pytest.mark.parametrize(
    ("secret", "said"),
    [
        ("Nguyễn Thị Mẫu", "Hồ sơ của NGUYỄN THỊ  MẪU"),
        ("0900000011", "gọi +84 900 000 011"),
        ("+84900000011", "gọi 0900.000.011"),
        ("000190000011", "số 000190000011"),
    ],
)
def test_a_page_that_tells_who_somebody_is_is_found_however_it_is_spaced(secret, said):
    assert tells(Page("http://portal/s/x", f"<p>{said}</p>".encode()), secret)
    assert not tells(Page("http://portal/s/x", b"<p>H41.99-261124-0001</p>"), secret)


def test_an_officers_due_date_is_a_moment_with_its_zone():
    assert due_moment().endswith("+07:00")
