"""How many messages a text costs: its alphabet and its segments (3GPP TS 23.038, 23.040)."""

from collections.abc import Iterable
from dataclasses import dataclass

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a text needs on the air; ``units`` are septets or UTF-16 code units."""

    alphabet: str
    units: int
    segments: int


def cost(text: str) -> Cost:
    """Count a text: GSM-7 in 160/153 septets, else UCS-2 in 70/67 code units."""
    if all(letter in _BASIC or letter in _EXTENDED for letter in text):
        return _count("GSM-7", (2 if letter in _EXTENDED else 1 for letter in text), 160, 153)
    return _count("UCS-2", (2 if ord(letter) > 0xFFFF else 1 for letter in text), 70, 67)


def _count(alphabet: str, widths: Iterable[int], alone: int, joined: int) -> Cost:
    units, segments, room = 0, 1, joined
    for width in widths:
        # A letter of two units is never split between two segments.
        if room < width:
            segments, room = segments + 1, joined
        room -= width
        units += width
    return Cost(alphabet, units, 1 if units <= alone else segments)
