"""How the identity provider can misbehave, apart for each realm."""

from portal.sandbox.shell.faults import FaultKind

KINDS = (
    FaultKind("down", "Ngừng hẳn: mọi địa chỉ trả lời 503"),
    FaultKind("slow", "Chậm: mọi câu trả lời đến muộn", seconds=5),
    FaultKind("wrong_nonce", "Mã định danh mang nonce khác"),
    FaultKind("wrong_signature", "Mã định danh ký bằng khóa lạ"),
    FaultKind("expired_token", "Mã định danh đã hết hạn"),
    FaultKind("no_acr", "Mã định danh không nói mức độ xác thực"),
    FaultKind("wrong_issuer", "Mã định danh mang tên nơi cấp khác"),
)
