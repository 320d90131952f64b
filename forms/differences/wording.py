"""The sentences that tell a citizen what changed in a form."""

from forms.spec import Text

WORDS: dict[str, Text] = {
    # What changed in the other language alone
    "elsewhere": Text(
        "Bản tiếng Anh của “{new}” được viết lại", "“{new}” is worded otherwise in Vietnamese"
    ),
    # The procedure
    "form.name": Text("Thủ tục “{old}” nay có tên “{new}”", "“{old}” is now called “{new}”"),
    "form.summary": Text(
        "Phần giới thiệu thủ tục được viết lại", "The procedure is described in other words"
    ),
    "form.valid": Text(
        "Thời gian áp dụng của thủ tục thay đổi", "The procedure applies for another period"
    ),
    "form.assurance": Text(
        "Nay cần tài khoản định danh mức {new} (trước đây: mức {old})",
        "You now need an identity account of level {new} (before: level {old})",
    ),
    "form.acting": Text(
        "Quy định ai được nộp hồ sơ và cần giấy ủy quyền nào thay đổi",
        "Who may apply, and with what authorisation, has changed",
    ),
    "notice.added": Text("Thêm lưu ý: {text}", "New notice: {text}"),
    "notice.removed": Text("Bỏ lưu ý: {text}", "This notice is gone: {text}"),
    "notice.when": Text(
        "Lưu ý này nay dành cho trường hợp khác: {text}",
        "This notice is for other cases now: {text}",
    ),
    "legal.added": Text(
        "Thêm căn cứ pháp lý {number}: {title}", "New legal basis {number}: {title}"
    ),
    "legal.removed": Text(
        "Bỏ căn cứ pháp lý {number}: {title}", "No longer a legal basis: {number}, {title}"
    ),
    # Cases and steps
    "case.added": Text("Thêm trường hợp “{name}”", "New case: “{name}”"),
    "case.removed": Text("Không còn trường hợp “{name}”", "The case “{name}” is gone"),
    "case.name": Text("Trường hợp “{old}” nay gọi là “{new}”", "The case “{old}” is now “{new}”"),
    "case.hint": Text(
        "Phần giải thích trường hợp “{name}” được viết lại",
        "The case “{name}” is explained in other words",
    ),
    "step.added": Text("Thêm bước “{name}”", "New step: “{name}”"),
    "step.removed": Text("Bỏ bước “{name}”", "The step “{name}” is gone"),
    "step.name": Text("Bước “{old}” nay có tên “{new}”", "The step “{old}” is now “{new}”"),
    "step.intro": Text(
        "Lời giới thiệu ở bước “{name}” được viết lại", "The step “{name}” is introduced otherwise"
    ),
    "step.always": Text("Bước “{name}” nay luôn có", "The step “{name}” is now always there"),
    "step.when": Text(
        "Bước “{name}” nay chỉ có khi {when}", "The step “{name}” is now there only if {when}"
    ),
    "step.order": Text("Thứ tự các bước thay đổi", "The steps come in another order"),
    # Questions
    "question.added": Text("Thêm câu hỏi “{label}” ({need})", "New question: “{label}” ({need})"),
    "question.removed": Text("Không còn hỏi “{label}”", "“{label}” is no longer asked"),
    "question.label": Text("Câu hỏi “{old}” nay ghi là “{new}”", "“{old}” now reads “{new}”"),
    "question.hint": Text(
        "Phần gợi ý ở “{label}” được viết lại", "The hint at “{label}” is reworded"
    ),
    "question.kind": Text(
        "“{label}” nay hỏi theo cách khác, có thể bạn phải trả lời lại",
        "“{label}” is asked in another way, you may have to answer it again",
    ),
    "question.need": Text(
        "“{label}” nay {new} (trước đây: {old})", "“{label}” is now {new} (before: {old})"
    ),
    "question.required_when": Text(
        "“{label}” nay bắt buộc khi {when}", "“{label}” is now required if {when}"
    ),
    "question.always": Text("“{label}” nay luôn được hỏi", "“{label}” is now always asked"),
    "question.when": Text(
        "“{label}” nay chỉ hỏi khi {when}", "“{label}” is now asked only if {when}"
    ),
    "question.step": Text(
        "“{label}” chuyển sang bước “{step}”", "“{label}” has moved to the step “{step}”"
    ),
    "question.locked": Text(
        "“{label}” nay lấy từ tài khoản định danh, không sửa được",
        "“{label}” is now taken from your identity account and cannot be changed",
    ),
    "question.unlocked": Text(
        "“{label}” nay bạn tự sửa được", "You can now change “{label}” yourself"
    ),
    "question.prefill": Text(
        "“{label}” nay được điền sẵn theo cách khác", "“{label}” is now filled in from elsewhere"
    ),
    "question.max": Text(
        "“{label}” nay tối đa {new} (trước đây: {old})",
        "“{label}”: now {new} at most (before: {old})",
    ),
    "question.min": Text(
        "“{label}” nay ít nhất {new} (trước đây: {old})",
        "“{label}”: now {new} at least (before: {old})",
    ),
    "question.other": Text(
        "Cách kiểm tra câu trả lời ở “{label}” thay đổi",
        "Answers to “{label}” are checked otherwise",
    ),
    "option.added": Text(
        "“{label}” có thêm lựa chọn “{option}”", "“{label}” now offers “{option}”"
    ),
    "option.removed": Text(
        "“{label}” không còn lựa chọn “{option}”", "“{label}” no longer offers “{option}”"
    ),
    "option.label": Text(
        "Lựa chọn “{old}” ở “{label}” nay ghi là “{new}”", "At “{label}”, “{old}” now reads “{new}”"
    ),
    "option.other": Text(
        "Lựa chọn “{option}” ở “{label}” được giải thích lại",
        "At “{label}”, “{option}” is explained otherwise",
    ),
    "rule.added": Text("Thêm điều kiện: {message}", "New condition: {message}"),
    "rule.removed": Text("Bỏ điều kiện: {message}", "This condition is gone: {message}"),
    "rule.changed": Text("Điều kiện này thay đổi: {message}", "This condition changed: {message}"),
    # Documents
    "document.added": Text("Thêm giấy tờ “{name}” ({need})", "New document: “{name}” ({need})"),
    "document.removed": Text("Không còn cần “{name}”", "“{name}” is no longer needed"),
    "document.name": Text("Giấy tờ “{old}” nay ghi là “{new}”", "“{old}” is now called “{new}”"),
    "document.hint": Text(
        "Phần giải thích về “{name}” được viết lại", "“{name}” is explained otherwise"
    ),
    "document.need": Text(
        "“{name}” nay {new} (trước đây: {old})", "“{name}” is now {new} (before: {old})"
    ),
    "document.always": Text(
        "“{name}” nay dành cho mọi trường hợp", "“{name}” is now for all cases"
    ),
    "document.when": Text(
        "“{name}” nay dành cho khi {when}", "“{name}” is now for those where {when}"
    ),
    "document.required_when": Text(
        "“{name}” nay phải nộp khi {when}", "“{name}” is now required if {when}"
    ),
    "document.copies": Text(
        "“{name}” nay nộp {new} (trước đây: {old})", "“{name}”: now {new} (before: {old})"
    ),
    "document.files": Text(
        "“{name}” nay nhận tối đa {new} tệp (trước đây: {old})",
        "“{name}” now takes {new} files at most (before: {old})",
    ),
    "document.other": Text("Cách nộp “{name}” thay đổi", "“{name}” is handed in in another way"),
    # Who is asked to confirm
    "confirmation.added": Text(
        "Nay cần {name} tự xác nhận: “{statement}”", "{name} is now asked to confirm: “{statement}”"
    ),
    "confirmation.removed": Text(
        "Không còn cần {name} tự xác nhận", "{name} is no longer asked to confirm"
    ),
    "confirmation.name": Text(
        "Người xác nhận “{old}” nay gọi là “{new}”", "Who confirms, “{old}”, is now “{new}”"
    ),
    "confirmation.statement": Text(
        "Lời {name} xác nhận nay là: “{statement}”", "{name} now confirms: “{statement}”"
    ),
    "confirmation.always": Text(
        "{name} nay được mời xác nhận trong mọi trường hợp",
        "{name} is now asked to confirm in all cases",
    ),
    "confirmation.when": Text(
        "{name} nay chỉ được mời xác nhận khi {when}",
        "{name} is now asked to confirm only if {when}",
    ),
    "confirmation.waits": Text(
        "Hồ sơ nay phải chờ {name} xác nhận", "The application now has to wait for: {name}"
    ),
    "confirmation.may_go": Text(
        "Hồ sơ nay có thể gửi đi mà không chờ {name} xác nhận",
        "The application may now go without waiting for: {name}",
    ),
    "confirmation.paper": Text(
        "{name} nay có thể đồng ý bằng giấy thay cho xác nhận",
        "{name} may now agree on paper instead",
    ),
    "confirmation.no_paper": Text(
        "{name} không còn đồng ý bằng giấy được nữa", "{name} can no longer agree on paper"
    ),
    "confirmation.other": Text(
        "Những gì {name} xem khi xác nhận thay đổi", "What {name} sees when confirming has changed"
    ),
    # Where the application goes on
    "hop.added": Text(
        "Hồ sơ nay được chuyển tiếp sang {name}, để {purpose}",
        "The application now also goes to {name}, to {purpose}",
    ),
    "hop.removed": Text(
        "Hồ sơ không còn được chuyển sang {name}", "The application no longer goes to {name}"
    ),
    "hop.decides": Text(
        "Kết quả của {name} nay là kết quả của hồ sơ", "What {name} decides is now the result"
    ),
    "hop.decides_no_more": Text(
        "Kết quả của {name} nay không còn là kết quả của hồ sơ",
        "What {name} decides is no longer the result",
    ),
    "hop.other": Text(
        "Cách hồ sơ sang {name} thay đổi", "How the application goes to {name} has changed"
    ),
    # Fees and times
    "fee.added": Text("Thêm khoản “{name}”: {amount}", "New fee “{name}”: {amount}"),
    "fee.removed": Text("Không còn thu “{name}”", "The fee “{name}” is gone"),
    "fee.name": Text("Khoản “{old}” nay gọi là “{new}”", "The fee “{old}” is now “{new}”"),
    "fee.amount": Text(
        "“{name}”: nay {new} (trước đây: {old})", "“{name}”: now {new} (before: {old})"
    ),
    "fee.channel": Text(
        "“{name}” khi {channel}: nay {new} (trước đây: {old})",
        "“{name}” {channel}: now {new} (before: {old})",
    ),
    "fee.always": Text("“{name}” nay thu trong mọi trường hợp", "“{name}” is now due in all cases"),
    "fee.when": Text("“{name}” nay thu khi {when}", "“{name}” is now due if {when}"),
    "fee.exempt": Text(
        "Quy định miễn, giảm “{name}” thay đổi", "Who need not pay “{name}” has changed"
    ),
    "fee.per": Text("Cách tính “{name}” thay đổi", "“{name}” is counted otherwise"),
    "time.added": Text("Thêm thời hạn giải quyết {time}{when}", "New time limit: {time}{when}"),
    "time.removed": Text(
        "Bỏ thời hạn giải quyết {time}{when}", "This time limit is gone: {time}{when}"
    ),
    "time.changed": Text(
        "Thời hạn giải quyết{when}: nay {new} (trước đây: {old})",
        "Time the agency has{when}: now {new} (before: {old})",
    ),
    "time.note": Text(
        "Phần giải thích thời hạn giải quyết được viết lại", "The time limit is explained otherwise"
    ),
    # Who decides, and what comes of it
    "agency.added": Text("Nay nộp được ở {name}", "You can now apply at: {name}"),
    "agency.removed": Text("Không còn nộp ở {name}", "You can no longer apply at: {name}"),
    "agency.name": Text("{old} nay gọi là {new}", "{old} is now called {new}"),
    "agency.valid": Text(
        "Thời gian {name} nhận hồ sơ thay đổi", "{name} takes applications for another period"
    ),
    "result.added": Text("Kết quả có thêm {name}", "You will also get: {name}"),
    "result.removed": Text("Kết quả không còn {name}", "You will no longer get: {name}"),
    "result.valid": Text("Thời gian cấp {name} thay đổi", "{name} is given for another period"),
    "paper.added": Text("Thêm giấy {name} (mẫu {form})", "New paper: {name} (form {form})"),
    "paper.removed": Text("Không còn giấy {name}", "No longer given: {name}"),
    "paper.form": Text("{name} nay theo mẫu {form}", "{name} now follows form {form}"),
    # Parts of sentences
    "need.required": Text("bắt buộc", "required"),
    "need.optional": Text("không bắt buộc", "optional"),
    "need.sometimes": Text("bắt buộc trong một số trường hợp", "required in some cases"),
    "paper.required": Text("phải nộp", "required"),
    "paper.optional": Text("không bắt buộc", "optional"),
    "paper.may_be_needed": Text("tùy trường hợp", "needed in some cases"),
    "paper.information": Text("chỉ để biết", "for information only"),
    "copies.none": Text("bản điện tử", "an electronic copy"),
    "copies.original": Text("{count} bản chính", "{count} original"),
    "copies.certified_copy": Text("{count} bản sao chứng thực", "{count} certified copy"),
    "copies.copy": Text("{count} bản sao", "{count} copy"),
    "copies.photo": Text("{count} bản chụp", "{count} photo"),
    "limit.none": Text("không giới hạn", "no limit"),
    "amount.free": Text("miễn phí", "free"),
    "amount.local": Text("do tỉnh quy định", "set by the province"),
    "amount.none": Text("không áp dụng", "not offered"),
    "amount.dong": Text("{amount} đồng", "{amount} đồng"),
    "channel.online": Text("nộp trực tuyến", "online"),
    "channel.direct": Text("nộp trực tiếp", "in person"),
    "channel.postal": Text("nộp qua bưu chính", "by post"),
    "time.working_day": Text("{count} ngày làm việc", "{count} working days"),
    "time.working_hour": Text("{count} giờ làm việc", "{count} working hours"),
    "time.day": Text("{count} ngày", "{count} days"),
    "time.month": Text("{count} tháng", "{count} months"),
    "time.cut_off": Text("{time}, nhận trước {hour} giờ", "{time}, if received before {hour}"),
    "time.when": Text(" khi {when}", " if {when}"),
}
