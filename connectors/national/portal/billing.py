"""The national portal asks what is to be paid for a dossier (dptracuuthanhtoanhs), and is told."""

import json

from connectors.codecs import json_text
from connectors.errors import ConnectorError, NotAuthentic, Unreadable
from connectors.messages import Json, Reply
from connectors.national.portal.tables import Tables
from connectors.payment_messages import Bill

_NO_OBJECT = "Phải là đối tượng JSON (must be a JSON object)"
_MISSING = "Thiếu mã hồ sơ (name a dossier by its code)"
_LONGEST = 60


def read(body: bytes, tables: Tables) -> str:
    """Read which dossier is asked about; whether there is one is not said here.

    :raises Unreadable: if it names none.
    """
    try:
        said = json_text.read_object(body)
    except ValueError as error:
        raise Unreadable({"_schema": [_NO_OBJECT]}) from error
    names = tables.names["asked"]["code"]
    code = next((said[name] for name in names if said.get(name) is not None), None)
    text = code.strip() if isinstance(code, str) else ""
    if not text or len(text) > _LONGEST or not text.isascii() or not text.isprintable():
        raise Unreadable({names[0]: [_MISSING]})
    return text


def reply(code: str, owed: Bill | ConnectorError | None, tables: Tables) -> Reply:
    """Answer 1 and the bill for what is to be paid, 0 if nothing is, -1 if it cannot be said."""
    if isinstance(owed, Bill):
        whole = tables.code("bill", "whole")
        said = {"error_code": "1", "message": "Phải nộp phí, lệ phí"}
        return _said(200, {**said, whole: _bill(code, owed, tables)})
    if owed is None:
        return _said(200, {"error_code": "0", "message": "Không có khoản phải nộp"})
    if isinstance(owed, NotAuthentic):
        return _said(401, {"error_code": "-1", "message": "Không được phép (not allowed)"})
    if isinstance(owed, Unreadable):
        why = "; ".join(f"{name}: {', '.join(said)}" for name, said in owed.fields.items())
        return _said(200, {"error_code": "-1", "message": why})
    return _said(200, {"error_code": "-1", "message": "Chưa trả lời được, hãy hỏi lại (try again)"})


def _bill(code: str, bill: Bill, tables: Tables) -> dict[str, Json]:
    """Write a bill. Nobody's name stands in it: whoever pays is signed in there."""
    about = bill.about
    return {
        tables.code("bill", "number"): bill.transaction,
        tables.code("bill", "amount"): str(bill.amount),
        "MaDichVu": tables.code("bill", "service"),
        "TKThuHuong": bill.account.number,
        "MaNHThuHuong": bill.account.bank,
        "TenTKThuHuong": bill.account.holder,
        "PhiLePhi": [
            {
                "LoaiPhiLePhi": tables.code("fee_kinds", line.kind),
                # National codes of fees are not known; one of ours would be taken for one.
                "MaPhiLePhi": "",
                "TenPhiLePhi": line.name,
                "SoTien": str(line.amount),
            }
            for line in bill.lines
            if line.amount
        ],
        "MaDonVi": about.agency,
        "TenDonVi": about.agency_name,
        "MaHoSo": code,
        "MaTTHC": about.procedure,
        "TenTTHC": about.procedure_name,
        "NoiDungThanhToan": f"Phí, lệ phí hồ sơ {code}",
    }


def _said(status: int, said: dict[str, Json]) -> Reply:
    return Reply(status, json.dumps(said, ensure_ascii=False).encode())
