"""Why something of a Form.io definition is not carried over, or why a file is no form: by key, in
every language."""

from forms.messages import Lang

NO_FORMS: dict[str, tuple[str, str]] = {
    "too_large": (
        "Tệp quá lớn: tối đa {most} MB",
        "The file is too large: the limit is {most} MB",
    ),
    "not_text": (
        "Tệp không phải văn bản UTF-8",
        "The file is not UTF-8 text",
    ),
    "not_json": (
        "Tệp không phải JSON: {problem}",
        "The file is not JSON: {problem}",
    ),
    "too_deep": (
        "Tệp lồng nhau quá nhiều tầng",
        "The file is nested too deeply",
    ),
    "too_much": (
        "Biểu mẫu quá dài: tối đa {most} thành phần",
        "The form is too long: the limit is {most} components",
    ),
    "repeated_key": (
        "Khóa “{name}” xuất hiện hai lần trong cùng một đối tượng",
        "The key “{name}” stands twice in one object",
    ),
    "no_components": (
        "Tệp không có “components” nào, nên không phải biểu mẫu Form.io",
        "The file has no “components”, so it is no Form.io form",
    ),
    "several": (
        "Tệp có nhiều biểu mẫu ({names}); hãy xuất từng biểu mẫu một",
        "The file holds several forms ({names}); export one at a time",
    ),
    "bad_archive": (
        "Tệp nén bị hỏng hoặc không đọc được: {problem}",
        "The archive is broken or cannot be read: {problem}",
    ),
    "no_archive_form": (
        "Tệp nén không chứa biểu mẫu Open Forms: thiếu {name}",
        "The archive holds no Open Forms form: {name} is missing",
    ),
    "unsafe_archive": (
        "Tệp nén có tên tệp không an toàn: {name}",
        "The archive has an unsafe file name: {name}",
    ),
}

