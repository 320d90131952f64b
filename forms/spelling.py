"""Forgives slips of the thumb in a search: letters too many, too few, swapped; a missing space.

Only words nobody's texts hold are mended, so that what was typed right is never changed. One letter
for another is forgiven in long words alone: among Vietnamese syllables it makes another word.
"""

from collections.abc import Collection
from difflib import get_close_matches

_ALIKE = 0.8  # lets one letter of four be left out or added, one of five be another
_SHORTEST = 3
_LONGEST = 20


def mended(words: list[str], known: Collection[str]) -> list[str]:
    """The words as they were probably meant; what resembles nothing known stays as it is."""
    return [meant for word in words for meant in _mend(word, known)]


def _mend(word: str, known: Collection[str]) -> list[str]:
    begins = len(word) >= _SHORTEST and any(each.startswith(word) for each in known)
    if word in known or begins or not _SHORTEST <= len(word) <= _LONGEST or word.isdigit():
        return [word]
    for cut in range(2, len(word) - 1):
        if word[:cut] in known and word[cut:] in known:
            return [word[:cut], word[cut:]]
    swapped = [each for each in known if _swapped(word, each)]
    alike = get_close_matches(word, [each for each in known if len(each) >= 2], 1, _ALIKE)
    return [*swapped, *alike, word][:1]


def _swapped(one: str, other: str) -> bool:
    """Say whether two neighbouring letters have changed places."""
    if len(one) != len(other):
        return False
    apart = [n for n, (a, b) in enumerate(zip(one, other)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    first, second = apart
    return one[first] == other[second] and one[second] == other[first]
