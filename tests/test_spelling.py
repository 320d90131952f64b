"""Vietnamese is spelt one way: the tone mark stands where government texts put it.

On the first vowel of an open *oa*, *oe*, *uy* (hóa, khỏe, hủy; quý, for its *u* belongs to *q*).
Practice of the legislation published by the Government, not a rule with a number.
"""

import re
import unicodedata

from tests.sources import texts

MISPLACED = re.compile(r"\w*(?<!q)(?:u[ỳýỷỹỵ]|o[àáảãạèéẻẽẹ])(?!\w)", re.IGNORECASE)
# Official names as they were given; and how people type, which the search has to understand.
AS_GIVEN = {
    "forms/lookups/former_districts.txt",
    "forms/search.py",
    "tests/forms/test_search.py",
    "tests/test_spelling.py",
}


def misplaced(text: str) -> list[str]:
    """List the words whose tone mark stands on the other vowel."""
    return MISPLACED.findall(unicodedata.normalize("NFC", text))


def test_tone_marks_stand_where_government_texts_put_them() -> None:
    found = {name: misplaced(text) for name, text in texts() if name not in AS_GIVEN}
    assert not {name: words for name, words in found.items() if words}


def test_what_is_misplaced_is_seen_and_what_is_right_is_not() -> None:
    assert misplaced("Huỷ, xoá khoá, TUỲ ý; hoè") == [
        "Huỷ",
        "xoá",
        "khoá",
        "TUỲ",
        "hoè",
    ]
    assert misplaced(unicodedata.normalize("NFD", "hoá")) == ["hoá"]
    assert not misplaced("Hủy, xóa khóa, tùy ý, quý, quỳ, hoàn, khoảng, thuyết, toán")
