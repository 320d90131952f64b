"""How the platform can fail whoever relies on it."""

from portal.sandbox.shell.faults import FaultKind

SCOPE = "payment"
KINDS = (
    FaultKind("down", "Ngừng hẳn: trả lời 503"),
    FaultKind("error500", "Lỗi: trả lời 500, không ghi gì"),
    FaultKind("slow", "Chậm: làm ngay, trả lời muộn", seconds=5),
    FaultKind("hang", "Treo: không bao giờ trả lời"),
    FaultKind("drop_after_taking", "Ghi nhận rồi ngắt kết nối, không trả lời"),
    FaultKind("yes_without_effect", "Trả lời thành công nhưng không ghi gì"),
    FaultKind("wrong_checksum", "Trả lời với mã kiểm tra sai"),
    FaultKind("gibberish", "Trả lời không đọc được"),
    FaultKind("strange_word", "Trả lời bằng mã trạng thái không ai biết"),
    FaultKind("wrong_amount", "Báo đã trả ít hơn 1.000 đồng"),
    FaultKind("lost_callback", "Không gọi lại sau khi trả tiền"),
    FaultKind("doubled_callback", "Gọi lại ba lần"),
    FaultKind("forged_callback", "Gọi lại với mã kiểm tra sai"),
    FaultKind("late_callback", "Gọi lại muộn", seconds=5),
    FaultKind("refuse_refund", "Từ chối hoàn trả"),
    FaultKind("slow_refund", "Hoàn trả còn chờ xử lý"),
    FaultKind("unanswered_refund", "Nhận lệnh hoàn trả rồi ngắt kết nối, không trả lời"),
    FaultKind("unseen_refund", "Hỏi hoàn trả thì nói chưa từng thấy, dù đã nhận"),
    FaultKind("doubled_refund", "Lệnh hoàn trả gửi lại là trả thêm lần nữa"),
    FaultKind("part_refund", "Hoàn trả ít hơn 1.000 đồng"),
    FaultKind("doubled_in_list", "Ghi khoản đã trả hai lần trong bảng kê ngày"),
    FaultKind("lose_from_list", "Bỏ sót khoản đã trả trong bảng kê ngày"),
)
