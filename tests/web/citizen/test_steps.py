"""The steps of a form: what is asked, what is kept, and where one goes from there."""

import unicodedata

import pytest

from tests.web.citizen.browsing import Browser
from tests.web.citizen.filling import HOME, PEOPLE


def people_done(browser: Browser, draft: str) -> None:
    """Fill the first step in."""
    page = browser.send(browser.open(f"{draft}/nguoi-nop"), PEOPLE)
    assert page.leads_to == f"{draft}/noi-den"


def test_a_new_draft_opens_at_its_first_step(ha: Browser, draft: str):
    assert ha.open(draft).leads_to == f"{draft}/nguoi-nop"
    page = ha.open(f"{draft}/nguoi-nop")
    assert page.heading == "Bước 1/5 · Đăng ký chuyển nhà Người nộp"


def test_what_the_identity_provider_vouches_for_is_shown_and_not_asked(ha: Browser, draft: str):
    page = ha.open(f"{draft}/nguoi-nop")
    assert "Nguyễn Thị Thu Hà Lấy từ tài khoản định danh" in page.text
    assert page.value("full_name") is None
    assert page.value("phone") == "0912345678"


def test_a_forged_answer_to_a_locked_question_changes_nothing(ha: Browser, draft: str):
    ha.send(ha.open(f"{draft}/nguoi-nop"), {**PEOPLE, "full_name": "Kẻ Khác", "number": "1"})
    assert "Nguyễn Thị Thu Hà" in ha.open(f"{draft}/kiem-tra").text
    assert "Kẻ Khác" not in ha.open(f"{draft}/kiem-tra").text


def test_a_forged_answer_to_a_hidden_question_changes_nothing(ha: Browser, draft: str):
    ha.send(ha.open(f"{draft}/nguoi-nop"), {**PEOPLE, "organisation": "Công ty ma"})
    page = ha.send(ha.open(f"{draft}/nguoi-nop"), {"relation": "organisation"})
    assert ha.follow(page).value("organisation") == ""


def test_a_missing_answer_is_named_and_everything_typed_is_kept(ha: Browser, draft: str):
    page = ha.send(ha.open(f"{draft}/nguoi-nop"), {"phone": "12"})
    assert page.status == 422
    assert page.errors["relation"] == "Chọn bạn là"
    assert "phone" in page.errors
    assert page.value("phone") == "12"
    assert page.tree.find(".//title").text.startswith("Lỗi: ")
    assert ha.open(f"{draft}/nguoi-nop").value("phone") == "12"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"moved_on": "31/02/2020"}, {"moved_on": "Ngày 31/02/2020 không có trong lịch"}),
        ({"moved_on": "24/11/2026"}, {"moved_on": "Ngày chuyển đến không được sau hôm nay"}),
        (
            {"home.commune": "", "home.street": "Quận Ba Đình"},
            {"home-commune": "Từ ngày 01/7/2025 không còn cấp huyện. Chọn xã, phường hiện nay"},
        ),
        ({"home.province": ""}, {"home-province": "Chọn tỉnh, thành phố"}),
        (
            {
                "members.0.name": "An",
                "members.0.paper.type": "citizen_number",
                "members.0.paper.number": "00119001234a",
            },
            {"members-0-paper-number": "Số định danh cá nhân gồm đúng 12 chữ số"},
        ),
        (
            {"members.0.name": "Nguyễn " * 43},
            {"members-0-name": "Tên người đi cùng dài 300 ký tự, tối đa 120 ký tự"},
        ),
    ],
)
def test_bad_input_gets_a_clear_answer(ha: Browser, draft: str, typed, said):
    people_done(ha, draft)
    page = ha.send(ha.open(f"{draft}/noi-den"), {**HOME, **typed})
    assert (page.status, page.errors) == (422, said)
    for name, value in typed.items():
        assert (page.value(name) or "").strip() == value.strip()


