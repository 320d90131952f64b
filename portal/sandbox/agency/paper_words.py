"""What a file is handed in as and what its signatures are worth, in an officer's words."""

from typing import Any

PRESENTED = {
    "original": "bản chính",
    "certified_copy": "bản sao chứng thực",
    "copy": "bản sao",
    "photo": "bản chụp",
}
SIGNATURES = {
    "valid": "Chữ ký số hợp lệ",
    "unverifiable": "Có chữ ký số, Cổng chưa kiểm tra được",
    "broken": "Chữ ký số hỏng: tệp bị sửa sau khi ký",
    "expired": "Chứng thư của người ký đã hết hạn",
    "revoked": "Chứng thư của người ký đã bị thu hồi",
}


def wrong(described: dict[str, Any]) -> str:
    """Name the field of a file whose word nobody knows; empty if there is none, or all is known."""
    if described.get("presented_as", "copy") not in PRESENTED:
        return "presented_as"
    signature = described.get("signature", {"state": "valid", "signers": []})
    if not isinstance(signature, dict) or signature.get("state") not in SIGNATURES:
        return "signature.state"
    return "" if isinstance(signature.get("signers"), list) else "signature.signers"
