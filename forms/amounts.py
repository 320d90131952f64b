"""Numbers as Vietnamese people write and say them: 1.234.000, "một triệu hai trăm …"."""

from decimal import Decimal

from forms.messages import Lang

_DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()
_GROUPS = ("", "nghìn", "triệu", "tỷ", "nghìn tỷ")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_THOUSANDS = ("", "thousand", "million", "billion", "trillion")
_MONTHS = (
    " January February March April May June July August September October November December"
).split(" ")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
LIMIT = 10**15
"""Amounts have to stay below this; from 2**53 on, JSON readers elsewhere lose digits."""


def written(number: int) -> str:
    """With dots between thousands: 1234000 → 1.234.000."""
    return f"{number:,}".replace(",", ".")


def written_decimal(number: Decimal) -> str:
    """With dots between thousands and a comma before decimals: 1234.5 → 1.234,5."""
    whole, _, fraction = f"{abs(number):,f}".partition(".")
    sign = "-" if number < 0 else ""
    return sign + whole.replace(",", ".") + (f",{fraction}" if fraction else "")


def bytes_written(size: int) -> str:
    """The size of a file as people read it: 62 MB, 1,5 MB, 195 KB."""
    for unit, name in ((1024**2, "MB"), (1024, "KB")):
        if size >= unit:
            whole, tenths = divmod(size * 10 // unit, 10)
            return f"{whole},{tenths} {name}" if tenths else f"{whole} {name}"
    return f"{size} B"


def in_words(number: int, lang: Lang) -> str:
    """A whole number from 0 up to `LIMIT` in words, without currency: English, else Vietnamese."""
    if number == 0:
        return "zero" if lang == "en" else "không"
    say_group, names = (_group_en, _THOUSANDS) if lang == "en" else (_group_vi, _GROUPS)
    groups = _threes(number)
    said: list[str] = []
    for place in reversed(range(len(groups))):
        if groups[place]:
            said += [say_group(groups[place], not said), names[place]]
    return " ".join(word for word in said if word)


def _threes(number: int) -> list[int]:
    groups = []
    while number:
        number, three = divmod(number, 1000)
        groups.append(three)
    return groups


def _group_vi(three: int, first: bool) -> str:
    """Later groups name their empty hundreds too: 1.005 is "một nghìn không trăm linh năm"."""
    hundreds, rest = divmod(three, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or not first else []
    if tens == 0:
        if ones:
            words += ["linh"] * bool(words) + [_DIGITS[ones]]
        return " ".join(words)
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append(_last_vi(tens, ones))
    return " ".join(words)


def _last_vi(tens: int, ones: int) -> str:
    if ones == 5:
        return "lăm"
    return "mốt" if ones == 1 and tens > 1 else _DIGITS[ones]


def _group_en(three: int, first: bool) -> str:
    hundreds, rest = divmod(three, 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest and hundreds:
        words.append("and")
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(_TENS[tens] + (f"-{_ONES[ones]}" if ones else ""))
    elif rest:
        words.append(_ONES[rest])
    return " ".join(words)


def date_in_words(iso: str, lang: Lang) -> str:
    """A date as certificates spell it out; of a partial one, what there is of it.

    1990-03-27 → ngày hai mươi bảy tháng ba năm một nghìn chín trăm chín mươi.
    """
    year, month, day = (int(part) if part else 0 for part in f"{iso}--".split("-")[:3])
    if lang == "en":
        told = [f"the {_ordinal(day)} of" if day else "", _MONTHS[month], in_words(year, "en")]
        return " ".join(word for word in told if word)
    # April is "tháng tư" in every certificate; nobody says "tháng bốn".
    named = "tư" if month == 4 else in_words(month, "vi")
    told = [f"ngày {in_words(day, 'vi')}" if day else "", f"tháng {named}" if month else ""]
    return " ".join(word for word in (*told, f"năm {in_words(year, 'vi')}") if word)


def _ordinal(day: int) -> str:
    """27 → twenty-seventh."""
    tens, dash, ones = in_words(day, "en").rpartition("-")
    irregular = _ORDINALS.get(ones)
    if irregular is None:
        irregular = ones[:-1] + "ieth" if ones.endswith("y") else f"{ones}th"
    return f"{tens}{dash}{irregular}"
