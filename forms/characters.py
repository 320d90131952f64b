"""Makes typed text safe to keep and compare: one Unicode form, nothing invisible.

Phones and old Vietnamese keyboards send decomposed letters (dấu tổ hợp); copied text brings
right-to-left marks, zero-width spaces and control characters that could hide what a person reads.
"""

import re
import unicodedata

# Control characters, marks that change a line without being seen, halves of a character.
_INVISIBLE = ("Cc", "Cf", "Cs")
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
    # Nearly every text is so already, and this is asked of each answer again and again.
    if text.isprintable():
        return unicodedata.normalize("NFC", text)
    kept = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in _INVISIBLE
    )
    return unicodedata.normalize("NFC", "".join(kept))
