"""The text of a VietQR code: a transfer a banking app fills in by being shown a picture.

Source: NAPAS, *QR format* 1.0 (September 2021), sections 4 and 6: EMV® QR for transfers to an
account, service QRIBFTTA. Fields are tag, length in two digits, value; the last is a checksum.
"""

import binascii
from dataclasses import dataclass

from forms.characters import folded

_NAPAS = "A000000727"
_TO_ACCOUNT = "QRIBFTTA"
_PURPOSE_MAX = 25


@dataclass(frozen=True)
class Transfer:
    """Money to an account: bank by BIN, account number; amount in đồng (0: the payer says)."""

    bank: str
    number: str
    amount: int = 0
    purpose: str = ""
    bill: str = ""


def payload(transfer: Transfer) -> str:
    """What the picture has to say; give it to any maker of QR codes.

    The purpose loses its accents and what stands after 25 characters: apps refuse more.
    """
    purpose = folded(transfer.purpose)[:_PURPOSE_MAX].strip()
    account = _field("00", transfer.bank) + _field("01", transfer.number)
    to = _field("00", _NAPAS) + _field("01", account) + _field("02", _TO_ACCOUNT)
    told = _field("01", transfer.bill) + _field("08", purpose)
    text = (
        _field("00", "01")
        + _field("01", "12" if transfer.amount else "11")
        + _field("38", to)
        + _field("53", "704")
        + _field("54", str(transfer.amount) if transfer.amount else "")
        + _field("58", "VN")
        + _field("62", told)
        + "6304"
    )
    return f"{text}{binascii.crc_hqx(text.encode('ascii'), 0xFFFF):04X}"


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}" if value else ""
