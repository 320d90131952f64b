"""Puts bills and refunds into the platform's words."""

import re
from collections.abc import Mapping

from connectors.errors import Reason, Rejected
from connectors.fees import FeeKind, FeeLine
from connectors.payment_messages import Bill, Refund
from connectors.payments.platform.config import PlatformConfig

# A transaction number is put into addresses and beside other values: nothing but these. A dossier
# code with a moment behind it, as the national portal knows a bill by, is one as well.
_NUMBER = re.compile(r"[A-Za-z0-9.-]{1,50}", re.ASCII)
_LANGUAGES = {"vi": "vn", "en": "en"}
_WEB = "1"


def pay(config: PlatformConfig, bill: Bill) -> dict[str, object]:
    """Write the request for a payment page, its checksum included.

    :raises Rejected: if the bill is not fit to send.
    """
    faults = list(_faults(bill))
    if faults:
        raise Rejected("the bill is not fit to send", reasons=faults)
    said = {
        **frame(config, "PAY", bill.transaction, str(bill.amount)),
        "description": f"Phi, le phi ho so {bill.about.dossier}",
        "locale": _LANGUAGES.get(bill.language, "vn"),
        "country_code": "vi",
        "currency_code": "VND",
        "environment": _WEB,
        "addition_fee": "0",
        "return_url": bill.return_url,
    }
    return {**sealed(config, said), "bill_info": _bill_info(config, bill)}


def refund(config: PlatformConfig, command: str, wanted: Refund) -> dict[str, str]:
    """Write a refund, or the question what became of it, by ``command``."""
    said = {
        **frame(config, command, wanted.transaction, str(wanted.amount)),
        "refund_id": wanted.id,
        "description": wanted.reason[:200],
    }
    return sealed(config, said)


def frame(config: PlatformConfig, command: str, transaction: str, amount: str) -> dict[str, str]:
    """Write what stands in every request."""
    return {
        "client_id": config.client_id,
        "transaction_id": transaction,
        "trans_amount": amount,
        "command": command,
        "version": config.version,
    }


def sealed(config: PlatformConfig, said: Mapping[str, str]) -> dict[str, str]:
    """Put our checksum under a request."""
    return {**said, "check_sum": config.ours.of(said)}


def _faults(bill: Bill) -> list[Reason]:
    number, found = bill.transaction, []
    if not _NUMBER.fullmatch(number):
        found.append(Reason("transaction", "has to be up to 50 letters, digits, dots and dashes"))
    if bill.amount <= 0 or bill.amount != sum(line.amount for line in bill.lines):
        found.append(Reason("amount", "has to be above 0 and what the lines add up to"))
    if any(line.amount < 0 for line in bill.lines):
        found.append(Reason("lines", "have no amount below 0"))
    return found


def _bill_info(config: PlatformConfig, bill: Bill) -> dict[str, object]:
    about, payer = bill.about, bill.payer
    return {
        "MaDichVu": config.service,
        "TKThuHuong": bill.account.number,
        "MaNHThuHuong": bill.account.bank,
        "TenTKThuHuong": bill.account.holder,
        "PhiLePhi": [_line(line) for line in bill.lines if line.amount],
        "MaDonVi": about.agency,
        "TenDonVi": about.agency_name,
        "MaHoSo": about.dossier,
        "MaTTHC": about.procedure,
        "TenTTHC": about.procedure_name,
        "MaDVC": about.procedure,
        "TenDVC": about.procedure_name,
        "NoiDungThanhToan": f"Phí, lệ phí hồ sơ {about.dossier}",
        "HoTenNguoiNop": payer.full_name,
        "SoCMNDNguoiNop": payer.citizen_number,
        "DiaChiNguoiNop": payer.address,
        # No district since 01/7/2025; the field is still there.
        "HuyenNguoiNop": "",
        "TinhNguoiNop": "",
    }


def _line(line: FeeLine) -> dict[str, str]:
    return {
        # As the field of the same name in the synchronisation of dossiers: 1 lệ phí, 2 phí.
        "LoaiPhiLePhi": "2" if line.kind == FeeKind.CHARGE else "1",
        "MaPhiLePhi": line.code,
        "TenPhiLePhi": line.name,
        "SoTien": str(line.amount),
    }
