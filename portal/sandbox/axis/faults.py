"""How an axis can misbehave."""

from portal.sandbox.shell.faults import FaultKind

SCOPE = "axis"
KINDS = (
    FaultKind("gateway", "Cổng nối hỏng: mọi lời gọi nhận 502, không nhận gì"),
    FaultKind("slow", "Chậm: làm ngay, trả lời muộn", seconds=5),
    FaultKind("hang", "Treo: không nhận gì, không bao giờ trả lời"),
    FaultKind("refuse", "Không nhận: trả lời FAIL kèm lý do"),
    FaultKind("drop_before_taking", "Ngắt kết nối, không nhận gói"),
    FaultKind("drop_after_taking", "Nhận gói rồi ngắt kết nối, không trả lời"),
    FaultKind("yes_without_effect", "Nói đã nhận nhưng không nhận"),
    FaultKind("listed_again", "Vẫn liệt kê gói đã lấy xong"),
    FaultKind("cut_package", "Trả về gói bị cắt giữa chừng"),
    FaultKind("bad_base64", "Trả về gói không phải base64"),
    FaultKind("other_types", "Trả mã lỗi bằng số thay vì chữ"),
    FaultKind("token_ends_early", "Mã truy cập hết hạn sớm: trả lời 401"),
)
