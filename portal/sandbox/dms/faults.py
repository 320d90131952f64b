"""How a document system can misbehave."""

from portal.sandbox.shell.faults import FaultKind

SCOPE = "dms"
KINDS = (
    FaultKind("gateway", "Cổng nối hỏng: mọi lời gọi nhận 502, không nhận gì"),
    FaultKind("slow", "Chậm: làm ngay, trả lời muộn", seconds=5),
    FaultKind("hang", "Treo: không nhận gì, không bao giờ trả lời"),
    FaultKind("refuse", "Không nhận: trả lời 422 kèm lý do"),
    FaultKind("drop_after_taking", "Nhận văn bản rồi ngắt kết nối, không trả lời"),
    FaultKind("told_again", "Báo lại tiến độ đã báo"),
    FaultKind("strange_state", "Báo một trạng thái không có trong bảng"),
    FaultKind("strange_document", "Báo tiến độ của một văn bản không có ở Cổng"),
)
