"""Write a dossier as a ministry's adapter is to receive it: exact, checked, nothing invented."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from connectors.agencies.ministry import tables
from connectors.agencies.ministry.config import MinistryConfig
from connectors.agencies.ministry.moments import write, write_day
from connectors.codecs.json_text import content_hash
from connectors.confirmations import Confirmation
from connectors.errors import Reason, Rejected
from connectors.messages import (
    Answer,
    Dossier,
    File,
    Json,
    Person,
    State,
    Withdrawal,
)
from connectors.organisations import is_dossier_code, is_organisation, to_new_form

SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_PHONE = re.compile(r"84(?=[0-9]{9}\Z)", re.ASCII)
# What others agreed to has no field in this dialect; the object of the e-form's answers is open.
CONFIRMATIONS = "xacNhanCuaNguoiKhac"


@dataclass(frozen=True, slots=True)
class Paper:
    """What the adapter calls a file it holds: its id (IdTepTin) and hash (HashTepTin)."""

    id: str
    hash: str


def body(
    dossier: Dossier, config: MinistryConfig, number: str, papers: Mapping[str, Paper]
) -> dict[str, Json]:
    """Write the whole create call under a number; ``papers`` are by the ids of our files.

    NgayTiepNhan and IdDoiTuong are left out: no officer has accepted it, and nobody told us the
    citizen's id there.
    """
    business = any(_said(dossier, tables.ORGANISATION))
    return {
        "MaHoSo": number,
        "MaTTHC": dossier.procedure.code,
        "MaDichVuCong": config.services.get(dossier.procedure.code, ""),
        "ChuHoSo": dossier.owner.full_name,
        "LoaiDoiTuong": tables.BUSINESS if business else tables.CITIZEN,
        "MaDonViTiepNhan": config.unit or to_new_form(dossier.agency),
        "NgayNop": write("NgayNop", dossier.submitted_at),
        "EformThongTinChiTiet": _answers(dossier),
        "ThanhPhanHoSo": _components(dossier.files, papers),
        "ThongTinNguoiNop": {
            "LoaiDoiTuong": tables.CITIZEN,
            "ThongTinChiTiet": _submitter(dossier),
        },
    }


def fingerprint(dossier: Dossier, config: MinistryConfig) -> str:
    """Hash what will be sent, with our own hashes of its files and without a number.

    :raises Rejected: if the dossier is not fit to send.
    """
    faults = tuple(_faults(dossier))
    if faults:
        raise Rejected("the dossier is not fit to send", reasons=faults)
    ours = {file.id: Paper("", file.sha256) for file in dossier.files}
    try:
        return content_hash(body(dossier, config, "", ours))
    except ValueError as error:
        reason = Reason("answers", f"JSON cannot carry this without loss: {error}")
        raise Rejected("the dossier is not fit to send", reasons=(reason,)) from error


def withdrawal(asked: Withdrawal, number: str) -> dict[str, Json]:
    """Write a citizen's wish to take a dossier back as the state that is named after it."""
    return {
        "MaHoSo": number,
        "TrangThai": int(tables.CODES[State.WITHDRAWN]),
        "NoiDungYKien": asked.reason,
        "PhongBanXuLy": "",
        "NoiDungXuLy": "Công dân yêu cầu rút hồ sơ",
    }


def _answers(dossier: Dossier) -> dict[str, Json]:
    """The answers by their names, as the e-form of our own has them."""
    answers: dict[str, Json] = {answer.name: answer.value for answer in dossier.answers}
    told: list[Json] = [_confirmation(each) for each in dossier.confirmations]
    return {**answers, CONFIRMATIONS: told} if told else answers


def _confirmation(given: Confirmation) -> dict[str, Json]:
    return {
        "vaiTro": given.name,
        "noiDung": given.statement,
        "ketQua": given.outcome,
        "thoiDiem": write("thoiDiem", given.at),
        "hoTen": given.full_name,
        "soDinhDanh": given.citizen_number,
        "mucDoXacThuc": given.assurance,
        "maThanhPhanHoSo": given.document,
    }


