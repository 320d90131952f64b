"""Addresses of before 01/07/2025 are recognised and told what stands there today."""

from typing import Any

import pytest

from forms.kinds import KINDS, Asked, Refused
from forms.lookups import VietnamProvinces, former_districts, merged_province, recognised
from forms.messages import say
from forms.spec import Question, Text
from tests.forms import little

HOME = Question("home", "place", Text("Nơi ở", "Home"))
NAM_DAN = (
    "Nơi trước đây là Huyện Nam Đàn nay có Xã Đại Huệ, Xã Kim Liên, Xã Nam Đàn, "
    "Xã Thiên Nhẫn, Xã Vạn An"
)
NO_DISTRICTS = "Từ ngày 01/7/2025 không còn cấp huyện. Chọn xã, phường hiện nay"


def asked() -> Asked:
    """The address as it is asked."""
    return Asked(HOME, little.TODAY)


def told(raw: Any) -> list[str]:
    """What is told beside an address that was refused."""
    return [say(about, "vi") for about in KINDS["place"].explain(asked(), raw)]


def errors(raw: dict[str, str]) -> dict[str, str]:
    """What is wrong with an address."""
    with pytest.raises(Refused) as refused:
        KINDS["place"].parse(asked(), raw)
    return {part: say(about, "vi") for part, about in refused.value.errors.items()}


@pytest.mark.parametrize(
    ("address", "province", "district"),
    [
        ("Xóm 3, xã Nam Anh, huyện Nam Đàn", "40", "Huyện Nam Đàn"),
        ("xom 3, H. Nam Dan", "40", "Huyện Nam Đàn"),
        ("Số 5 Lê Lợi, Q.1", "79", "Quận 1"),
        ("Số 5 Lê Lợi, Q1, TP HCM", "", "Quận 1"),
        ("TX Cửa Lò, Nghệ An", "40", None),
        ("tp Vinh", "40", "Thành phố Vinh"),
        ("huyện Côn Đảo", "79", "Huyện Côn Đảo"),
        ("huyện Châu Thành", "82", None),
        ("Hàm Yên", "08", None),
        ("Số 5 phố Huế", "01", None),
        ("", "40", None),
        ("huyện Nam Đàn" * 10_000, "40", None),
    ],
)
def test_a_district_is_recognised_as_people_write_it(address, province, district):
    found = recognised(address, province)
    assert (found.district.name if found else None) == district


def test_a_commune_is_followed_to_the_one_it_went_into():
    found = recognised("Thị trấn Nam Đàn, huyện Nam Đàn", "40")
    assert (found.old_commune, found.commune.name) == ("Thị trấn Nam Đàn", "Xã Vạn An")
    alone = recognised("Phường Liễu Giai", "01")
    assert (alone.district.name, alone.commune.name) == ("Quận Ba Đình", "Phường Ngọc Hà")


def test_every_district_of_before_leads_to_communes_of_today_in_one_province():
    today = VietnamProvinces()
    assert len(former_districts()) == 696
    for district in former_districts():
        communes = set(today.communes(district.province.code))
        assert district.communes and set(district.communes) <= communes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bắc Giang", "Bắc Ninh"),
        ("tỉnh Hà Nam", "Ninh Bình"),
        ("Bình Dương", "Thành phố Hồ Chí Minh"),
    ],
)
def test_a_province_that_is_gone_leads_to_the_one_it_went_into(old, new):
    assert merged_province(old)[1].name == new
    assert errors({"province": old})["province"].endswith(f"đã sáp nhập vào {new}. Chọn {new}")


@pytest.mark.parametrize("name", ["", "Nghệ An", "Atlantis"])
def test_a_province_that_stands_or_never_did_leads_nowhere(name):
    assert merged_province(name) is None


def test_an_old_commune_typed_for_one_of_today_says_what_became_of_it():
    assert errors({"province": "40", "commune": "Thị trấn Nam Đàn"}) == {
        "commune": "Thị trấn Nam Đàn đã sáp nhập vào Xã Vạn An, có nơi vào xã, phường bên cạnh. "
        "Chọn xã, phường hiện nay"
    }


def test_a_district_typed_into_the_street_is_told_with_what_stands_there():
    raw = {"province": "40", "commune": "", "street": "Xã Nam Anh, huyện Nam Đàn"}
    assert errors(raw) == {"commune": NO_DISTRICTS}
    assert told(raw) == [NAM_DAN]


def test_a_district_of_another_province_says_which():
    raw = {"province": "01", "commune": "", "street": "huyện Nam Đàn"}
    assert told(raw) == [NAM_DAN.replace("nay có", "nay thuộc Nghệ An, có")]


@pytest.mark.parametrize(
    "raw", ["huyện Nam Đàn", None, {"street": ["huyện Nam Đàn"]}, {"street": 5}]
)
def test_what_is_no_address_explains_nothing(raw):
    assert told(raw) == []


@pytest.mark.parametrize(
    ("commune", "more"), [("Xã Vạn An", ""), ("Phường Thành Vinh", f". {NAM_DAN}")]
)
def test_a_good_address_is_told_more_if_its_district_lies_elsewhere(commune, more):
    form = little.form("      - {name: home, kind: place, label: {vi: Nơi ở, en: Home}}")
    home = {"province": "40", "commune": commune, "street": "Xóm 3, huyện Nam Đàn"}
    assert little.checked(form, {"home": home}).warnings == {"home": NO_DISTRICTS + more}
