"""Vietnamese wording: warm, plain, says what to do next, blames nobody."""

MESSAGES: dict[str, str] = {
    # Required
    "required.enter": "Nhập {label}",
    "required.choose": "Chọn {label}",
    "required.date": "Nhập {label}, ví dụ {example}",
    "required.consent": "Đánh dấu vào ô này để tiếp tục",
    "required.document": "Tải lên {name}",
    # Any text; text.given is wording the form itself brings
    "text.given": "{text}",
    "text.type": "{label} phải là chữ bạn nhập vào",
    "text.too_long": "{label} dài {length} ký tự, tối đa {max} ký tự",
    "text.too_short": "{label} cần ít nhất {min} ký tự",
    "text.pattern": "{label} chưa đúng dạng",
    "name.letters": "{label} chỉ gồm chữ cái, ví dụ Nguyễn Văn An",
    # Numbers and money
    "number.unreadable": "Nhập {label} bằng chữ số, ví dụ {example}",
    "number.whole": "{label} là số nguyên, ví dụ {example}",
    "number.min": "{label} từ {min} trở lên",
    "number.max": "{label} tối đa {max}",
    "number.places": "{label} có tối đa {places} chữ số sau dấu phẩy",
    "money.amount": "{amount} đồng",
    # Dates
    "date.unreadable": "Nhập {label} theo thứ tự ngày, tháng, năm, ví dụ {example}",
    "date.impossible": "Ngày {date} không có trong lịch",
    "date.month": "Tháng {month} không có trong lịch",
    "date.future": "{label} không được sau hôm nay",
    "date.past": "{label} không được trước hôm nay",
    "date.earliest": "{label} phải từ ngày {date} trở đi",
    "date.latest": "{label} phải trước hoặc vào ngày {date}",
    "date_in_words.unreadable": "Nhập {label} bằng chữ hoặc bằng số, ví dụ {example}",
    "partial_date.unreadable": (
        "Nhập {label}, ví dụ {example}. Nếu không nhớ, chỉ cần tháng và năm, hoặc năm"
    ),
    # Times of day
    "time.unreadable": "Nhập {label} theo giờ và phút, ví dụ {example}",
    "time.impossible": "Không có {time} trong ngày. Giờ từ 00:00 đến 23:59",
    "time.earliest": "{label} phải từ {time} trở đi",
    "time.latest": "{label} phải trước hoặc đúng {time}",
    # Choices
    "choice.unknown": "Chọn một trong các lựa chọn của “{label}”",
    "choice.type": "Chọn {label} trong danh sách",
    "choice.exclusive": "Chỉ chọn “{option}”, hoặc chọn các mục khác",
    "yes": "Có",
    "no": "Không",
    "consent.given": "Đã đồng ý",
    "country.unknown": "Chọn {label} trong danh sách, ví dụ Việt Nam",
    "ethnic_group.unknown": "Chọn {label} trong danh sách 54 dân tộc, ví dụ Kinh",
    # Places
    "place.type": "Chọn {label} gồm tỉnh, thành phố và xã, phường",
    "place.province": "Chọn tỉnh, thành phố",
    "place.commune": "Chọn xã, phường, đặc khu",
    "place.commune_elsewhere": "{commune} không thuộc {province}. Chọn lại xã, phường",
    "place.street": "Nhập số nhà, đường hoặc thôn, xóm",
    "place.street_long": "Địa chỉ chi tiết dài {length} ký tự, tối đa {max} ký tự",
    "place.no_districts": "Từ ngày 01/7/2025 không còn cấp huyện. Chọn xã, phường hiện nay",
    "place.province_merged": "{old} đã sáp nhập vào {new}. Chọn {new}",
    "place.merged": (
        "{old} đã sáp nhập vào {new}, có nơi vào xã, phường bên cạnh. Chọn xã, phường hiện nay"
    ),
    "place.former": "Nơi trước đây là {district} nay có {communes}",
    "place.former_elsewhere": "Nơi trước đây là {district} nay thuộc {province}, có {communes}",
    # People's numbers
    "citizen_number.digits": "Số định danh cá nhân gồm đúng 12 chữ số",
    "citizen_number.year": (
        "Số định danh không khớp với năm sinh đã nhập. Bạn vui lòng kiểm tra lại"
    ),
    "citizen_number.gender": (
        "Số định danh không khớp với giới tính đã chọn. Bạn vui lòng kiểm tra lại"
    ),
    "id_document.type": "Chọn loại giấy tờ",
    "id_document.number": "Nhập số giấy tờ",
    "id_document.old_id": "Số chứng minh nhân dân cũ gồm đúng 9 chữ số",
    "id_document.passport": "Số hộ chiếu gồm 6 đến 12 chữ cái và chữ số, ví dụ C1234567",
    "id_document.citizen_number": "Số định danh cá nhân",
    "id_document.old_id.name": "Chứng minh nhân dân 9 số",
    "id_document.passport.name": "Hộ chiếu",
    "phone.invalid": "Nhập số điện thoại, ví dụ 0912 345 678",
    "phone.mobile": "Nhập số điện thoại di động để nhận được tin nhắn, ví dụ 0912 345 678",
    "email.invalid": "Nhập địa chỉ thư điện tử, ví dụ ten@example.vn",
    "tax_code.length": (
        "Mã số thuế gồm 10 chữ số, 13 chữ số với chi nhánh, "
        "hoặc 12 chữ số của số định danh cá nhân"
    ),
    "tax_code.enterprise": "Mã số thuế của doanh nghiệp, tổ chức gồm đúng 10 chữ số",
    "tax_code.branch": "Mã số thuế của chi nhánh gồm đúng 13 chữ số, ví dụ 0314409058-002",
    "tax_code.person": "Mã số thuế cá nhân là số định danh gồm đúng 12 chữ số",
    "tax_code.check": "Mã số thuế này có chữ số chưa đúng. Bạn vui lòng xem lại từng chữ số",
    # Bank accounts
    "bank_account.bank.label": "Ngân hàng",
    "bank_account.number.label": "Số tài khoản",
    "bank_account.holder.label": "Chủ tài khoản",
    "bank_account.holder.hint": "Ghi như ngân hàng ghi, ví dụ NGUYEN VAN AN",
    "bank_account.bank": "Chọn ngân hàng",
    "bank_account.number": "Nhập số tài khoản, gồm 4 đến 19 chữ số hoặc chữ cái",
    "bank_account.holder": "Nhập tên chủ tài khoản, ví dụ NGUYEN VAN AN",
    "bank_account.holder_letters": "Tên chủ tài khoản chỉ gồm chữ cái và chữ số, tối đa 120 ký tự",
    # Groups
    "group.type": "{label} phải là một danh sách",
    "group.min": "Thêm ít nhất {min} mục vào “{label}”",
    "group.max": "“{label}” có {count} mục, tối đa {max} mục",
    "group.row": "Điền thông tin của từng mục trong “{label}”",
    "group.count": "{count} mục",
    # Documents
    "document.only_pdf": "Tệp “{name}” không phải PDF",
    "document.only_photo": "Tệp “{name}” không phải ảnh chụp",
    "document.only_pdf_photo": "Tệp “{name}” không phải PDF hay ảnh",
    "document.too_big": "Tệp “{name}” nặng {size}. Giấy tờ này nhận mỗi tệp tối đa {limit}",
    "document.too_many": "Không thêm được “{name}”: giấy tờ này nhận tối đa {limit} tệp",
    "document.too_few": "Tải lên đủ {min} tệp của {name}, hiện có {count}",
    "document.take_out": "Bỏ bớt tệp của {name}, tối đa {max} tệp",
    # Who acts for whom
    "acting.self_only": "Bạn phải tự nộp hồ sơ này, không ai nộp thay được.",
    "acting.no_proxy": "Người khác không nộp thay được.",
    "acting.kin.free": "Người thân thích nộp thay không cần văn bản ủy quyền.",
    "acting.kin.plain": "Người thân thích nộp thay cần văn bản ủy quyền, không cần chứng thực.",
    "acting.kin.certified": (
        "Người thân thích nộp thay cần văn bản ủy quyền đã công chứng hoặc chứng thực."
    ),
    "acting.proxy.free": "Người khác nộp thay không cần văn bản ủy quyền.",
    "acting.proxy.plain": "Người khác nộp thay cần văn bản ủy quyền, không cần chứng thực.",
    "acting.proxy.certified": (
        "Người khác nộp thay cần văn bản ủy quyền đã công chứng hoặc chứng thực."
    ),
    "acting.certified": "Văn bản phải được công chứng hoặc chứng thực.",
    "acting.not_certified": "Văn bản không phải công chứng hay chứng thực.",
    "confirming.needed": "Nhập để Cổng mời {name} xác nhận",
    "acting.owner_is_you": (
        "Đây là số định danh của chính bạn. Nhập số của chủ hồ sơ, "
        "hoặc chọn lại là bạn nộp cho mình"
    ),
    # Rules between answers
    "rule.at_least_one": "Điền ít nhất một trong các mục này",
    "rule.compare": "{first} và {second} chưa khớp nhau",
    # The whole answer
    "form.type": "Câu trả lời không đúng dạng",
    "case.unknown": "Chọn trường hợp của bạn",
}
