"""The payment sandbox from both sides: who hands bills in, and who looks behind the counter."""

import hashlib
from dataclasses import dataclass

import requests

CLIENT = {
    "SANDBOX_CLIENT_ID": "cong-mau",
    "SANDBOX_KEY_1": "khoa-mot",
    "SANDBOX_KEY_2": "khoa-hai",
}
PAYMENT = {**CLIENT, "SANDBOX_CALLBACK_URL": "http://127.0.0.1:9/nobody"}
_LINE = {"LoaiPhiLePhi": "2", "MaPhiLePhi": "P1", "TenPhiLePhi": "Phí (mẫu)", "SoTien": "8000"}
_INFO = {
    "MaDichVu": "2",
    "TKThuHuong": "0000000000",
    "MaNHThuHuong": "970436",
    "TenTKThuHuong": "KHO BAC (MAU)",
    "PhiLePhi": [_LINE],
    "MaDonVi": "H41.90",
    "TenDonVi": "UBND phường (mẫu)",
    "MaHoSo": "H41.90-261129-0001",
    "MaTTHC": "2.000635",
    "TenTTHC": "Cấp bản sao (mẫu)",
    "NoiDungThanhToan": "Phí hồ sơ",
    "HoTenNguoiNop": "Người Mẫu",
}
_ASKED = ("addition_fee", "client_id", "trans_amount", "command", "transaction_id", "version")


@dataclass(frozen=True)
class Booth:
    """The platform from behind the counter."""

    url: str

    def faults(self, **wanted: object) -> None:
        """Switch faults."""
        requests.post(f"{self.url}/faults", json=wanted, timeout=10).raise_for_status()

    def act(self, transaction: str, deed: str) -> None:
        """Pay a bill, or let it go."""
        where = f"{self.url}/control/payments/{transaction}/{deed}"
        requests.post(where, timeout=10).raise_for_status()

    def go_on(self, refund: str) -> None:
        """Bring a refund that waits to its end."""
        where = f"{self.url}/control/refunds/{refund}/go-on"
        requests.post(where, timeout=10).raise_for_status()

    def entries(self) -> list[dict]:
        """Read the platform's books."""
        return requests.get(f"{self.url}/ledger", timeout=10).json()

    def entry(self, transaction: str) -> dict | None:
        """Look one bill up."""
        return next((one for one in self.entries() if one["transaction_id"] == transaction), None)

    def well(self) -> None:
        """Switch all faults off."""
        requests.delete(f"{self.url}/faults", timeout=10)


def hand_in(url: str, path: str = "/payment", **changed: object) -> requests.Response:
    """Hand a bill in, with a checksum made from the contract alone."""
    said = {
        "client_id": "cong-mau",
        "transaction_id": "T1",
        "trans_amount": "8000",
        "command": "PAY",
        "version": "3.0",
        "addition_fee": "0",
        "return_url": "http://127.0.0.1:9/nobody",
        "bill_info": _INFO,
        **changed,
    }
    text = "".join(str(said.get(name, "")) for name in _ASKED) + "khoa-mot"
    said.setdefault("check_sum", hashlib.sha256(text.encode()).hexdigest())
    return requests.post(f"{url}{path}", json=said, timeout=10)


def page_of_a_bill(url: str) -> str:
    """Hand a bill in and give the page it is paid at."""
    return hand_in(url).json()["payment_url"]
