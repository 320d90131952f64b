"""What the reporting system holds a report to: its signature, its form, its sums.

Written from the printed forms, not from the portal's files: a mistake there is found here.
"""

import hashlib
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# By form: which column is the sum of which.
SUMS = {
    "II.06a/VPCP/KSTT": (
        ("c3", ("c4", "c5", "c6")),
        ("c7", ("c8", "c9", "c10")),
        ("c11", ("c12", "c13")),
        ("c3", ("c7", "c11")),
    ),
    "07a": (
        ("c3", ("c4", "c5")),
        ("c6", ("c7", "c8")),
        ("c9", ("c10", "c11")),
        ("c3", ("c6", "c9")),
    ),
    "II.07b/VPCP/KSTT": (
        ("c3", ("c4", "c5", "c6")),
        ("c7", ("c8", "c9", "c10")),
        ("c11", ("c12", "c13", "c14")),
    ),
    "LT-01/TRUC": (
        ("c3", ("c4", "c5")),
        ("c3", ("c6", "c7")),
        ("c5", ("c8", "c9")),
    ),
    "LT-02/CHI-TIEU": (("c3", ("c4", "c5")),),
}
_PARTS = ("regimeCode", "period", "reporter", "receiver", "rows", "revision")


def hashed(statement: str) -> str:
    """Hash a statement, in hex."""
    return hashlib.sha256(statement.encode()).hexdigest()


def signed(key: bytes, statement: str, signature: str) -> bool:
    """Say whether a statement bears the signature of the portal's key."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(signature), statement.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def read(statement: str) -> dict[str, Any]:
    """Read a statement that has everything a report has.

    :raises ValueError: naming what is missing.
    """
    told = json.loads(statement)
    if not isinstance(told, dict):
        raise ValueError("không phải báo cáo")
    missing = [name for name in _PARTS if name not in told]
    if missing:
        raise ValueError(f"thiếu {', '.join(missing)}")
    if told["regimeCode"] not in SUMS:
        raise ValueError(f"không có chế độ báo cáo {told['regimeCode']}")
    return told


def name(told: dict[str, Any]) -> str:
    """Name a version by whose it is, of which form and period, and its number."""
    period = told["period"]
    parts = (told["reporter"]["organId"], told["regimeCode"], period["dataFrom"], period["dataTo"])
    return " ".join((*parts, f"v{told['revision']}"))


def broken(told: dict[str, Any]) -> list[str]:
    """Tell every sum that does not hold, and groups that are not the sum of their lines."""
    found = []
    for row in told["rows"]:
        values = row["values"]
        for total, parts in SUMS[told["regimeCode"]]:
            excess = values[total] - sum(values[part] for part in parts)
            if excess:
                where = ".".join(row["path"]) or "tổng"
                found.append(f"dòng {where}: {total} lệch {excess:+d} so với {' + '.join(parts)}")
    return [*found, *_unsummed(told["rows"])]


def _unsummed(rows: list[dict[str, Any]]) -> list[str]:
    totals: list[dict[str, int]] = [row["values"] for row in rows if not row["path"]]
    groups = [row["values"] for row in rows if len(row["path"]) == 1]
    wrong = [
        column
        for total in totals
        for column, value in total.items()
        if value != sum(g[column] for g in groups)
    ]
    return [f"tổng cột {column} không bằng các nhóm cộng lại" for column in wrong]
