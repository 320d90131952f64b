"""The portal's side of the ministry's dialect, by hand."""

import requests

MINISTRY = {
    "SANDBOX_CLIENT_ID": "cong",
    "SANDBOX_CLIENT_SECRET": "bi-mat-cua-phep-thu",
    "SANDBOX_NEWS_URL": "http://127.0.0.1:9/nobody",
    "SANDBOX_NEWS_TOKEN": "tin-cua-phep-thu-0123456789abcdef",
}
DOSSIER = {
    "MaTTHC": "0.000000",
    "ChuHoSo": "Nguyễn Thị Mẫu",
    "NgayNop": "2026-06-09 08:15:30",
    "ThanhPhanHoSo": [],
    "ThongTinNguoiNop": {"ThongTinChiTiet": {"NgaySinh": "19900502000000"}},
}


class Hand:
    """Somebody signed in at the adapter."""

    def __init__(self, url):
        self.url = f"{url}/dvc"
        asked = {
            "client_id": MINISTRY["SANDBOX_CLIENT_ID"],
            "client_secret": MINISTRY["SANDBOX_CLIENT_SECRET"],
        }
        said = requests.post(f"{self.url}/token", json=asked, timeout=10).json()
        self.headers = {"Authorization": f"Bearer {said['data']['access_token']}"}

    def number(self):
        """Draw a number."""
        where = {"url": f"{self.url}/GetNextValue", "params": {"code": "G09.20"}}
        return requests.get(**where, headers=self.headers, timeout=10).json()["value"]

    def post(self, name, said):
        """Make a call."""
        return requests.post(f"{self.url}/{name}", json=said, headers=self.headers, timeout=10)


def hand_in(url):
    """Leave a dossier there, and give its code."""
    hand = Hand(url)
    code = hand.number()
    hand.post("NopHoSo", {**DOSSIER, "MaHoSo": code}).raise_for_status()
    wish = {"MaHoSo": code, "TrangThai": 7, "NoiDungYKien": "Tôi nộp nhầm"}
    hand.post("CapNhatTrangThai", [wish]).raise_for_status()
    return code
