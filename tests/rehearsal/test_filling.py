"""How a form is filled in: what stands there, what the script says, what a hint suggests."""

from portal.rehearsal.filling import fill, presses
from portal.rehearsal.form import Button, Choice, Control, Form

PROVINCES = (Choice("01", "Thành phố Hà Nội"), Choice("40", "Tỉnh Nghệ An"))


def form(*controls: Control, buttons: tuple[str, ...] = ("continue",)) -> Form:
    pressed = tuple(Button("action", value, "") for value in buttons)
    return Form("http://portal/nhap/1/tre", "post", controls, pressed)


def test_what_stands_there_already_stays():
    phone = Control("phone", "tel", "Điện thoại", values=("0900000990",))
    assert fill(form(phone), {"phone": ("0912345678",)}).pairs == (("phone", "0900000990"),)


def test_what_is_carried_goes_along_untouched():
    token = Control("csrf_token", "hidden", "", values=("t",))
    assert fill(form(token), {"csrf_token": ("mine",)}).pairs == (("csrf_token", "t"),)


def test_an_answer_is_chosen_by_its_value_or_by_its_words():
    province = Control("place.province", "select", "Tỉnh", choices=PROVINCES)
    for answer in ("40", "Tỉnh Nghệ An", "tinh nghe an"):
        assert fill(form(province), {"place.province": (answer,)}).pairs == (
            ("place.province", "40"),
        )


def test_an_answer_that_cannot_be_chosen_yet_asks_for_its_list():
    commune = Control("place.commune", "select", "Xã")
    asked = form(commune, buttons=("continue", "refresh:other", "refresh:place"))
    answers = {"place.commune": ("Phường Thành Vinh",)}
    filled = fill(asked, answers)
    assert filled.unfit == ("place.commune",)
    assert list(presses(asked, answers, filled)) == ["refresh:place"]


def test_entries_that_are_not_shown_yet_are_added():
    shown = Control("members.0.full_name", "text", "Họ và tên")
    asked = form(shown, buttons=("add:members", "continue"))
    one = {"members.0.full_name": ("An",)}
    two = one | {"members.1.full_name": ("Bình",)}
    assert list(presses(asked, one, fill(asked, one))) == []
    assert list(presses(asked, two, fill(asked, two))) == ["add:members"]


def test_boxes_not_ticked_are_not_sent_and_empty_lines_are():
    box = Control("declaration", "checkbox", "Cam đoan", choices=(Choice("yes", "Tôi cam đoan"),))
    line = Control("note", "text", "Ghi chú")
    assert fill(form(box, line), {}).pairs == (("note", ""),)
    assert ("declaration", "yes") in fill(form(box, line), {"declaration": ("yes",)}).pairs


def test_what_was_refused_is_answered_from_the_script_then_from_the_hint():
    refused = Control("born", "text", "Ngày sinh", error="Nhập ngày sinh", values=("x",))
    hinted = Control("issued", "text", "Ngày cấp", "Ví dụ 03/11/2026", error="Nhập ngày cấp")
    listed = Control("province", "select", "Tỉnh", error="Chọn tỉnh", choices=PROVINCES)
    filled = fill(form(refused, hinted, listed), {"born": ("1/1/2026",)})
    assert filled.pairs == (("born", "1/1/2026"), ("issued", "03/11/2026"), ("province", "01"))


def test_nobodys_number_or_address_is_ever_guessed():
    phone = Control("phone", "tel", "Điện thoại", "Ví dụ 0912 345 678", error="Nhập số")
    mail = Control("mail", "email", "Thư", "Ví dụ a@example.vn", error="Nhập địa chỉ")
    assert fill(form(phone, mail), {}).pairs == (("phone", ""), ("mail", ""))
