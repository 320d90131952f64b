"""Alarms in words, for whoever keeps the portal up: no person, no dossier."""

from urllib.parse import quote

from connectors.alarm_messages import Alarm as Told
from connectors.alarm_messages import Round
from portal import clock
from portal.models import Alarm

_WRONG = {
    "broken": "{about} mất kết nối từ {since}; {count} việc đang chờ, không mất.",
    "late": "{about} chậm: việc cũ nhất chờ từ {since}; {count} việc đang chờ, không mất.",
    "parked": "{about} có {count} việc đang treo, cần người xem.",
    "news": "{about} gửi {count} tin chưa áp dụng được, cũ nhất từ {since}.",
    "report_stuck": "Báo cáo {about} không chốt được số liệu; phải gửi trước {since}.",
    "report_late": "Báo cáo {about} đã quá hạn gửi từ {since}.",
    "report_returned": "Báo cáo {about} bị trả lại, cần sửa và gửi lại.",
    "report_due": "Báo cáo {about} chưa gửi; phải gửi trước {since}.",
    "duty": "Việc định kỳ “{about}” lẽ ra chạy lúc {since} mà chưa ai chạy.",
    "line": "Đường văn bản {about} không trả lời từ {since}; văn bản chờ ở trục, không mất.",
    "silent": "{about} gửi {count} văn bản mà nơi nhận chưa báo đã nhận, cũ nhất từ {since}.",
    "money": "Có {count} khoản tiền cần người xem, cũ nhất từ {since}.",
    "batch": "Bàn một cửa {about} có {count} lô việc đứng yên từ {since}; hồ sơ không mất.",
    "hop": "Hệ thống chuyên ngành {about}: {count} hồ sơ chờ người xem, cũ nhất từ {since}.",
    "unanswered": "Bàn một cửa {about} để {count} hồ sơ quá 8 giờ làm việc chưa trả lời.",
    "claim": "{about} để {count} đề nghị miễn, giảm phí quá 8 giờ làm việc, lâu nhất từ {since}.",
    "enquiry": "Cơ quan {about} để {count} câu hỏi, phản ánh quá hạn, lâu nhất từ {since}.",
    "untold": "{count} tin về câu hỏi, phản ánh chưa đến {about}, cũ nhất từ {since}; không mất.",
    "unplaced": "{count} câu hỏi từ Cổng quốc gia chưa có nơi trả lời, cũ nhất từ {since}.",
    "gone": "Tiến trình {about} không còn phản hồi từ {since}.",
    "clock": "Đồng hồ của máy {about} lệch {count} giây so với cơ sở dữ liệu.",
    "disk": "Ổ đĩa của máy {about} chỉ còn {count} MB.",
}
_PLACES = {
    "parked": "/console/dang-treo",
    "news": "/console/dang-treo",
    "unplaced": "/console/dang-treo",
    "money": "/console/tien",
}
_OF_DESTINATION = ("broken", "late")


def of(row: Alarm, base_url: str) -> Told:
    """Word one alarm."""
    since = f"{clock.local(row.since):%H:%M %d/%m/%Y}" if row.since else "–"
    said = _WRONG[row.kind].format(about=row.about, count=row.count, since=since)
    return Told(
        cause=row.kind,
        about=row.about,
        count=row.count,
        since=row.since,
        over=row.closed_at is not None,
        text=f"Đã ổn: {said}" if row.closed_at else said,
        link=base_url + _place(row),
    )


def _place(row: Alarm) -> str:
    if row.kind in _OF_DESTINATION:
        return f"/console/noi-nhan/{quote(row.about)}"
    return _PLACES.get(row.kind, "/console")


def together(alarms: tuple[Told, ...], base_url: str) -> Round:
    """Put alarms into one message."""
    wrong = sum(not each.over for each in alarms)
    over = len(alarms) - wrong
    parts = [f"{wrong} việc cần xem"] * bool(wrong) + [f"{over} việc đã ổn"] * bool(over)
    return Round(base_url, f"Liên Thông: {', '.join(parts)}", alarms)
