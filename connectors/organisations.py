"""Tell which organisation (cơ quan, tổ chức) a code means, whichever of the two forms it is in.

Both forms are alive in data:

* old, QCVN 102:2016/BTTTT: ``000.20.32.H53``, four groups read from right to left;
* new, Quyết định 20/2020/QĐ-TTg Đ.4: ``H53.32.20``, groups growing from left to right, at most
  35 characters.

Dossier codes (mã hồ sơ) are built on them: Nghị định 61/2018/NĐ-CP Đ.26, Thông tư
03/2025/TT-VPCP: ``H41.12-261105-0001``.
"""

import re

OLD_FORM = re.compile(r"[0-9]{3}(?:\.[0-9]{2}){2}\.[A-Y][0-9]{2}", re.ASCII)
NEW_FORM = re.compile(r"(?=.{3,35}\Z)[A-Y][0-9]{2}(?:\.[0-9A-Z]+)*", re.ASCII)

# Seen: 4 digits a day in provinces, 6-7 in ministries, and dates of six or eight digits.
_DOSSIER = re.compile(
    r"(?P<agency>[0-9A-Z.]{3,35})-(?P<day>[0-9]{6}|[0-9]{8})-(?P<number>[0-9]{4,9})"
)


def is_organisation(code: str) -> bool:
    """Say whether this is an organisation identifier in either form."""
    return bool(OLD_FORM.fullmatch(code) or NEW_FORM.fullmatch(code))


def to_new_form(code: str) -> str:
    """Write an organisation identifier in the new form, so that two spellings compare equal.

    ``000.20.32.H53`` becomes ``H53.32.20``. The rule (turn round, drop zero groups) is the
    common practice and no law: an official table of changed codes, where one exists, comes first.

    :raises ValueError: if the code is in neither form.
    """
    cleaned = code.strip().upper()
    if OLD_FORM.fullmatch(cleaned):
        top, *below = reversed(cleaned.split("."))
        return ".".join([top, *(group for group in below if group.strip("0"))])
    if NEW_FORM.fullmatch(cleaned):
        return cleaned
    raise ValueError(f"not an organisation identifier: {code[:40]!r}")


def same_organisation(one: str, other: str) -> bool:
    """Say whether two identifiers mean one organisation, whichever form each is in."""
    return to_new_form(one) == to_new_form(other)


def is_dossier_code(code: str) -> bool:
    """Say whether this can be a dossier code (mã hồ sơ) of any portal or one-stop system."""
    found = _DOSSIER.fullmatch(code)
    return bool(found) and is_organisation(found["agency"] if found else "")
