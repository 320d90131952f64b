"""Questions as templates see them: ids, errors in reading order, what is chosen."""

from portal.web.citizen.present import ErrorLine, Field, Item, StepPage


def test_the_error_summary_goes_to_the_first_input_of_a_compound_question() -> None:
    province = Field("home.province", "select", "Tỉnh, thành phố")
    home = Field("home", "place", "Nơi cư trú", error="Chọn nơi cư trú", parts=(province,))
    assert list(home.errors()) == [ErrorLine("home-province", "Chọn nơi cư trú")]


def test_errors_are_told_in_reading_order_down_into_groups() -> None:
    name = Field("people.0.name", "text", "Tên", error="Nhập tên")
    people = Field("people", "group", "Người", items=(Item(1, (name,)),))
    page = StepPage(
        "Bước", "Thủ tục", "/", 1, 1, (people, Field("copies", "text", "Số bản", error="Nhập số"))
    )
    assert [line.anchor for line in page.errors] == ["people-0-name", "copies"]


def test_an_input_is_described_by_what_stands_around_it() -> None:
    field = Field("a.b", "text", "A", hint="Gợi ý", error="Lỗi")
    assert field.described_by == "a-b-hint a-b-error"


def test_a_box_is_ticked_if_it_is_among_the_answers() -> None:
    field = Field("reasons", "checkboxes", "Lý do", value=("house", "loan"))
    assert [field.chosen(value) for value in ("house", "hous", "loan")] == [True, False, True]
