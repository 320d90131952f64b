"""Sheets to press, and what a reader gets out of the pages."""

import io
from collections.abc import Callable

import pypdf
import pytest

from portal.papers.control_sheet import ControlSheet
from portal.papers.fee_receipt import FeeReceiptSheet
from portal.papers.press import press
from portal.papers.report_sheet import ReportSheet
from portal.papers.sheets import (
    ConfirmationSheet,
    DeclarationSheet,
    NoticeSheet,
    ReceiptSheet,
    Sheet,
    SlipSheet,
)
from tests.papers.filled import (
    CONFIRMATION,
    CONTROL,
    DECLARATION,
    FEE_RECEIPT,
    NOTICE,
    RECEIPT,
    REPORT,
    SLIP,
)


@pytest.fixture
def receipt() -> ReceiptSheet:
    """A receipt with every line filled."""
    return RECEIPT


@pytest.fixture
def fee_receipt() -> FeeReceiptSheet:
    """A receipt for fees with every line filled."""
    return FEE_RECEIPT


@pytest.fixture
def notice() -> NoticeSheet:
    """A notice with every line filled."""
    return NOTICE


@pytest.fixture
def confirmation() -> ConfirmationSheet:
    """A confirmation with every line filled."""
    return CONFIRMATION


@pytest.fixture
def declaration() -> DeclarationSheet:
    """A declaration with every line filled."""
    return DECLARATION


@pytest.fixture
def slip() -> SlipSheet:
    """A slip with every line filled."""
    return SLIP


@pytest.fixture
def control() -> ControlSheet:
    """A slip of form 06 with every line filled."""
    return CONTROL


@pytest.fixture
def report() -> ReportSheet:
    """A report with every line filled."""
    return REPORT


@pytest.fixture
def read() -> Callable[[str, Sheet], str]:
    """Press a paper and read its text, lines joined as they stand."""

    def reader(paper: str, sheet: Sheet) -> str:
        pages = pypdf.PdfReader(io.BytesIO(press(paper, sheet))).pages
        return "\n".join(page.extract_text() for page in pages)

    return reader
