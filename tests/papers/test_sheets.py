"""What stands on each paper, when much is known and when little is."""

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pytest

from portal.papers.press import press
from portal.papers.sheets import (
    ConfirmationSheet,
    Consent,
    ListedDocument,
    NoticeSheet,
    Person,
    ReceiptSheet,
    Sheet,
    SubmittedFile,
)

Read = Callable[[str, Sheet], str]


def pages(paper: str, sheet: Sheet) -> int:
    """How many pages a paper has."""
    return len(pypdf.PdfReader(io.BytesIO(press(paper, sheet))).pages)


@pytest.mark.parametrize(
    "words",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN XÃ BẠCH NGỌC",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "Số: 0007/TNHS",
        "Bạch Ngọc, ngày 23 tháng 11 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "H41.12-261123-0007",
        "09 giờ 41 phút, thứ Hai, ngày 23 tháng 11 năm 2026",
        "17 giờ 00 phút, thứ Tư, ngày 25 tháng 11 năm 2026",
        "Nguyễn Thị Ánh Nguyệt",
        "040190001234",
        "Xóm 5, xã Bạch Ngọc, tỉnh Nghệ An",
        "0912 345 678",
        "anhnguyet@example.vn",
        "Trần Văn Minh",
        "Đăng ký khai sinh (1.001193)",
        "Đăng ký khai sinh cho trẻ Trần Gia Hân",
        "2 Giấy chứng nhận kết hôn 1 –",
        "1 bộ",
        "Trong ngày làm việc",
        "Nhận trực tiếp và bản điện tử",
        "Quyển số 01/2026, số thứ tự 0412",
        "Lệ phí đăng ký khai sinh 0 đồng Không phải nộp",
        "Bản sao trích lục 16.000 đồng Chưa nộp",
        "Lê Hoàng Nam",
        "0238 3888 999",
    ],
)
def test_form_01_has_every_field(words: str, receipt: ReceiptSheet, read: Read) -> None:
    assert words in " ".join(read("receipt_01", receipt).split())


def test_the_residence_receipt_carries_its_own_name(receipt: ReceiptSheet, read: Read) -> None:
    text = read("ct04", receipt)
    assert "Mẫu CT04" in text
    assert "PHIẾU TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in text
    assert "Mẫu số 01" not in text


def test_a_usual_receipt_fits_one_page(receipt: ReceiptSheet) -> None:
    assert pages("receipt_01", receipt) == 1


@pytest.mark.parametrize(
    "label",
    ["Số định danh", "Địa chỉ", "Thư điện tử", "Sổ theo dõi", "Phí, lệ phí", "Thành phần", "Số:"],
)
def test_what_is_not_known_leaves_no_empty_line(
    label: str, receipt: ReceiptSheet, read: Read
) -> None:
    bare = ReceiptSheet(
        agency=receipt.agency,
        code=receipt.code,
        procedure_code=receipt.procedure_code,
        procedure_name=receipt.procedure_name,
        submitter=Person(full_name="Trần An"),
        received_at=receipt.received_at,
        due_at=receipt.due_at,
        issued_at=receipt.issued_at,
    )
    assert label in read("receipt_01", receipt)
    assert label not in read("receipt_01", bare)


def test_an_owner_who_submits_is_named_once(receipt: ReceiptSheet, read: Read) -> None:
    text = read("receipt_01", replace(receipt, owner=receipt.submitter))
    assert "Chủ hồ sơ Là người nộp hồ sơ" in text


def test_only_at_the_counter_does_the_submitter_sign(receipt: ReceiptSheet, read: Read) -> None:
    assert "(Nộp trực tuyến)" in read("receipt_01", receipt)
    counter = read("receipt_01", replace(receipt, channel="direct"))
    assert counter.count("(Ký và ghi rõ họ tên)") == 2


def test_forty_documents_run_over_pages_under_a_repeated_head(
    receipt: ReceiptSheet, read: Read
) -> None:
    many = tuple(
        ListedDocument(name=f"Giấy tờ thứ {n} về nhân thân của người đề nghị", originals=1)
        for n in range(1, 41)
    )
    sheet = replace(receipt, documents=many)
    text = read("receipt_01", sheet)
    assert all(f"Giấy tờ thứ {n} về" in text for n in range(1, 41))
    assert text.count("Tên giấy tờ") == pages("receipt_01", sheet)
    assert [f"{n}/2" in text for n in (1, 2)] == [True, True]


def test_a_sort_of_copy_nobody_handed_in_has_no_column(receipt: ReceiptSheet, read: Read) -> None:
    text = " ".join(read("receipt_01", receipt).split())
    assert "TT Tên giấy tờ Bản chụp Tệp điện tử" in text
    assert "Bản sao chứng thực" not in text


def test_a_name_of_300_letters_without_a_space_stays_on_the_paper(
    receipt: ReceiptSheet, read: Read
) -> None:
    text = read("receipt_01", replace(receipt, request="Ă" * 300))
    runs = re.findall("Ă+", text)
    assert sum(map(len, runs)) == 300
    assert max(map(len, runs)) < 60