def _components(files: tuple[File, ...], papers: Mapping[str, Paper]) -> list[Json]:
    """The files by component (thành phần hồ sơ) and by what each is handed in as."""
    grouped: dict[tuple[str, int], list[File]] = {}
    for file in files:
        grouped.setdefault((file.document, _copy(file)), []).append(file)
    return [
        {
            "MaThanhPhanHoSo": document,
            "TenThanhPhanHoSo": "",
            "SoLuong": 1,
            "LoaiBan": copy,
            "GiayToDinhKem": [
                {
                    "IdGiayTo": papers[file.id].id,
                    "MaKetQua": "",
                    "TenGiayTo": file.name,
                    "HashTepTin": papers[file.id].hash,
                }
                for file in held
            ],
        }
        for (document, copy), held in grouped.items()
    ]


def _copy(file: File) -> int:
    signed = file.signature is not None and file.signature.state == "valid"
    if file.presented_as == "certified_copy" and signed:
        return tables.ELECTRONIC_COPY
    return tables.COPIES[file.presented_as]


def _submitter(dossier: Dossier) -> dict[str, Json]:
    """Who submits, and whose dossier it is; a day that is not wholly known is left out."""
    person, owner = dossier.submitter, dossier.owner
    return {
        "TenNguoiNop": person.full_name,
        "SoDinhDanh": person.citizen_number,
        **_birthday(dossier),
        "SoDienThoai": _phone(person),
        "Email": person.email,
        **_place(dossier),
        "TenChuHs": owner.full_name,
        "SoDinhDanhChuHs": owner.citizen_number,
    }


def _birthday(dossier: Dossier) -> dict[str, Json]:
    for answer in _said(dossier, tables.BIRTH_DATE):
        try:
            return {"NgaySinh": write_day("NgaySinh", date.fromisoformat(str(answer.value)))}
        except ValueError:
            continue
    return {}


def _place(dossier: Dossier) -> dict[str, Json]:
    """Where the submitter lives; there are no districts (MaHuyen) since 01/07/2025."""
    for means in tables.RESIDENCES:
        for answer in _said(dossier, means):
            if isinstance(answer.value, Mapping):
                part = answer.value.get
                return {
                    "MaTinh": part("province", ""),
                    "MaHuyen": "",
                    "MaXa": part("commune", ""),
                    "DiaChiChiTiet": part("street", ""),
                }
    return {}


def _phone(person: Person) -> str:
    """A number as it is dialled within the country."""
    return _PHONE.sub("0", person.phone, count=1)


def _said(dossier: Dossier, means: str) -> Iterator[Answer]:
    return (answer for answer in dossier.answers if answer.means == means and answer.value)


def _faults(dossier: Dossier) -> Iterator[Reason]:
    if not is_dossier_code(dossier.code):
        yield Reason("code", "is no dossier code")
    if not is_organisation(dossier.agency):
        yield Reason("agency", "is no organisation identifier")
    if dossier.submitted_at.tzinfo is None:
        yield Reason("submitted_at", "has no time zone")
    if any(answer.name == CONFIRMATIONS for answer in dossier.answers):
        yield Reason("answers", "one has the name that confirmations go under")
    yield from _file_faults(dossier.files)


def _file_faults(files: tuple[File, ...]) -> Iterator[Reason]:
    for index, file in enumerate(files):
        if not SHA256.fullmatch(file.sha256):
            yield Reason(f"files.{index}.sha256", "is no SHA-256 in lower-case hex")
        if file.size < 0 or not _is_media_type(file.media_type):
            yield Reason(f"files.{index}", "has no proper size or media type")
        if file.presented_as not in tables.COPIES:
            yield Reason(f"files.{index}.presented_as", "has no word in this dialect")


def _is_media_type(text: str) -> bool:
    return text.isascii() and text.isprintable() and "/" in text
