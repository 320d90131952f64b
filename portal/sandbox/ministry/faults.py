"""How a ministry's adapter can misbehave."""

from portal.sandbox.shell.faults import FaultKind

SCOPE = "ministry"
KINDS = (
    FaultKind("gateway", "Cổng nối hỏng: mọi lời gọi nhận 502, không nhận gì"),
    FaultKind("slow", "Chậm: làm ngay, trả lời muộn", seconds=5),
    FaultKind("hang", "Treo: không nhận gì, không bao giờ trả lời"),
    FaultKind("token_ends_early", "Mã truy cập hết hạn sớm: trả lời 401"),
    FaultKind("number_lost", "Cấp mã hồ sơ rồi ngắt kết nối"),
    FaultKind("one_number", "Cấp lại mã hồ sơ đã cấp"),
    FaultKind("drop_after_taking", "Nhận hồ sơ rồi ngắt kết nối, không trả lời"),
    FaultKind("gateway_after_taking", "Nhận hồ sơ rồi trả lời 502"),
    FaultKind("yes_without_effect", "Nói đã nhận nhưng không nhận"),
    FaultKind("twice", "Nhận hai lần hồ sơ cùng một mã"),
    FaultKind("refuse", "Không nhận: trả lời 400 kèm lý do"),
    FaultKind("unknown_state", "Báo một trạng thái không có trong danh sách"),
    FaultKind("other_dates", "Ghi thời điểm theo cách của trường khác"),
    FaultKind("duplicate_news", "Gửi mỗi tin hai lần"),
    FaultKind("wrong_token", "Gửi tin bằng mã truy cập sai"),
)
