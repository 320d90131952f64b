"""Keys that the e-forms of the national, ministry and provincial portals give their fields, and
what they mean to partners.

Read from forms in use, not from a specification; the table is data, and a key that is not here
only goes without a meaning. Since 01/07/2025 the fields called *district* hold the commune.
"""

from dataclasses import dataclass

from forms.characters import folded
from forms.spec import Text


@dataclass(frozen=True)
class Known:
    """What a field of this key is: kind, meaning, what fills it in, and whether for good."""

    kind: str = ""
    means: str = ""
    prefill: str = ""
    locked: bool = False


@dataclass(frozen=True)
class Block:
    """An address asked in several fields: what it means once it is one question."""

    label: Text
    means: str
    prefill: str = ""


_SUBMITTER = {
    "fullname": Known("person_name", "submitter.full_name", "identity.full_name", True),
    "birthday": Known("date", "submitter.birth_date", "identity.birth_date"),
    "gender": Known("gender", "submitter.gender", "identity.gender"),
    "identitynumber": Known(
        "citizen_number", "submitter.citizen_number", "identity.citizen_number", True
    ),
    "phonenumber": Known("phone", "submitter.phone", "identity.phone"),
    "email": Known("email", "submitter.email", "identity.email"),
    "organization": Known("", "submitter.organisation"),
    "taxcode": Known("tax_code", "submitter.tax_code"),
    "identitydate": Known("date"),
    "noidungyeucaugiaiquyet": Known("long_text", "request.content"),
    # One vendor's (Lào Cai) names of the same.
    "congdan_tencongdan": Known("person_name", "submitter.full_name", "identity.full_name", True),
    "congdan_socmnd": Known(
        "citizen_number", "submitter.citizen_number", "identity.citizen_number", True
    ),
    "congdan_ngaysinhcongdan": Known("date", "submitter.birth_date", "identity.birth_date"),
}
_OWNER = {
    "ownerfullname": Known("person_name", "owner.full_name"),
    "ownerbirthday": Known("date", "owner.birth_date"),
    "ownergender": Known("gender", "owner.gender"),
    "owneridentitynumber": Known("citizen_number", "owner.citizen_number"),
    "owneridentitydate": Known("date"),
    "ownerphonenumber": Known("phone", "owner.phone"),
    "owneremail": Known("email", "owner.email"),
    "ownertaxcode": Known("tax_code", "owner.tax_code"),
    "chuhoso_tenchuhoso": Known("person_name", "owner.full_name"),
    "chuhoso_socmndchuhoso": Known("citizen_number", "owner.citizen_number"),
    "chuhoso_tencoquantochucchs": Known("", "owner.organisation"),
    "chuhoso_diachichuhoso": Known("", "owner.residence"),
}
KEYS: dict[str, Known] = _SUBMITTER | _OWNER

BLOCKS: dict[str, Block] = {
    "": Block(
        Text("Nơi cư trú của bạn", "Where you live"), "submitter.residence", "identity.residence"
    ),
    "owner": Block(Text("Nơi cư trú của chủ hồ sơ", "Where the owner lives"), "owner.residence"),
}
PARTS = {"province": "province", "district": "commune", "address": "street"}

_NATIONS = (
    ("dan toc", "ethnic_group", "ethnicity"),
    ("quoc tich", "nationality", "nationality"),
    ("quoc gia", "country", ""),
)


def known(key: str, label: str) -> Known:
    """What a key (and, of `nation`, the label) tells; nothing if nobody knows it."""
    lowered = key.lower()
    role = {"nation": "submitter", "ownernation": "owner"}.get(lowered)
    if role is None:
        return KEYS.get(lowered, Known())
    said = folded(label)
    for words, kind, attribute in _NATIONS:
        if words in said:
            prefill = f"identity.{attribute}" if attribute and role == "submitter" else ""
            return Known(kind, f"{role}.{attribute}" if attribute else "", prefill)
    return Known()


def address_part(key: str) -> tuple[str, str] | None:
    """Which block and which part of an address a key names: `ownerDistrict` → owner, commune."""
    lowered = key.lower()
    for block in sorted(BLOCKS, key=len, reverse=True):
        if lowered.startswith(block) and lowered[len(block) :] in PARTS:
            return block, PARTS[lowered[len(block) :]]
    return None


def province_key(block: str) -> str:
    """The key without which a block is no address of two levels."""
    return f"{block}province"
