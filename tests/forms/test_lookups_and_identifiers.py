"""Places, numbers of people and codes of procedures."""

from datetime import date

import pytest

from forms.identifiers import citizen_number, full_years, procedure_code
from forms.kinds.place import has_district
from forms.lookups import VietnamProvinces
from forms.lookups.nations import ETHNIC_GROUPS, countries
from forms.means import KNOWN

PLACES = VietnamProvinces()


def test_the_country_has_34_provinces_and_3321_communes():
    provinces = PLACES.provinces()
    communes = [c for province in provinces for c in PLACES.communes(province.code)]
    assert (len(provinces), len(communes)) == (34, 3321)
    assert all(len(province.code) == 2 for province in provinces)
    assert all(len(commune.code) == 5 for commune in communes)
    assert len({commune.code for commune in communes}) == 3321


def test_codes_keep_their_zeros():
    commune, province = PLACES.commune("00004")
    assert (commune.name, province.code) == ("Phường Ba Đình", "01")
    assert PLACES.commune("4") is None
    assert PLACES.communes("99") == ()


def test_the_division_holds_from_the_day_districts_ended():
    assert PLACES.valid_from == date(2025, 7, 1)
    assert PLACES.version


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("Xã Nam Anh, huyện Nam Đàn", True),
        ("Quận 1", True),
        ("12 Lê Lợi, Q.1", True),
        ("thị xã Cửa Lò", True),
        ("HUYEN Nam Dan", True),
        ("Số 5 đường Lê Lợi", False),
        ("Ngõ 12 Nguyễn Huyên", False),
        ("", False),
    ],
)
def test_a_district_in_an_address_is_recognised(address, found):
    assert has_district(address) is found


def test_there_are_54_ethnic_groups():
    assert len(ETHNIC_GROUPS) == len(set(ETHNIC_GROUPS.values())) == 54
    assert ETHNIC_GROUPS["01"] == "Kinh"
    assert ETHNIC_GROUPS["54"] == "Rơ-măm"


def test_viet_nam_stands_first_among_the_countries():
    assert next(iter(countries("vi"))) == "VN"
    assert countries("en").keys() == countries("vi").keys()
    assert not {"ZZ", "EU", "UN"} & countries("vi").keys()


@pytest.mark.parametrize(
    ("digits", "year", "gender"),
    [
        ("000090001234", 1990, "male"),
        ("000190001234", 1990, "female"),
        ("000220001234", 2020, "male"),
        ("000320001234", 2020, "female"),
    ],
)
def test_a_number_fits_the_year_and_sex_it_was_made_of(digits, year, gender):
    number = citizen_number(digits)
    other = "female" if gender == "male" else "male"
    assert number.fits_year(year) and not number.fits_year(year + 100)
    assert number.fits_gender(gender) and not number.fits_gender(other)
    assert number.fits_gender("unknown")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.012753.H19", "1.012753"),
        ("3.000181.000.00.00.H22", "3.000181"),
        (" 1.001193 ", "1.001193"),
        ("1.001193.01", "1.001193"),
        ("1.00119", None),
        ("x", None),
        ("", None),
        ("１.００１１９３", None),
    ],
)
def test_a_procedure_code_is_its_national_part(text, code):
    assert procedure_code(text) == code


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2008, 11, 23), date(2026, 11, 23), 18),
        (date(2008, 11, 24), date(2026, 11, 23), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_an_age_is_counted_in_full_years(born, today, years):
    assert full_years(born, today) == years


def test_every_meaning_is_a_role_with_an_attribute():
    assert all(tag.count(".") == 1 for tag in KNOWN)
