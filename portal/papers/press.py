"""The press: plain data in, a tagged PDF/A out; the same data always give the same bytes.

Values reach a template as one JSON text and are only ever shown, never read as markup, so that
nothing a citizen types can become a command. A template reads no file but those beside it.
"""

import io
import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
import typst

from portal.papers import glyphs, wording
from portal.papers.control_sheet import ControlSheet
from portal.papers.fee_receipt import FeeReceiptSheet
from portal.papers.report_sheet import ReportSheet
from portal.papers.sheets import (
    ConfirmationSheet,
    DeclarationSheet,
    Declared,
    Fee,
    NoticeSheet,
    ReceiptSheet,
    Sheet,
    SlipSheet,
    StampSheet,
)

TEMPLATES = Path(__file__).resolve().parent / "templates"
Pressed = Sheet | ControlSheet | ReportSheet | FeeReceiptSheet
PAPERS: dict[str, type[Pressed]] = {
    "confirmation": ConfirmationSheet,
    "declaration": DeclarationSheet,
    "receipt_01": ReceiptSheet,
    "ct04": ReceiptSheet,
    "supplement_02": NoticeSheet,
    "refusal_03": NoticeSheet,
    "apology_04": NoticeSheet,
    "stop_05": NoticeSheet,
    "return_slip": SlipSheet,
    "transfer_slip": SlipSheet,
    "cash_slip": SlipSheet,
    "control_06": ControlSheet,
    "report": ReportSheet,
    "fee_receipt": FeeReceiptSheet,
}
"""Every paper, by the name a form file calls it, and the sheet it is pressed from."""
# What is set upon papers, and is none itself.
_STAMPS: dict[str, type[Pressed]] = {"seal_stamp": StampSheet}


class UnknownPaper(LookupError):
    """No such paper, or not from such a sheet."""


class NotPressed(RuntimeError):
    """The press itself failed: what the paper tells of is as it was, and it may be tried again."""


def press(paper: str, data: Pressed) -> bytes:
    """Press one paper as PDF/A-2a and PDF/UA-1.

    :param paper: confirmation, declaration, receipt_01 or ct04.
    :raises UnknownPaper: if there is no such paper, or the sheet is another paper's.
    :raises NotPressed: if the press fails: its templates, its fonts, or a text it cannot set.
    """
    try:
        pdf = _compile(paper, data, format="pdf", pdf_standards=glyphs.STANDARDS)
    except UnknownPaper:
        raise
    except (RuntimeError, ValueError, OSError) as error:
        raise NotPressed(f"{paper}: {error}") from error
    assert isinstance(pdf, bytes)
    return pdf


def preview(paper: str, data: Pressed, ppi: float = 100) -> list[bytes]:
    """The same pages as PNG pictures, for a screen or for somebody working on a template."""
    pages = _compile(paper, data, format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _compile(paper: str, data: Pressed, **how: Any) -> Any:
    if {**PAPERS, **_STAMPS}.get(paper) is not type(data):
        raise UnknownPaper(paper)
    compiler = typst.Compiler(
        TEMPLATES / f"{paper}.typ",
        root=TEMPLATES,
        font_paths=glyphs.fonts(),
        ignore_system_fonts=True,
    )

    def run(clean: Callable[[str], str]) -> Any:
        inputs = {"data": _json(data, clean), "fonts": glyphs.families()}
        return compiler.compile(sys_inputs=inputs, timestamp=int(data.issued_at.timestamp()), **how)

    try:
        return run(glyphs.tidy)
    except typst.TypstError:
        # Almost always a character without a glyph: look at each one, which costs time, only now.
        return run(lambda text: glyphs.drawable(glyphs.tidy(text)))


def _json(data: Pressed, clean: Callable[[str], str]) -> str:
    shown = _shown(data, getattr(data, "lang", "vi"), clean)
    return json.dumps(shown | {"qr": _qr(data.link)}, ensure_ascii=False)


def _shown(value: Any, lang: str, clean: Callable[[str], str]) -> Any:
    """A sheet as the template sees it: texts made printable, moments and money in words."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime):
        return wording.moment(value, lang)
    if isinstance(value, tuple):
        return [_shown(item, lang, clean) for item in value]
    if is_dataclass(value):
        shown = {f.name: _shown(getattr(value, f.name), lang, clean) for f in fields(value)}
        return shown | _drawn(value)
    return value


def _drawn(value: Any) -> dict[str, Any]:
    """What a template is given in another shape than the sheet has it."""
    if isinstance(value, Fee):
        return _fee(value)
    return {"scanned": _qr(value.scanned)} if isinstance(value, Declared) else {}


def _fee(fee: Fee) -> dict[str, Any]:
    return {"amount": wording.money(fee.amount), "free": fee.amount == 0}


def _qr(text: str) -> str:
    """A QR code as SVG; empty when there is nothing to say."""
    if not text:
        return ""
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        picture, kind="svg", border=0, dark="#17211f", xmldecl=False, svgclass=None, lineclass=None
    )
    return picture.getvalue().decode()
