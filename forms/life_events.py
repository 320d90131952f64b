"""Life events (sự kiện trong đời) a citizen starts from on the home page, in the order shown."""

from forms.spec import Text

LIFE_EVENTS: dict[str, Text] = {
    "having_a_child": Text("Sinh con, nuôi con", "Having a child"),
    "marriage": Text("Kết hôn, gia đình", "Marriage and family"),
    "moving_home": Text("Chuyển chỗ ở, cư trú", "Moving home"),
    "personal_papers": Text("Giấy tờ cá nhân", "Personal papers"),
    "studying": Text("Đi học", "Studying"),
    "working": Text("Việc làm", "Working"),
    "business": Text("Kinh doanh", "Running a business"),
    "old_age": Text("Hưu trí, người cao tuổi", "Old age"),
    "bereavement": Text("Người thân qua đời", "When somebody dies"),
}
"""A form file names its events by these keys; another key does not load."""