def test_decomposed_letters_are_the_same_name(ha: Browser, draft: str):
    people_done(ha, draft)
    name = unicodedata.normalize("NFD", "Trần Minh Ân")
    page = ha.send(ha.open(f"{draft}/noi-den"), {**HOME, "members.0.name": name})
    assert page.leads_to == f"{draft}/cam-doan"
    assert "Trần Minh Ân" in ha.open(f"{draft}/kiem-tra").text


def test_a_step_that_is_right_leads_to_the_next_that_is_asked(ha: Browser, draft: str):
    people_done(ha, draft)
    page = ha.send(ha.open(f"{draft}/noi-den"), HOME)
    assert page.leads_to == f"{draft}/cam-doan"


def test_a_step_that_is_not_asked_leads_on(ha: Browser, draft: str):
    people_done(ha, draft)
    assert ha.open(f"{draft}/uy-quyen").leads_to == f"{draft}/noi-den"


def test_a_question_that_an_answer_brings_is_shown_before_it_is_demanded(ha: Browser, draft: str):
    page = ha.send(ha.open(f"{draft}/nguoi-nop"), {**PEOPLE, "relation": "organisation"})
    again = ha.follow(page)
    assert "Có thêm câu hỏi cho lựa chọn của bạn." in again.text
    assert not again.errors
    assert ha.send(again, {}).errors == {"organisation": "Nhập tên tổ chức"}
    assert ha.send(again, {"organisation": "Hội"}).leads_to == f"{draft}/uy-quyen"


def test_what_looks_odd_is_told_once_and_taken(ha: Browser, draft: str):
    people_done(ha, draft)
    page = ha.send(ha.open(f"{draft}/noi-den"), {**HOME, "built": "2027"})
    again = ha.follow(page)
    assert "Nhà xây sau ngày chuyển đến" in again.text
    assert ha.send(again, {}).leads_to == f"{draft}/cam-doan"


def test_leaving_saves_without_demanding(ha: Browser, draft: str):
    page = ha.send(ha.open(f"{draft}/nguoi-nop"), {"phone": "12"}, button="leave")
    assert page.leads_to == "/ho-so"
    assert ha.open(f"{draft}/nguoi-nop").value("phone") == "12"


def test_boxes_can_be_unticked(ha: Browser, draft: str):
    people_done(ha, draft)
    ha.send(ha.open(f"{draft}/noi-den"), {**HOME, "reasons": ["work", "study"]})
    page = ha.open(f"{draft}/noi-den")
    assert [v for n, v in page.form().pairs if n == "reasons"] == ["work", "study"]
    ha.send(page, {"reasons": None})
    assert ha.open(f"{draft}/noi-den").value("reasons") is None


def test_entries_are_added_and_taken_out_without_a_script(ha: Browser, draft: str):
    people_done(ha, draft)
    page = ha.follow(ha.send(ha.open(f"{draft}/noi-den"), HOME, button="add:members"))
    page = ha.follow(ha.send(page, {"members.0.name": "An"}, button="add:members"))
    page = ha.follow(ha.send(page, {"members.1.name": "Bình"}, button="remove:members.0"))
    assert page.value("members.0.name") == "Bình"
    assert page.value("members.1.name") is None
    assert page.value("home.street") == "Số 5 phố Đội Cấn"


def test_each_entry_says_that_it_was_on_the_page(ha: Browser, draft: str):
    people_done(ha, draft)
    page = ha.follow(ha.send(ha.open(f"{draft}/noi-den"), HOME, button="add:members"))
    page = ha.follow(ha.send(page, {"members.0.name": "An"}, button="add:members"))
    # As if all of the first entry were radios that nobody has chosen from.
    silent = {name: None for name, _ in page.form().pairs if name.startswith("members.0.")}
    page = ha.send(page, {**silent, "members.1.name": "Bình"}, button="remove:members.0")
    assert ha.follow(page).value("members.0.name") == "Bình"


def test_communes_come_by_way_of_the_server_without_a_script(ha: Browser, draft: str):
    people_done(ha, draft)
    page = ha.send(ha.open(f"{draft}/noi-den"), {"home.province": "40"}, button="refresh:home")
    assert page.leads_to == f"{draft}/noi-den#home-commune"
    assert "Phường Thành Vinh" in ha.follow(page).text