def test_a_rehearsal_says_so_in_words(
    receipt: ReceiptSheet, confirmation: ConfirmationSheet, read: Read
) -> None:
    for paper, sheet in (("receipt_01", receipt), ("confirmation", confirmation)):
        assert "diễn tập" not in read(paper, sheet)
        assert "Hồ sơ diễn tập, không có giá trị" in read(paper, replace(sheet, rehearsal=True))


@pytest.mark.parametrize(
    "words",
    [
        "Xác nhận đã nộp hồ sơ",
        "Đã nhận hồ sơ của bạn",
        "H41.12-261123-0007",
        "Ủy ban nhân dân xã Bạch Ngọc",
        "Cơ quan trả lời trong 8 giờ làm việc, chậm nhất lúc 09:41 ngày 25/11/2026",
        "1 Giấy chứng sinh IMG_0012.jpg",
        "09•• ••• 678",
        "01234567 89abcdef",
        "fedcba98 76543210",
        "portal-2026",
        "chưa phải là giấy tiếp nhận",
    ],
)
def test_the_confirmation_says_what_was_sent_and_what_comes_next(
    words: str, confirmation: ConfirmationSheet, read: Read
) -> None:
    assert words in " ".join(read("confirmation", confirmation).split())


def test_the_confirmation_speaks_english_when_asked(
    confirmation: ConfirmationSheet, read: Read
) -> None:
    english = replace(confirmation, lang="en")
    text = " ".join(read("confirmation", english).split())
    assert "We have received your application." in text
    assert "at the latest at 09:41 on 25 November 2026" in text
    assert b"/Lang(en)" in press("confirmation", english).replace(b" ", b"")


def test_a_confirmation_without_files_says_there_are_none(
    confirmation: ConfirmationSheet, read: Read
) -> None:
    text = read("confirmation", replace(confirmation, files=(), phone="", link="", answer_by=None))
    assert "không có tệp kèm theo" in text
    assert "nhắn tin" not in text
    assert "https://" not in text


def test_what_others_confirmed_stands_on_the_confirmation(
    confirmation: ConfirmationSheet, read: Read
) -> None:
    consents = (
        Consent(
            role="Chủ hộ",
            statement="Tôi là chủ hộ và đồng ý.",
            how="confirmed",
            at=confirmation.submitted_at,
            full_name="Trần Văn Chủ",
            citizen_number="000060004444",
        ),
        Consent(role="Chủ nhà", statement="Đồng ý.", how="on_paper", at=confirmation.submitted_at),
        Consent(role="Cha", statement="Đồng ý.", how="waived", at=confirmation.submitted_at),
    )
    text = read("confirmation", replace(confirmation, consents=consents))
    for word in ("Trần Văn Chủ", "000060004444", "Bằng giấy có chữ ký", "Không chờ"):
        assert word in text
    assert "Người khác đã xác nhận" not in read("confirmation", confirmation)


@pytest.mark.parametrize("lang, words", [("vi", "cơ quan chưa nhận"), ("en", "does not have it")])
def test_while_others_are_waited_for_nobody_promises_an_answer(
    lang: str, words: str, confirmation: ConfirmationSheet, read: Read
) -> None:
    text = read("confirmation", replace(confirmation, waits=True, answer_by=None, lang=lang))
    joined = " ".join(text.split())
    assert words in joined and "8 giờ làm việc" not in joined


def test_forty_long_file_names_all_stand_on_the_confirmation(
    confirmation: ConfirmationSheet, read: Read
) -> None:
    files = tuple(
        SubmittedFile(document=f"Giấy {n}", name=f"{n:03d}" + "w" * 120) for n in range(1, 41)
    )
    text = "".join(read("confirmation", replace(confirmation, files=files)).split())
    assert all(f"{n:03d}" + "w" * 20 in text for n in range(1, 41))
    assert text.count("w") == 40 * 120


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("supplement_02", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
        ("refusal_03", "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"),
        ("apology_04", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN"),
        ("stop_05", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ"),
    ],
)
def test_forms_02_to_05_have_every_field(
    paper: str, words: str, notice: NoticeSheet, read: Read
) -> None:
    said = " ".join(read(paper, notice).split())
    for field in (
        words,
        f"Mẫu số {paper[-2:]}",
        "H41.12-261123-0007",
        "Đăng ký khai sinh (1.001193)",
        "Nguyễn Thị Ánh Nguyệt",
        "Trần Văn Minh",
        "Giấy chứng sinh bản rõ",
        "Chữ ký của người đi khai",
        "Mời mang theo giấy tờ tùy thân",
        "Lê Hoàng Nam",
        "0238 3888 999",
        "05 tháng 12 năm 2026",
        "27 tháng 11 năm 2026",
    ):
        assert field in said, field


def test_a_notice_says_nothing_of_what_is_not_known(notice: NoticeSheet, read: Read) -> None:
    bare = replace(notice, received_at=None, due_at=None, new_due_at=None, answer_by=None)
    said = read("refusal_03", bare)
    for label in ("Nhận hồ sơ lúc", "Hẹn trả kết quả lúc", "Hẹn lại lúc", "Thực hiện trước"):
        assert label not in said
