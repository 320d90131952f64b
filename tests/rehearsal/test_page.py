"""The page reader: what a citizen sees, told apart from what a page merely carries."""

from portal.rehearsal.page import Page

STEP = """<!doctype html><html lang="vi"><head><title>Bước – Liên Thông</title></head><body>
<main><div class="govuk-error-summary"><ul><li><a href="#a">Nhập họ và tên</a></li></ul></div>
<h1><span class="caption">Bước 1/5 · Khai sinh</span>Thông tin của trẻ</h1>
<dl class="locked"><dt>Họ và tên của bạn</dt>
<dd>Người Diễn Tập</dd><dd class="source">VNeID</dd></dl>
<form method="post" action="/nhap/1/tre?hoi=x">
<input type="hidden" name="version" value="7">
<button class="skip" name="action" value="continue">Tiếp tục</button>
<label for="a">Họ và tên</label><div id="a-hint">Ví dụ Nguyễn An</div>
<p id="a-error">Nhập họ và tên</p><input id="a" name="child_name" type="text" value="">
<fieldset><legend>Giới tính</legend>
<input type="radio" id="g" name="gender" value="male"><label for="g">Nam</label>
<input type="radio" id="g-2" name="gender" value="female" checked><label for="g-2">Nữ</label>
</fieldset>
<label for="p">Tỉnh</label><select id="p" name="birth_place.province">
<option value="">Chọn</option><option value="40" selected>Tỉnh Nghệ An</option></select>
<input type="checkbox" id="d" name="declaration" value="yes"><label for="d">Tôi cam đoan</label>
<label for="n">Ghi chú</label><textarea id="n" name="note">
Dòng một</textarea>
<input name="gone" value="x" disabled>
<button name="action" value="refresh:birth_place">Hiện các xã</button>
</form></main></body></html>"""


def read(markup: str, url: str = "http://portal/nhap/1/tre") -> Page:
    return Page(url, markup.encode())


def test_the_heading_is_read_without_the_small_line_above():
    assert read(STEP).heading == "Thông tin của trẻ"


def test_a_question_is_read_with_its_words_its_hint_and_what_is_wrong():
    control = read(STEP).forms[0].control("child_name")
    assert (control.kind, control.label) == ("text", "Họ và tên")
    assert (control.hint, control.error) == ("Ví dụ Nguyễn An", "Nhập họ và tên")
    assert control.values == ()


def test_choices_stand_together_under_what_is_asked():
    control = read(STEP).forms[0].control("gender")
    assert control.label == "Giới tính"
    assert [(choice.value, choice.label) for choice in control.choices] == [
        ("male", "Nam"),
        ("female", "Nữ"),
    ]
    assert control.values == ("female",)


def test_a_box_by_itself_is_asked_by_its_own_label():
    control = read(STEP).forms[0].control("declaration")
    assert (control.label, control.values) == ("Tôi cam đoan", ())


def test_a_list_offers_everything_but_the_empty_line():
    control = read(STEP).forms[0].control("birth_place.province")
    assert [choice.label for choice in control.choices] == ["Tỉnh Nghệ An"]
    assert control.values == ("40",)


def test_what_stands_in_a_text_area_begins_after_the_first_line_break():
    assert read(STEP).forms[0].control("note").values == ("Dòng một",)


def test_what_is_switched_off_is_not_sent():
    assert read(STEP).forms[0].control("gone") is None


def test_what_a_form_carries_is_told_from_what_it_asks():
    form = read(STEP).forms[0]
    assert form.carries("version") == "7"
    assert form.asked([("version", "7"), ("child_name", "An")]) == [("child_name", "An")]


def test_a_form_knows_where_it_goes_and_its_buttons():
    form = read(STEP).form("/tre")
    assert form.action == "http://portal/nhap/1/tre?hoi=x"
    assert [button.value for button in form.buttons] == ["continue", "refresh:birth_place"]


def test_locked_answers_are_read_and_not_asked():
    page = read(STEP)
    assert page.locked == (("Họ và tên của bạn", "Người Diễn Tập"),)
    assert "submitter_name" not in page.forms[0].names


def test_what_is_to_be_mended_is_told_in_a_line():
    assert read(STEP).told == "“Thông tin của trẻ” at /nhap/1/tre: Nhập họ và tên"


def test_a_file_asked_for_in_an_optional_section_is_optional():
    one = '<section><h2>{}</h2><form><input type="file" name="file"></form></section>'
    needed, may = one.format("Giấy chứng sinh"), one.format(
        'Khác <span class="optional">(…)</span>'
    )
    assert [form.optional for form in read(needed + may).forms] == [False, True]


def test_codes_are_read_whatever_the_words_are():
    markup = (
        '<ol><li class="moment moment--done" data-code="delivered"><h3>Đã chuyển</h3></li></ol>'
    )
    assert read(markup).coded("moment--done") == ("delivered",)


def test_links_are_whole_addresses():
    page = read('<a href="../2/giay-to?x=1">Tiếp</a>')
    assert page.link("/giay-to").href == "http://portal/nhap/2/giay-to?x=1"
    assert page.link("/kiem-tra") is None


def test_an_empty_answer_is_a_page_without_anything():
    page = read("")
    assert (page.heading, page.forms, page.errors) == ("", (), ())