def test_communes_come_to_the_script(stranger: Browser):
    found = stranger.client.get("/dia-danh/01").get_json()
    assert {"code": "00004", "name": "Phường Ba Đình"} in found
    assert stranger.client.get("/dia-danh/xx").get_json() == []


def test_a_button_pressed_twice_is_no_conflict(ha: Browser, draft: str):
    page = ha.open(f"{draft}/nguoi-nop")
    first, second = ha.send(page, PEOPLE), ha.send(page, PEOPLE)
    assert first.leads_to == second.leads_to == f"{draft}/noi-den"


def test_two_windows_let_the_citizen_choose(ha: Browser, draft: str):
    one, other = ha.open(f"{draft}/nguoi-nop"), ha.open(f"{draft}/nguoi-nop")
    ha.send(one, {**PEOPLE, "phone": "0912 000 001"})
    page = ha.send(other, {**PEOPLE, "phone": "0912 000 002"})
    assert page.status == 409
    assert "0912 000 001" in page.text.replace("091 200 0001", "0912 000 001")
    assert ha.open(f"{draft}/nguoi-nop").value("phone") == "0912 000 001"
    assert ha.send(page, {}).leads_to == f"{draft}/noi-den"
    assert ha.open(f"{draft}/nguoi-nop").value("phone") == "0912 000 002"


def test_two_windows_on_two_steps_do_not_disturb_each_other(ha: Browser, draft: str):
    people, home = ha.open(f"{draft}/nguoi-nop"), ha.open(f"{draft}/noi-den")
    ha.send(people, PEOPLE)
    assert ha.send(home, HOME).leads_to == f"{draft}/cam-doan"


def test_a_step_is_saved_while_it_is_filled_in(ha: Browser, draft: str):
    form = ha.open(f"{draft}/nguoi-nop").form()
    pairs = [*((n, v) for n, v in form.pairs if n != "phone"), ("phone", "0987 654 321")]
    saved = ha.post(f"{draft}/nguoi-nop/luu", pairs).answer.get_json()
    assert saved["saved_at"] == "09:41"
    assert ha.open(f"{draft}/nguoi-nop").value("version") == str(saved["version"])
    assert ha.open(f"{draft}/nguoi-nop").value("phone") == "0987 654 321"


@pytest.mark.parametrize("path", ["nguoi-nop", "giay-to", "kiem-tra", ""])
def test_somebody_elses_draft_is_not_there(enter, draft: str, path: str):
    other = enter("binh", full_name="Trần Bình")
    theirs = other.open(f"{draft}/{path}".rstrip("/"))
    none = other.open(f"/nhap/0198c2b0-0000-7000-8000-000000000000/{path}".rstrip("/"))
    malformed = other.open(f"/nhap/khong-co/{path}".rstrip("/"))
    assert theirs.status == none.status == malformed.status == 404
    assert (
        theirs.text.split("mã:")[0] == none.text.split("mã:")[0] == malformed.text.split("mã:")[0]
    )


def test_a_step_that_no_form_has_is_not_there(ha: Browser, draft: str):
    assert ha.open(f"{draft}/khong-co").status == 404


def test_pages_speak_english_too(ha: Browser, draft: str):
    ha.open("/ngon-ngu/en")
    page = ha.send(ha.open(f"{draft}/nguoi-nop"), {"phone": ""})
    assert page.errors["phone"].startswith("Enter")


@pytest.mark.parametrize(
    ("list_", "searched"),
    [
        ("home.province", (None, True)),
        ("near.province", (None, False)),
        ("near.commune", (None, False)),
        ("paint", ("yes", True)),
        ("from", ("yes", True)),
    ],
)
def test_a_form_decides_whether_a_list_is_searched_by_typing(
    ha: Browser, draft: str, list_: str, searched: tuple[str | None, bool]
) -> None:
    (select,) = ha.open(f"{draft}/noi-den").tree.xpath(f"//select[@name='{list_}']")
    assert (select.get("data-searchable"), bool(select.get("data-search"))) == searched
