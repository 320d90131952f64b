"""How the national portal can misbehave."""

from portal.sandbox.shell.faults import FaultKind

SCOPE = "national"
KINDS = (
    FaultKind("gateway", "Trục kết nối hỏng: mọi lời gọi nhận 502, không nhận gì"),
    FaultKind("slow", "Chậm: làm ngay, trả lời muộn", seconds=5),
    FaultKind("hang", "Treo: không nhận gì, không bao giờ trả lời"),
    FaultKind("session_ends_early", "Phiên hết hạn sớm"),
    FaultKind("busy", "Báo bận, thử lại sau"),
    FaultKind("drop_after_taking", "Nhận hồ sơ rồi ngắt kết nối, không trả lời"),
    FaultKind("gateway_after_taking", "Nhận hồ sơ rồi trả lời 502"),
    FaultKind("drop_after_progress", "Nhận tiến độ rồi ngắt kết nối, không trả lời"),
    FaultKind("drop_after_rating", "Nhận đánh giá rồi ngắt kết nối, không trả lời"),
    FaultKind("drop_after_enquiry", "Nhận hỏi đáp rồi ngắt kết nối, không trả lời"),
    FaultKind("number_codes", "Trả error_code là số thay vì chuỗi"),
    FaultKind("double_zero", "Trả error_code là “00”"),
    FaultKind("blind_look_up", "Tra cứu luôn trả lời không có hồ sơ"),
    FaultKind("lists_progress", "Tra cứu kể cả tiến độ đã nhận"),
    FaultKind("refuse", "Không nhận: trả lời -3 kèm lý do"),
    FaultKind("hand_over_twice", "Chuyển mỗi hồ sơ hai lần"),
    FaultKind("wrong_token", "Chuyển hồ sơ bằng mã truy cập sai"),
    FaultKind("catalogue_page_missing", "Danh mục thiếu một trang"),
    FaultKind("catalogue_doubled", "Danh mục có mã trùng, tên khác nhau"),
    FaultKind("catalogue_gone", "Danh mục mất mục cuối cùng"),
    FaultKind("catalogue_changed", "Danh mục sửa tên mục đầu tiên"),
    FaultKind("catalogue_bad_date", "Danh mục có ngày hiệu lực không có thật"),
    FaultKind("catalogue_codeless", "Danh mục có mục không có mã"),
    FaultKind("web_page", "Trả một trang HTML thay cho câu trả lời"),
)
