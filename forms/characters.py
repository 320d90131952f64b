"""Makes typed text safe to keep and compare: one Unicode form, nothing invisible.

Phones and old Vietnamese keyboards send decomposed letters (dấu tổ hợp); copied text brings
right-to-left marks, zero-width spaces and control characters that could hide what a person reads.
"""

import re
import unicodedata

# Marks that change how a line is displayed without being seen, and zero-width characters.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0xFEFF, 0xFFFC, 0xFFFD]
    + list(range(0x200B, 0x2010))
    + list(range(0x202A, 0x202F))
    + list(range(0x2060, 0x2070))
    + list(range(0xFFF9, 0xFFFC))
)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def one_line(text: str) -> str:
    """Text for one line: NFC, no control characters, single spaces, trimmed."""
    return " ".join(_visible(text).split())


def many_lines(text: str) -> str:
    """Text of several lines: as `one_line`, but line breaks stay (at most one empty line)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "\n".join(_SPACES.sub(" ", _visible(line)).strip() for line in lines.split("\n"))
    return _BLANK_LINES.sub("\n\n", kept).strip()


def plain_digits(text: str) -> str:
    """One line with full-width and other compatibility digits made plain (０９ → 09)."""
    return one_line(unicodedata.normalize("NFKC", text))


def folded(text: str) -> str:
    """Text without accents, case or punctuation, for search and comparing names (đ → d)."""
    bare = unicodedata.normalize("NFD", _visible(text).casefold().replace("đ", "d"))
    letters = (c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def _visible(text: str) -> str:
    kept = (
        " " if c.isspace() else c
        for c in text.translate(_INVISIBLE)
        if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", "".join(kept))
