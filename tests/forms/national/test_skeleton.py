"""A form file begun from the catalogue: what is told stands in it, what is not is marked."""

from decimal import Decimal

import pytest

from forms.conditions import CaseIs
from forms.formio import placeholders
from forms.loader import load
from forms.national import read, skeleton
from forms.schema import Context, check
from tests.forms.little import TODAY
from tests.forms.national.pieces import RECORDS, begun, sample, source

BOTH = ("lay_thu_tuc", "portal")


@pytest.mark.parametrize("name", BOTH)
def test_a_skeleton_loads_and_wants_nothing_but_what_is_marked(name):
    made = skeleton(read((RECORDS / f"{name}.json").read_bytes()))
    form = load(made.yaml)
    written = made.yaml
    for text in {mark.text for mark in placeholders(made.yaml)}:
        written = written.replace(f"⟦{text}⟧", "written")
    assert placeholders(written) == () and placeholders(made.yaml) != ()
    assert load(written).code == form.code
    assert made.to_write


def test_the_national_code_and_the_field_are_taken_and_local_endings_left_out():
    form = begun(sample("lay_thu_tuc"))
    assert (form.code, form.name.vi) == ("1.009999", "Cấp giấy phép mẫu")
    assert (form.field.code, form.field.name.vi) == ("G17-XD01", "Hoạt động xây dựng")
    assert form.words == ("giấy phép", "xây nhà")
    assert [text.vi for _, text in form.notices] == ["Có đất.\nCó bản vẽ."]


def test_every_skeleton_begins_with_submitter_and_owner_and_ends_with_the_pledge():
    form = begun(sample("portal"))
    assert [step.id for step in form.steps] == ["nguoi-nop", "chu-ho-so", "noi-dung"]
    asked = {question.name: question for question in form.questions}
    assert all(
        asked[f"submitter_{what}"].prefills[0].locked for what in ("full_name", "citizen_number")
    )
    assert asked["declaration"].means == "request.declaration"
    hidden = check(form, {"acting_as": "self"}, Context("case_1", TODAY)).visible
    assert not any(name.startswith("owner_") for name in hidden)


@pytest.mark.parametrize(
    ("subjects", "asked"),
    [
        (["Công dân Việt Nam"], False),
        (["Doanh nghiệp"], True),
        (["Tổ chức (không bao gồm doanh nghiệp, HTX)"], True),
        ([], False),
    ],
)
def test_organisations_are_asked_for_their_name_and_tax_code(subjects, asked):
    form = begun(sample("portal") | {"subject_types": subjects})
    assert ("owner.tax_code" in {question.means for question in form.questions}) is asked


def test_headings_of_the_checklist_become_cases_each_once():
    form = begun(sample("portal"))
    assert [case.name.vi for case in form.cases] == [
        "Nhà của mình",
        "Nhà thuê",
        "Cơ sở tôn giáo",
    ]
    assert {case.sourced.certainty for case in form.cases} == {"assumed"}


def test_a_document_hangs_on_the_cases_it_stands_under():
    papers = {paper.id: paper for paper in begun(sample("portal")).documents}
    assert papers["kq900001"].from_answers and papers["kq900001"].show_when is None
    assert papers["kq900002"].show_when == CaseIs(("case_1",))
    assert papers["kq900002"].need == "required"
    assert papers["kq900006"].show_when == CaseIs(("case_1",))
    assert (papers["kq900006"].originals, papers["kq900006"].copies) == (2, 1)
    assert papers["authorisation"].authorises


def test_a_row_without_original_and_copy_is_a_remark_and_makes_its_group_uncertain():
    papers = {paper.id: paper for paper in begun(sample("portal")).documents}
    assert papers["kq900004"].need == "information"
    assert papers["kq900005"].need == "may_be_needed"
    assert papers["kq900003"].need == "may_be_needed"  # "nếu có"
    assert papers["kq900005"].sourced.certainty == "unsure"