LEFT_OUT: dict[str, tuple[str, str]] = {
    "javascript": (
        "mã JavaScript không chạy ở đây; hãy viết lại bằng show_when, required_when hoặc rules",
        "JavaScript does not run here; say it with show_when, required_when or rules",
    ),
    "computed": (
        "chưa có loại câu hỏi cho giá trị tính tự động",
        "there is no kind of question for a computed value yet",
    ),
    "signature": (
        "ở đây ai đăng nhập định danh là đã ký; thay chữ ký vẽ tay, hỏi họ có cam kết không",
        "here whoever signs in has signed; instead of a drawn signature they are asked to agree",
    ),
    "type": (
        "thành phần “{type}” không có gì tương đương: {why}",
        "a “{type}” component has no equal here: {why}",
    ),
    "unknown_type": (
        "không rõ loại thành phần “{type}”",
        "nobody knows the component type “{type}”",
    ),
    "no_type": (
        "thành phần không ghi loại",
        "the component does not say its type",
    ),
    "unknown": (
        "không có gì tương đương với thuộc tính này",
        "there is no equal for this property",
    ),
    "shape": (
        "giá trị không đúng dạng nên không đọc được",
        "the value is not of the right shape, so it cannot be read",
    ),
    "data_source": (
        "danh sách lấy từ nơi khác ({source}); tạm hỏi bằng “text” đến khi ghi đủ lựa chọn",
        "the list comes from outside ({source}): asked as “text” until its options are here",
    ),
    "no_options": (
        "không có lựa chọn nào; tạm hỏi bằng “text”",
        "it has no options; it is asked as “text” for now",
    ),
    "option": (
        "lựa chọn “{value}” trùng hoặc trống",
        "the option “{value}” is repeated or empty",
    ),
    "default": (
        "giá trị mặc định không dùng được cho loại “{kind}”",
        "the default is no answer to a question of kind “{kind}”",
    ),
    "setting": (
        "loại “{kind}” không có giới hạn này",
        "the kind “{kind}” has no such limit",
    ),
    "limit": (
        "giới hạn “{value}” không phải số nguyên từ 0",
        "the limit “{value}” is no whole number from 0",
    ),
    "day": (
        "“{value}” không phải một ngày cố định",
        "“{value}” is not a fixed date",
    ),
    "pattern": (
        "mẫu “{pattern}” không chạy được trong thời gian tuyến tính (RE2): {problem}",
        "the pattern “{pattern}” does not run in linear time (RE2): {problem}",
    ),
    "own_check": (
        "loại “{kind}” tự kiểm tra theo quy tắc riêng",
        "the kind “{kind}” checks by its own rules",
    ),
    "refers": (
        "nhắc đến “{name}”, câu hỏi không có ở đây",
        "it refers to “{name}”, a question that is not here",
    ),
    "no_such_option": (
        "“{value}” không phải lựa chọn của “{question}”",
        "“{value}” is no option of “{question}”",
    ),
    "comparison": (
        "không so sánh được “{question}” ({kind}) theo cách này",
        "“{question}” ({kind}) cannot be compared in this way",
    ),
    "logic": (
        "phép “{operator}” không diễn đạt được bằng điều kiện ở đây",
        "conditions here have no word for “{operator}”",
    ),
    "cycle": (
        "các câu hỏi chờ nhau nên sẽ không bao giờ hiện",
        "the questions wait for each other and would never be shown",
    ),
    "never_shown": (
        "luôn bị ẩn, không ai trả lời được",
        "it is always hidden, so nobody can answer it",
    ),
    "action": (
        "hành động “{action}” không có gì tương đương",
        "the action “{action}” has no equal here",
    ),
    "group_in_group": (
        "nhóm lặp không thể nằm trong nhóm lặp khác",
        "a repeating group cannot stand inside another",
    ),
    "empty_group": (
        "nhóm lặp không còn câu hỏi nào",
        "no question of the repeating group is left",
    ),
    "file_in_group": (
        "giấy tờ không thể nằm trong nhóm lặp",
        "a document cannot be asked inside a repeating group",
    ),
    "multiple_in_group": (
        "trong nhóm lặp, mỗi câu hỏi chỉ có một câu trả lời",
        "inside a repeating group a question has one answer",
    ),
    "rule_in_group": (
        "quy tắc giữa các câu trả lời không dùng trong nhóm lặp",
        "rules between answers do not reach into a repeating group",
    ),
    "kept_hidden": (
        "câu trả lời đã ẩn không được giữ và không được gửi",
        "a hidden answer is neither kept nor sent",
    ),
    "always_sent": (
        "câu trả lời đang hiện luôn được giữ và được gửi",
        "a visible answer is always kept and sent",
    ),
    "read_only": (
        "chỉ câu trả lời từ tài khoản định danh mới khóa được",
        "only what comes from the identity account can be locked",
    ),
    "markup": (
        "chỉ giữ phần chữ; bỏ {what}",
        "only the words are kept, without {what}",
    ),
    "fill_in": (
        "phần {{{{ … }}}} không được thay bằng câu trả lời",
        "what stands in {{{{ … }}}} is not filled in from answers",
    ),
    "currency": (
        "số tiền ở đây là đồng, không phải {currency}",
        "amounts are in đồng here, not in {currency}",
    ),
    "date_only": (
        "nhiều ngày giờ trong một câu: chỉ hỏi ngày",
        "several days with their times in one question: only the days are asked",
    ),
    "joined": (
        "các ô của địa chỉ là một câu hỏi; chỉ điều kiện của ô đầu được giữ",
        "the fields of an address are one question; only the first one's condition counts",
    ),
    "paper_kinds": (
        "giấy tờ chỉ nhận PDF và ảnh, không nhận {kinds}",
        "documents come as PDF or photo, not as {kinds}",
    ),
}

_ALL = {**NO_FORMS, **LEFT_OUT}


def say(key: str, lang: Lang, /, **blanks: object) -> str:
    """Word a reason in a language."""
    vietnamese, english = _ALL[key]
    return (english if lang == "en" else vietnamese).format(**blanks)
