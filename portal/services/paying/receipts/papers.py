"""The papers of a receipt: canonical XML, and a PDF of the same, both under the agency's seal.

No layout of the tax authority's XML was at hand: element names are the field's own words, under a
name of our own, and docs/rules.md says so.
"""

from datetime import datetime

from lxml import etree

from forms.amounts import in_words
from portal import clock
from portal.domain import xml_seal
from portal.models import FeeReceipt
from portal.papers import sheets, wording
from portal.papers.fee_receipt import FeeReceiptSheet
from portal.papers.press import press
from portal.services import letterheads
from portal.services.content import Content
from portal.services.paying.receipts.issuing import Said, serial
from portal.services.seals import signing
from portal.services.seals.keeping import Material

NAMESPACE = "urn:lienthong:bien-lai:1"
WAYS = {
    "platform": "Thanh toán trực tuyến",
    "transfer": "Chuyển khoản ngân hàng",
    "counter": "Tiền mặt tại quầy",
}


def pdf(content: Content, row: FeeReceipt, link: str, seal: Material | None) -> bytes:
    """Press a receipt, and set the agency's seal under it if there is one."""
    pressed = press("fee_receipt", _sheet(content, row, link))
    return pressed if seal is None else signing.sign(seal, pressed, content.agency.name)


def xml(content: Content, row: FeeReceipt, seal: Material | None) -> bytes:
    """Write a receipt as canonical XML, with an enveloped signature if there is a seal."""
    root = _written(Said.read(content.safe, row), row)
    if seal is not None:
        xml_seal.sign(root, seal.key, seal.certificate)
    return etree.tostring(root, method="c14n", exclusive=True)


def words(amount: int) -> str:
    """Write a sum out, as receipts have to: Mười lăm nghìn đồng."""
    said = f"{in_words(amount, 'vi')} đồng"
    return said[:1].upper() + said[1:]


def _sheet(content: Content, row: FeeReceipt, link: str) -> FeeReceiptSheet:
    said, head = Said.read(content.safe, row), letterheads.of(content.agency)
    return FeeReceiptSheet(
        agency=said.agency,
        parent_agency=head.above,
        place=head.place,
        tax_code=row.tax_code,
        template=row.template,
        symbol=row.symbol,
        serial=serial(row),
        kind=row.kind,
        submitter=sheets.Person(full_name=said.payer),
        fees=tuple(sheets.Fee(name=name, amount=amount, paid=True) for name, amount in said.lines),
        total=wording.money(row.amount),
        words=words(row.amount),
        way=WAYS[said.way],
        code=said.code,
        procedure_code=said.procedure,
        procedure_name=said.procedure_name,
        paid_at=datetime.fromisoformat(said.paid_at),
        issued_at=row.issued_at,
        replaces=said.replaces,
        link=link,
    )


def _written(said: Said, row: FeeReceipt) -> etree._Element:
    root = etree.fromstring(f'<BienLai xmlns="{NAMESPACE}"/>')

    def add(name: str, value: str, under: etree._Element = root) -> None:
        etree.SubElement(under, f"{{{NAMESPACE}}}{name}").text = value

    add("LoaiKhoanThu", row.kind)
    for name, value in (
        ("MauSo", row.template),
        ("KyHieu", row.symbol),
        ("So", serial(row)),
        ("NgayLap", clock.local(row.issued_at).isoformat(timespec="seconds")),
        ("DonViThu", said.agency),
        ("MaSoThue", row.tax_code),
        ("NguoiNop", said.payer),
        ("MaHoSo", said.code),
        ("MaTTHC", said.procedure),
        ("HinhThucNop", WAYS[said.way]),
        ("ThayCho", said.replaces),
    ):
        add(name, value)
    listed = etree.SubElement(root, f"{{{NAMESPACE}}}DanhSachKhoanThu")
    for name, amount in said.lines:
        line = etree.SubElement(listed, f"{{{NAMESPACE}}}KhoanThu")
        add("Ten", name, line)
        add("SoTien", str(amount), line)
    add("TongTien", str(row.amount))
    add("BangChu", words(row.amount))
    return root
