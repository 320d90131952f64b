"""Text made fit for paper: only what the fonts can draw, and nothing that rearranges a line.

PDF/A and PDF/UA refuse text without a glyph, so one emoji in a name would leave its owner without
a receipt. Such a character is printed as an empty box: honest, and seen by whoever reads it.
Letters of Viet Nam's other languages (ĕ, ŏ, ƀ …) that the main font lacks are drawn by a second.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
import typst

if TYPE_CHECKING:
    from typst import PDFStandard

FAMILIES = (fontpkg_be_vietnam_pro.FAMILY, "DejaVu Sans Mono")
STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
"""Archivable and accessible: PDF/A-2 level A and PDF/UA-1, both with a full structure tree."""
UNKNOWN = "\u25a1"
# Asking about one character costs two milliseconds, so only scripts the second font may hold are
# asked about: nobody can make the press ask about every ideograph there is.
_ASKED = (range(0x00A0, 0x0590), range(0x1E00, 0x2400))
_PROBE = b'#set document(title: "-")\n#set text(font: json(bytes(sys.inputs.f)))\n#sys.inputs.c'


@cache
def fonts() -> typst.Fonts:
    """The fonts papers are set in: Be Vietnam Pro and those within typst, none of the system's."""
    folder = Path(fontpkg_be_vietnam_pro.ROOT) / "files"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def tidy(text: str) -> str:
    """The text composed (NFC), controls as spaces, invisible and turning-round characters out."""
    return "".join(map(_visible, unicodedata.normalize("NFC", text)))


def drawable(text: str) -> str:
    """The tidied text with a box for each character no font can draw."""
    return "".join(character if _has_glyph(character) else UNKNOWN for character in text)


def _visible(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cc" or kind.startswith("Z"):
        return " "
    return "" if kind in {"Cf", "Cs"} else character


def _has_glyph(character: str) -> bool:
    if character.isascii():
        return True
    return any(ord(character) in block for block in _ASKED) and _asked(character)


@cache
def _asked(character: str) -> bool:
    seen = f"o{character}" if unicodedata.combining(character) else character
    press = typst.Compiler(_PROBE, font_paths=fonts(), ignore_system_fonts=True)
    try:
        press.compile(
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=0,
            sys_inputs={"c": seen, "f": families()},
        )
    except typst.TypstError:
        return False
    return True


def families() -> str:
    """The font families in order of preference, as JSON for a template."""
    return '["' + '", "'.join(FAMILIES) + '"]'
