"""How papers write moments and money, in Vietnamese and English."""

from datetime import datetime

from portal import clock

LANGUAGES = ("vi", "en")
"""The languages papers come in: an office has to be able to read them."""

_DAYS_VI = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January February March April May June July August September October November December"
).split()


def spoken(lang: str) -> str:
    """The language of a paper for somebody who reads `lang`: Vietnamese where it is neither."""
    return lang if lang in LANGUAGES else LANGUAGES[0]


def moment(at: datetime, lang: str = "vi") -> dict[str, str]:
    """A moment in the three ways papers need it: in full, short, and the day alone."""
    local = clock.local(at)
    if lang == "en":
        day = f"{local.day} {_MONTHS_EN[local.month - 1]} {local.year}"
        return {
            "full": f"{local:%H:%M}, {_DAYS_EN[local.weekday()]} {day}",
            "short": f"{local:%H:%M} on {day}",
            "day": day,
        }
    weekday = "Chủ nhật" if local.weekday() == 6 else f"thứ {_DAYS_VI[local.weekday()]}"
    day = f"ngày {local:%d} tháng {local:%m} năm {local:%Y}"
    return {
        "full": f"{local:%H} giờ {local:%M} phút, {weekday}, {day}",
        "short": f"{local:%H:%M} ngày {local:%d/%m/%Y}",
        "day": day,
    }


def money(dong: int) -> str:
    """An amount as people write it: 8.000 đồng."""
    return f"{dong:,} đồng".replace(",", ".")
