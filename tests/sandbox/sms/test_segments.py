"""How many segments a text costs."""

import pytest

from portal.sandbox.sms.segments import cost


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "segments"),
    [
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("ớ" * 70, "UCS-2", 70, 1),
        ("ớ" * 71, "UCS-2", 71, 2),
        ("ớ" * 135, "UCS-2", 135, 3),
        ("\U0001f600" * 35, "UCS-2", 70, 1),
    ],
)
def test_a_text_costs_what_the_standard_says(text, alphabet, units, segments):
    found = cost(text)
    assert (found.alphabet, found.units, found.segments) == (alphabet, units, segments)


def test_a_letter_of_two_units_is_not_split_between_segments():
    assert cost("a" * 152 + "€" + "a" * 151).segments == 2
    assert cost("a" * 152 + "€" + "a" * 152).segments == 3
