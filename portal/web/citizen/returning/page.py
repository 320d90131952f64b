"""Draws the choice of a way back, and how a result comes back as far as it is known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from portal.domain.returning import Way
from portal.services.content import Content
from portal.services.returning import choosing
from portal.services.returning.choosing import NOBODY, Recipient, Standing
from portal.web.citizen import addresses
from portal.web.citizen.dossier_page import agency_name
from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_dossier import Giving
from portal.web.citizen.returning.present import ReturnPage


@dataclass(frozen=True)
class Typed:
    """A way and a recipient as typed, and what is wrong with them by field."""

    way: str = ""
    to: Recipient = field(default=NOBODY, repr=False)
    wrong: Mapping[str, str] = field(default_factory=dict)


def return_page(content: Content, typed: Typed, language: str) -> ReturnPage:
    """Draw the choice for a dossier."""
    dossier = content.dossier
    return ReturnPage(
        code=dossier.code,
        procedure=content.form.name.in_("en" if language == "en" else "vi"),
        agency=agency_name(content, language),
        action=addresses.return_way(dossier.code),
        way=way_field(choosing.ways(content.agency), typed),
        to=tuple(recipient_fields(typed)),
        back_href=addresses.dossier(dossier.code),
    )


def way_field(ways: Sequence[Way], typed: Typed) -> Field:
    """Ask which way."""
    options = {
        Way.COUNTER: Option("counter", _("Đến nhận tại nơi trả kết quả"),
                            _("Mang theo giấy tờ tùy thân và giấy hẹn.")),
        Way.ONLINE: Option("online", _("Nhận bản điện tử trên Cổng"),
                           _("Tệp có chữ ký số, tải về ở trang hồ sơ.")),
        Way.POST: Option("post", _("Nhận tại nhà qua bưu chính công ích"),
                         _("Bưu điện thu cước khi giao hoặc khi gửi.")),
    }  # fmt: skip
    return Field(
        name="way",
        kind="radio",
        label=_("Cách nhận kết quả"),
        value=typed.way,
        error=typed.wrong.get("way", ""),
        options=tuple(options[way] for way in ways),
    )


def recipient_fields(typed: Typed) -> Iterator[Field]:
    """Ask who a parcel is for, and where."""
    wrong, to = typed.wrong, typed.to
    yield Field(
        "full_name",
        "text",
        _("Họ và tên người nhận"),
        value=to.full_name,
        error=wrong.get("full_name", ""),
        autocomplete="name",
    )
    yield Field(
        "phone",
        "phone",
        _("Số điện thoại người nhận"),
        value=to.phone,
        error=wrong.get("phone", ""),
    )
    yield Field(
        "address",
        "long_text",
        _("Địa chỉ nhận"),
        hint=_("Số nhà, đường hoặc thôn, xóm; xã, phường; tỉnh, thành phố"),
        value=to.address,
        error=wrong.get("address", ""),
        autocomplete="street-address",
        max_length=choosing.LONGEST,
    )


def faults(names: Sequence[str]) -> dict[str, str]:
    """Say what is to be mended of a recipient."""
    said = {
        "full_name": _("Nhập họ và tên người nhận"),
        "phone": _("Nhập số điện thoại người nhận, ví dụ 0912 345 678"),
        "address": _("Nhập địa chỉ nhận, có xã, phường và tỉnh, thành phố"),
    }
    return {name: said[name] for name in names}


def giving(content: Content, standing: Standing) -> Giving | None:
    """Tell how a result comes back; None where the agency offers no choice."""
    ways = choosing.ways(content.agency)
    if not ways:
        return None
    open_still = choosing.open_to_choice(content.dossier, standing.parcel)
    return Giving(
        way=str(standing.way or ""),
        parcel=str(standing.parcel or ""),
        consignment=standing.consignment,
        to=f"{standing.to.full_name}, {standing.to.address}" if standing.to else "",
        fee=standing.fee,
        choose_href=addresses.return_way(content.dossier.code) if open_still else "",
    )
