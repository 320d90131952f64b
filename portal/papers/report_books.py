"""A report as a workbook laid out like the printed form, and as plain CSV."""

import io
from collections.abc import Iterator

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.papers import tables
from portal.papers.report_sheet import ReportSheet

_NUMBER, _LABEL, _FIGURE = 6, 42, 9
_TOP = 7
"""The row the table begins on: above it stands what the printed form says there."""


def as_csv(sheet: ReportSheet) -> Iterator[bytes]:
    """Write the figures as CSV: a title a column, a line a row, the grand total first."""
    titles = ("TT", "Nội dung", *sheet.titles)
    return tables.as_csv(titles, ((row.number, row.label, *row.values) for row in sheet.rows))


def as_xlsx(sheet: ReportSheet) -> bytes:
    """Write a workbook: figures as on the printed form, and the narrative on a sheet of its own.

    Nothing in it calculates: what somebody typed is text, and figures are as they were frozen.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    # The same report gives the same bytes.
    book.set_properties({"title": sheet.title, "created": sheet.issued_at.replace(tzinfo=None)})
    page = book.add_worksheet("Biểu số liệu")
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    _above(book, page, sheet)
    _head(book, page, sheet)
    _rows(book, page, sheet)
    _beside(book, sheet)
    book.close()
    return file.getvalue()


def _above(book: xlsxwriter.Workbook, page: Worksheet, sheet: ReportSheet) -> None:
    """What the printed form has over its table."""
    bold = book.add_format({"bold": True})
    middle = book.add_format({"bold": True, "align": "center", "font_size": 13, "text_wrap": True})
    last = len(sheet.numbers) + 1
    page.write_string(0, 0, f"Biểu số {sheet.code}", bold)
    page.write_string(0, last - 4, f"Đơn vị báo cáo: {sheet.reporter}")
    page.write_string(1, last - 4, f"Đơn vị nhận báo cáo: {sheet.receiver}")
    page.write_string(1, 0, f"Hạn gửi: {sheet.due}")
    page.merge_range(2, 0, 2, last, sheet.title.upper(), middle)
    page.set_row(2, 36)
    centred = book.add_format({"align": "center"})
    page.merge_range(3, 0, 3, last, f"Kỳ báo cáo: {sheet.period} ({sheet.days})", centred)
    if sheet.version > 1:
        said = f"Đính chính lần {sheet.version - 1}: {sheet.restated}"
        page.write_string(4, 0, said)
    page.write_string(5, last - 4, f"Đơn vị tính: {sheet.unit}", book.add_format({"italic": True}))


def _head(book: xlsxwriter.Workbook, page: Worksheet, sheet: ReportSheet) -> None:
    """Two rows of headings and one of numbers, as they are printed."""
    cell = book.add_format(
        {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    page.set_column(0, 0, _NUMBER)
    page.set_column(1, 1, _LABEL)
    page.set_column(2, len(sheet.numbers) + 1, _FIGURE)
    page.merge_range(_TOP, 0, _TOP + 1, 0, "TT", cell)
    page.merge_range(_TOP, 1, _TOP + 1, 1, sheet.heading, cell)
    column = 2
    for head in sheet.heads:
        width = len(head.columns)
        if not head.name:
            page.merge_range(_TOP, column, _TOP + 1, column, head.columns[0], cell)
        else:
            _over(page, (column, width), head.name, cell)
            for step, name in enumerate(head.columns):
                page.write_string(_TOP + 1, column + step, name, cell)
        column += width
    page.set_row(_TOP + 1, 48)
    small = book.add_format({"italic": True, "border": 1, "align": "center"})
    for step, number in enumerate(("1", "2", *sheet.numbers)):
        page.write_string(_TOP + 2, step, f"({number})", small)
    page.freeze_panes(_TOP + 3, 2)


def _over(page: Worksheet, where: tuple[int, int], name: str, cell: Format) -> None:
    column, width = where
    if width == 1:
        page.write_string(_TOP, column, name, cell)
    else:
        page.merge_range(_TOP, column, _TOP, column + width - 1, name, cell)


def _rows(book: xlsxwriter.Workbook, page: Worksheet, sheet: ReportSheet) -> None:
    words = {True: book.add_format({"bold": True, "border": 1, "text_wrap": True})}
    words[False] = book.add_format({"border": 1, "text_wrap": True})
    digits = {True: book.add_format({"bold": True, "border": 1, "num_format": "#,##0"})}
    digits[False] = book.add_format({"border": 1, "num_format": "#,##0"})
    for number, row in enumerate(sheet.rows, start=_TOP + 3):
        heavy = row.depth < 2
        page.write_string(number, 0, row.number, words[heavy])
        page.write_string(number, 1, row.label, words[heavy])
        for column, value in enumerate(row.values, start=2):
            page.write_number(number, column, value, digits[heavy])
    if sheet.signer and sheet.signed_at:
        below = _TOP + 5 + len(sheet.rows)
        page.write_string(below, 1, f"Người ký: {sheet.signer}")
        page.write_string(below + 1, 1, f"Mã băm SHA-256: {sheet.fingerprint}")


def _beside(book: xlsxwriter.Workbook, sheet: ReportSheet) -> None:
    """The narrative, and why lines were restated."""
    page = book.add_worksheet("Thuyết minh")
    page.set_column(0, 0, 40)
    page.set_column(1, 2, 60)
    bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    lines = [(said.heading, said.text, "") for said in sheet.said]
    lines += [(one.label, one.changed, one.why) for one in sheet.explained]
    for number, (first, second, third) in enumerate(lines):
        page.write_string(number, 0, first, bold)
        page.write_string(number, 1, second, plain)
        page.write_string(number, 2, third, plain)
