"""Banks that take transfers by VietQR, by BIN (the six digits that name a bank at NAPAS).

Where the list comes from: two lists that programs for VietQR publish, compared line by line. A BIN
both have counts as *reported*; one only a single list has as *unsure*. Names follow what the banks
call themselves after the transfers and renamings of 2023–2025; those names are *assumed*.
Wallets (ví điện tử) are left out: a benefit is paid to a bank account.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.characters import folded
from forms.spec.words import Certainty


@dataclass(frozen=True)
class Bank:
    """A bank: BIN, the short name people know it by, its full Vietnamese name."""

    bin: str
    short: str
    name: str
    certainty: Certainty = "reported"

    @property
    def label(self) -> str:
        """Vietcombank (Ngoại thương Việt Nam): both names, since people know either."""
        return self.short if self.short == self.name else f"{self.short} ({self.name})"


# BIN, short name, full name without "Ngân hàng". Before the BIN: "~" the name is assumed, "?" only
# one of the two lists has it.
_LIST = """\
970425|ABBANK|TMCP An Bình
970416|ACB|TMCP Á Châu
970405|Agribank|Nông nghiệp và Phát triển Nông thôn Việt Nam
970409|BAC A BANK|TMCP Bắc Á
970438|BAOVIET Bank|TMCP Bảo Việt
970418|BIDV|TMCP Đầu tư và Phát triển Việt Nam
~970454|BVBank|TMCP Bản Việt
546034|CAKE|số CAKE by VPBank
422589|CIMB|TNHH MTV CIMB Việt Nam
970446|Co-opBank|Hợp tác xã Việt Nam
796500|DBS|DBS, chi nhánh TP. Hồ Chí Minh
970431|Eximbank|TMCP Xuất Nhập khẩu Việt Nam
~970408|GPBank|TNHH MTV Kỷ nguyên thịnh vượng
970437|HDBank|TMCP Phát triển TP. Hồ Chí Minh
970442|Hong Leong|TNHH MTV Hong Leong Việt Nam
458761|HSBC|TNHH MTV HSBC (Việt Nam)
970456|IBK TP. Hồ Chí Minh|Công nghiệp Hàn Quốc, chi nhánh TP. Hồ Chí Minh
970455|IBK Hà Nội|Công nghiệp Hàn Quốc, chi nhánh Hà Nội
970434|Indovina|TNHH Indovina
668888|KBank|đại chúng TNHH Kasikornbank
?970466|KEB Hana TP. Hồ Chí Minh|KEB Hana, chi nhánh TP. Hồ Chí Minh
?970467|KEB Hana Hà Nội|KEB Hana, chi nhánh Hà Nội
970452|KienlongBank|TMCP Kiên Long
970463|Kookmin TP. Hồ Chí Minh|Kookmin, chi nhánh TP. Hồ Chí Minh
970462|Kookmin Hà Nội|Kookmin, chi nhánh Hà Nội
~970449|LPBank|TMCP Lộc Phát Việt Nam, trước là Bưu điện Liên Việt
970422|MB|TMCP Quân đội
~970414|MBV|TNHH MTV Việt Nam Hiện Đại, trước là Đại Dương
970426|MSB|TMCP Hàng Hải Việt Nam
970428|Nam A Bank|TMCP Nam Á
970419|NCB|TMCP Quốc Dân
801011|Nonghyup|Nonghyup, chi nhánh Hà Nội
970448|OCB|TMCP Phương Đông
~970430|PGBank|TMCP Thịnh vượng và Phát triển, trước là Xăng dầu Petrolimex
970439|Public Bank|TNHH MTV Public Việt Nam
970412|PVcomBank|TMCP Đại Chúng Việt Nam
970403|Sacombank|TMCP Sài Gòn Thương Tín
970400|SAIGONBANK|TMCP Sài Gòn Công Thương
970429|SCB|TMCP Sài Gòn
970440|SeABank|TMCP Đông Nam Á
970443|SHB|TMCP Sài Gòn – Hà Nội
970424|Shinhan Bank|TNHH MTV Shinhan Việt Nam
970410|Standard Chartered|TNHH MTV Standard Chartered Việt Nam
970407|Techcombank|TMCP Kỹ thương Việt Nam
?963388|Timo|số Timo by BVBank
970423|TPBank|TMCP Tiên Phong
546035|Ubank|số Ubank by VPBank
970458|UOB|TNHH MTV United Overseas Bank Việt Nam
~970444|VCBNeo|TNHH MTV Ngoại thương Công nghệ số, trước là Xây dựng
970427|VietABank|TMCP Việt Á
970433|VietBank|TMCP Việt Nam Thương Tín
970436|Vietcombank|TMCP Ngoại thương Việt Nam
970415|VietinBank|TMCP Công thương Việt Nam
970441|VIB|TMCP Quốc tế Việt Nam
~970406|Vikki Bank|TNHH MTV Số Vikki, trước là Đông Á
970432|VPBank|TMCP Việt Nam Thịnh Vượng
970421|VRB|Liên doanh Việt – Nga
?999888|VBSP|Chính sách xã hội
970457|Woori|TNHH MTV Woori Việt Nam
"""


def _read(line: str) -> Bank:
    number, short, name = line.split("|")
    mark: dict[str, Certainty] = {"~": "assumed", "?": "unsure"}
    return Bank(number.lstrip("~?"), short, name, mark.get(number[0], "reported"))


BANKS: Mapping[str, Bank] = {
    found.bin: found
    for found in sorted(map(_read, _LIST.splitlines()), key=lambda one: folded(one.short))
}
"""Every bank by BIN, in the order people look for them: by short name."""


def bank(typed: str) -> Bank | None:
    """The bank of a BIN or of a name only one bank bears, accents and spaces forgiven."""
    if typed in BANKS:
        return BANKS[typed]
    wanted = folded(typed).replace(" ", "")
    named = [b for b in BANKS.values() if wanted and wanted in map(_squeezed, (b.short, b.name))]
    return named[0] if len(named) == 1 else None


def _squeezed(name: str) -> str:
    return folded(name).replace(" ", "")
