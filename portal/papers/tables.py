"""Tables for spreadsheets: CSV and XLSX, in which nothing that somebody typed can calculate."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

Cell = str | int | datetime | None

# What spreadsheets take for the beginning of a formula.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_CHUNK = 64 * 1024
_WIDTHS = {"STT": 6, "Mã hồ sơ": 24, "Tên thủ tục": 36, "Chủ hồ sơ": 24, "Người nộp": 24}
_USUAL = 17


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Write a CSV a spreadsheet opens with the right letters: UTF-8 with its mark, row by row."""
    yield "\ufeff".encode()
    yield _line(titles)
    for cells in rows:
        yield _line([_plain(cell) for cell in cells])


def as_xlsx(
    heading: Sequence[str], titles: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> Iterator[bytes]:
    """Write a workbook of one sheet; rows pass through, and the whole stands on the disk."""
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True})
        sheet = book.add_worksheet("Sổ theo dõi")
        top = _head(book, sheet, heading, titles)
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for number, cells in enumerate(rows, start=top + 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, column, cell, moment)
                elif isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell:
                    # As a text, whatever it looks like: never a formula, never a link.
                    sheet.write_string(number, column, cell)
        book.close()
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _head(
    book: xlsxwriter.Workbook, sheet: Worksheet, heading: Sequence[str], titles: Sequence[str]
) -> int:
    """Write what stands above the rows; returns the number of the row of titles."""
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#F4F7F6", "border": 1, "text_wrap": True})
    top = len(heading) + 1
    for number, words in enumerate(heading):
        sheet.write_string(number, 0, words, bold)
    for column, title in enumerate(titles):
        sheet.set_column(column, column, _WIDTHS.get(title, _USUAL))
        sheet.write_string(top, column, title, head)
    sheet.freeze_panes(top + 1, 2)
    return top


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()


def _plain(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    said = "" if cell is None else str(cell)
    return f"'{said}" if said.startswith(_ACTIVE) else said
