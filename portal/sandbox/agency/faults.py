"""How an agency can misbehave, apart for each agency of the process."""

from portal.sandbox.shell.faults import FaultKind

KINDS = (
    FaultKind("away", "Ngừng hẳn: mọi cuộc gọi nhận 503, không gửi tin nào"),
    FaultKind("error500", "Lỗi trong: trả lời 500, không nhận gì"),
    FaultKind("throttle", "Quá tải: trả lời 429 kèm Retry-After"),
    FaultKind("slow", "Chậm: làm ngay, trả lời muộn", seconds=5),
    FaultKind("hang", "Treo: không nhận gì, không bao giờ trả lời"),
    FaultKind("drop_after_taking", "Nhận hồ sơ rồi ngắt kết nối, không trả lời"),
    FaultKind("yes_without_effect", "Nói đã nhận nhưng không nhận"),
    FaultKind("twice", "Nói “accepted” với cả hai lần gửi, mỗi lần một mã khác"),
    FaultKind("naive", "Chỉ nhận ra hồ sơ trùng theo khóa, và không thấy lần gửi cùng lúc"),
    FaultKind("refuse", "Không nhận: trả lời 422 kèm lý do"),
    FaultKind("duplicate_news", "Gửi mỗi tin hai lần"),
    FaultKind("reordered_news", "Gửi tin mới trước tin cũ"),
    FaultKind("wants_unknown", "Yêu cầu bổ sung cả một mục không có trong hồ sơ"),
    FaultKind("answers_unknown_claim", "Trả lời một đề nghị miễn, giảm không có"),
    FaultKind("raises_claimed", "Trả lời “giảm” nhưng ghi số cao hơn số đang đòi"),
    FaultKind("no_list", "Không có danh sách hồ sơ: trả lời 404"),
    FaultKind("wrong_signature", "Ký tin bằng khóa sai"),
    FaultKind("silent_after_fetching", "Lấy hồ sơ từ danh sách về rồi không xác nhận"),
    FaultKind("confirms_another", "Xác nhận một nội dung khác với nội dung đã lấy"),
    FaultKind("wrong_key", "Cài nhầm khóa: coi mọi chữ ký của Cổng là sai"),
    FaultKind("clock_skew", "Đồng hồ chạy sai", seconds=3600),
)