def test_a_row_nobody_counted_is_a_document_that_may_be_needed():
    values = sample("lay_thu_tuc")
    values["THANHPHANHOSO"] = [{"GIAYTO": [{"TENGIAYTO": "Giấy chứng nhận"}]}]
    paper = next(each for each in begun(values).documents if each.id == "giay_chung_nhan")
    assert paper.need == "may_be_needed"


def test_results_that_will_do_in_the_place_of_a_document_are_read_however_they_are_parted():
    values = sample("lay_thu_tuc")
    row = {"TENGIAYTO": "Giấy chứng nhận", "MA_KQ_THAYTHE": "KQ.G01.000002; KQ.G01.000003"}
    values["THANHPHANHOSO"] = [{"GIAYTO": [row]}]
    paper = next(each for each in begun(values).documents if each.id == "giay_chung_nhan")
    assert paper.results == ("KQ.G01.000002", "KQ.G01.000003")


def test_copies_alone_are_certified_ones_first():
    papers = {paper.id: paper for paper in begun(sample("portal")).documents}
    assert papers["anh_chup_nha"].forms == ("certified_copy", "copy")


def test_times_come_from_the_cases_as_channels_often_say_other():
    processing = begun(sample("portal")).processing
    assert [(each.quantity, each.unit) for each in processing] == [(Decimal(10), "day")]
    assert processing[0].sourced.certainty == "unsure"
    made = skeleton(read(source(sample("portal"))))
    assert "# the record: 1.999001.01: 7 working_day" in made.yaml
    assert "not carried over: processing_cases/2" in made.yaml


def test_one_time_for_all_cases_is_certain_and_may_be_seven_and_a_half_days():
    processing = begun(sample("lay_thu_tuc")).processing
    assert [(each.quantity, each.unit) for each in processing] == [(Decimal("7.5"), "working_day")]
    assert processing[0].sourced.certainty == "verified"


def test_fees_stand_by_channel_and_what_is_not_one_amount_is_told_by_the_agency():
    fee = begun(sample("portal")).fees[0]
    assert fee.amounts == {"online": 10000, "direct": None, "postal": None}
    assert (fee.type, fee.sourced.certainty) == ("le_phi", "unsure")


def test_nought_is_free_unless_the_province_sets_it():
    values = sample("portal")
    values["channels"] = [{"method": "DIRECT", "fees": [{"value_vnd": "0", "text": "Miễn phí"}]}]
    assert begun(values).fees[0].amounts == {"direct": 0}
    values["channels"] = []
    assert begun(values).fees == ()


def test_agencies_are_levels_and_one_whose_level_is_gone_is_marked():
    made = skeleton(read(source(sample("portal"))))
    levels = [(each.level, each.name.vi) for each in load(made.yaml).competence]
    assert levels == [
        ("commune_police", "Công an cấp Xã"),
        ("commune", "⟦Công an cấp huyện⟧"),
    ]
    assert any(line.startswith("competence:") for line in made.to_write)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Ủy ban nhân dân cấp xã", "commune"),
        ("UBND xã, phường", "commune"),
        ("Công an phường", "commune_police"),
        ("Công an cấp tỉnh", "province_police"),
        ("Sở Tư pháp", "province_justice"),
        ("Sở Xây dựng", "province"),
        ("Ủy ban nhân dân tỉnh", "province"),
        ("Cục Hàng không", "ministry"),
    ],
)
def test_an_agency_is_known_by_its_name(name, level):
    assert begun(sample("portal") | {"executing_agency": name}).competence[0].level == level


def test_results_and_acts_are_taken_with_their_numbers():
    form = begun(sample("portal"))
    assert [each.name.vi for each in form.results] == [
        "Thông báo kết quả",
        "Phiếu từ chối",
    ]
    assert [each.number for each in form.legal] == ["68/2020/QH14", "53/2025/TT-BCA"]
    assert begun(sample("lay_thu_tuc")).results[0].code == "KQ1"


def test_a_record_that_is_not_public_is_asked_about():
    told = skeleton(read(source(sample("portal") | {"state": "INACTIVE"}))).to_write
    assert any("not public" in line for line in told)
