"""Organisation identifiers and dossier codes."""

import pytest

from connectors.organisations import (
    is_dossier_code,
    is_organisation,
    same_organisation,
    to_new_form,
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("000.00.12.H40", "H40.12"),
        ("000.20.32.H53", "H53.32.20"),
        ("002.00.20.H13", "H13.20.002"),
        ("000.00.00.G22", "G22"),
        ("H15.50.05.13", "H15.50.05.13"),
        (" h41.12 ", "H41.12"),
    ],
)
def test_an_old_identifier_is_written_in_the_new_form(old, new):
    assert to_new_form(old) == new


def test_both_forms_of_one_organisation_compare_equal():
    assert same_organisation("000.00.12.H40", "H40.12")
    assert not same_organisation("000.00.12.H40", "H40.13")


@pytest.mark.parametrize(
    "code",
    ["", "Z01", "H4", "H41..1", "00.00.12.H40", "H41.12\n", "H" + "1" * 40, "H41." + "1" * 35],
)
def test_anything_else_is_no_organisation(code):
    assert not is_organisation(code)
    if code.strip() == code:
        with pytest.raises(ValueError, match="not an organisation"):
            to_new_form(code)


@pytest.mark.parametrize(
    "code",
    [
        "H15.50.05.13-261008-0975",
        "000.00.12.H62-201105-0004",
        "G09.20-20260609-0092637",
        "H41-261123-12345",
    ],
)
def test_dossier_codes_of_both_forms_are_known(code):
    assert is_dossier_code(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "H41-2611-0001",
        "H41-261123-001",
        "h41-261123-0001",
        "../x-261123-0001",
        "H41-261123-0001\n",
    ],
)
def test_anything_else_is_no_dossier_code(code):
    assert not is_dossier_code(code)
