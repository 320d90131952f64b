"""The mark by which a bank transfer is known (nội dung chuyển khoản): short, typed by people.

Letters and digits that are not mistaken for each other (no 0, 1, I, O, Z), the last one a check on
the others, so that a slip of the thumb pays nobody else's fee.
"""

import re
import secrets

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
_BEGINNING, _LENGTH = "LT", 9
_MARK = re.compile(f"{_BEGINNING}([{_LETTERS}]{{{_LENGTH}}})([{_LETTERS}])")


def mint() -> str:
    """Make a mark: LT, nine letters or digits, and one that checks them."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return f"{_BEGINNING}{drawn}{_check(drawn)}"


def found_in(text: str) -> tuple[str, ...]:
    """List the marks in what came with a transfer: banks add words, drop spaces, change case."""
    squeezed = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    # Marks may overlap with words before them, so each beginning is tried.
    tried = (_MARK.match(squeezed, at) for at in range(len(squeezed)))
    marks = (found.group(0) for found in tried if found and _check(found[1]) == found[2])
    return tuple(dict.fromkeys(marks))


def _check(drawn: str) -> str:
    """Weigh each letter by its place: one that is wrong, or two that changed places, show."""
    total = sum(place * _LETTERS.index(one) for place, one in enumerate(drawn, start=1))
    return _LETTERS[total % 31]
