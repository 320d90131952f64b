"""The portal's side of the national dialect, by hand."""

import requests

NATIONAL = {
    "SANDBOX_NATIONAL_USERNAME": "tinh-mau",
    "SANDBOX_NATIONAL_PASSWORD": "mat-khau-cua-phep-thu",
    "SANDBOX_NATIONAL_UNIT": "000.00.00.H41",
}
INWARD = "chuyen-ho-so-0123456789abcdefghijklmn"
DESTINATION = "VN:GOV:000.00.00.G22:vpcpdvcprovider"
XRD, VXP = "/XrdAdapter/RestService/forward", "/VXPAdapter/RestService/forward"


class Hand:
    """Signs in once and calls services."""

    def __init__(self, url, adapter=XRD):
        self.url = f"{url}{adapter}/mapi"
        self.session = ""

    def login(self, password=NATIONAL["SANDBOX_NATIONAL_PASSWORD"], **named):
        body = {"username": NATIONAL["SANDBOX_NATIONAL_USERNAME"], "password": password}
        answer = requests.post(
            f"{self.url}/login",
            params=named or {"dstcode": DESTINATION},
            json=body,
            timeout=10,
        )
        if answer.ok:
            self.session = answer.json().get("session", "")
        return answer

    def call(self, service, **more):
        body = {
            "session": self.session,
            "madonvi": NATIONAL["SANDBOX_NATIONAL_UNIT"],
            "service": service,
            **more,
        }
        return requests.post(
            f"{self.url}/g", headers={"dstcode": DESTINATION}, json=body, timeout=10
        ).json()


ITEM = {
    "MaHoSo": "H41.90-261124-0001",
    "MaTTHC": "1.001193",
    "TenTTHC": "Đăng ký khai sinh",
    "MaLinhVuc": "G15-TP07",
    "TenLinhVuc": "Hộ tịch",
    "ChuHoSo": "Nguyễn Thị Mẫu",
    "LoaiDoiTuong": "1",
    "MaDoiTuong": "",
    "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": "000190000011"}],
    "ThongTinKhac": "",
    "Email": "",
    "Fax": "",
    "SoDienThoai": "0912345678",
    "TrichYeuHoSo": "Đăng ký khai sinh",
    "NgayNopHoSo": "20261124094100",
    "NgayTiepNhan": "",
    "NgayHenTra": "",
    "TrangThaiHoSo": "1",
    "NgayTra": "",
    "NgayTuChoi": "",
    "NgayKetThucXuLy": "",
    "ThongTinTra": "",
    "HinhThuc": "0",
    "KenhThucHien": "2",
    "NoiNopHoSo": "2",
    "HoSoCoThanhPhanSoHoa": "0",
    "TaiKhoanDuocXacThucVoiVNeID": "1",
    "DuocThanhToanTrucTuyen": "0",
    "DonViXuLy": "UBND phường mẫu",
    "GhiChu": "",
    "TaiLieuNop": [],
    "DanhSachLePhi": [],
    "DanhSachTepDinhKemKhac": [],
    "DanhSachHoSoBoSung": [],
    "DanhSachGiayToKetQua": [],
    "DSKetNoiCSDL": [],
}


def item(**more):
    """A whole entry of DongBoHoSoMC, written by hand from the list of fields."""
    return {**ITEM, **more}


def synchronise(url):
    """Leave a dossier there."""
    hand = Hand(url)
    hand.login()
    hand.call("DongBoHoSoMC", isUpdating="False", data=[item()])
