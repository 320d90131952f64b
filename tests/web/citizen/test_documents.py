"""The step of papers: what is taken in, what is turned away with a word, what is taken out."""

import pytest

from portal.runtime import Runtime
from tests.furnished.papers import locked_pdf, pdf, photo, picture
from tests.web.citizen.browsing import Browser, Page

PDF = pdf(size=3000)
JPEG = photo(drawn=picture(1200, 800))
TOO_BIG = pdf(size=210_000)


def upload(browser: Browser, draft: str, *files: tuple[str, bytes]) -> Page:
    """Hand files in as the house papers."""
    return browser.upload(browser.open(f"{draft}/giay-to"), "proof", files)


def test_a_file_is_taken_in_and_listed_by_its_name(ha: Browser, draft: str):
    page = ha.follow(upload(ha, draft, ("ảnh sổ hồng.jpg", JPEG)))
    assert "ảnh sổ hồng.jpg" in page.text


def test_several_files_come_at_once(ha: Browser, draft: str):
    page = ha.follow(upload(ha, draft, ("một.pdf", PDF), ("hai.jpg", JPEG)))
    assert "một.pdf" in page.text and "hai.jpg" in page.text


EMPTY = ("rỗng.pdf", b"")
MISTYPED = ("đơn.pdf", b"MZ not a pdf")
HEAVY = ("anh-1.pdf", TOO_BIG)
LOCKED = ("sổ.pdf", locked_pdf(user="bi mat"))
TORN = ("ảnh.jpg", JPEG[:-2000])
UNREADABLE = ("đơn.pdf", b"%PDF-1.7\n" + b"x" * 3000)


@pytest.mark.parametrize(
    ("file", "status", "said"),
    [
        (EMPTY, 422, "Tệp “rỗng.pdf” trống, không có nội dung"),
        (MISTYPED, 422, "Tệp “đơn.pdf” không phải PDF hay ảnh"),
        (HEAVY, 413, "Tệp “anh-1.pdf” nặng 205 KB. Mỗi tệp tối đa 195 KB"),
        (LOCKED, 422, "Tệp “sổ.pdf” có mật khẩu. Bỏ mật khẩu rồi tải lên lại"),
        (TORN, 422, "Ảnh “ảnh.jpg” bị hỏng hoặc thiếu một phần. Chụp lại hoặc chọn tệp khác"),
        (
            UNREADABLE,
            422,
            "Tệp PDF “đơn.pdf” không mở được. Lưu lại thành tệp PDF mới rồi tải lên",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_named(ha: Browser, draft: str, file, status, said):
    page = upload(ha, draft, file)
    assert (page.status, page.errors) == (status, {"file-proof": said})


@pytest.mark.parametrize("file", [EMPTY, MISTYPED, HEAVY, LOCKED, TORN])
def test_nothing_stays_of_a_file_that_was_turned_away(ha: Browser, draft: str, rt: Runtime, file):
    upload(ha, draft, file)
    blobs = rt.settings.data_dir / "blobs"
    assert [path for path in blobs.rglob("*") if path.is_file()] == []


def test_one_bad_file_does_not_cost_the_good_ones_beside_it(ha: Browser, draft: str):
    page = upload(ha, draft, ("một.pdf", PDF), ("hai.pdf", b""))
    assert page.errors == {"file-proof": "Tệp “hai.pdf” trống, không có nội dung"}
    assert "một.pdf" in page.text


def test_no_more_files_are_taken_than_the_document_has_room_for(ha: Browser, draft: str):
    page = upload(ha, draft, ("1.pdf", PDF), ("2.pdf", PDF), ("3.pdf", PDF))
    assert "giấy tờ này nhận tối đa 2 tệp" in page.text
    assert "3.pdf 3 KB" not in page.text


def test_a_dossier_has_a_limit_of_its_own(ha: Browser, draft: str):
    near = pdf(size=195_000)
    ha.send(ha.open(f"{draft}/nguoi-nop"), {"relation": "organisation"}, button="leave")
    upload(ha, draft, ("1.pdf", near), ("2.pdf", near))
    page = ha.upload(ha.open(f"{draft}/giay-to"), "letter", [("3.pdf", near)])
    assert page.status == 413
    assert "cả hồ sơ tối đa 488 KB" in page.errors["file-letter"]


def test_a_sending_larger_than_a_dossier_is_told_before_it_is_read(ha: Browser, draft: str):
    page = ha.open(f"{draft}/giay-to")
    kind = "multipart/form-data; boundary=cut"
    answer = ha.client.post(f"{draft}/giay-to", data=b"x" * 1_700_000, content_type=kind)
    assert answer.status_code == 413
    assert "Các tệp gửi lên nặng quá 488 KB" in answer.text
    assert page.heading in Page(answer).heading


def test_no_file_chosen_is_said(ha: Browser, draft: str):
    page = ha.upload(ha.open(f"{draft}/giay-to"), "proof", [])
    assert page.errors == {"file-proof": "Chọn tệp rồi bấm Tải lên"}


def test_a_document_the_dossier_does_not_want_takes_no_file(ha: Browser, draft: str):
    page = ha.upload(ha.open(f"{draft}/giay-to"), "letter", [("1.pdf", PDF)])
    assert page.status == 422
    assert "1.pdf" not in ha.open(f"{draft}/giay-to").text


def test_a_name_is_shown_and_never_used(ha: Browser, draft: str):
    nasty = "../../etc/<script>alert(1)</script>.pdf"
    page = ha.follow(upload(ha, draft, (nasty, PDF)))
    assert "<script>alert" not in page.answer.text
    assert "script>.pdf" in page.text


def test_a_file_is_taken_out_again_and_twice_is_as_good(ha: Browser, draft: str):
    page = ha.follow(upload(ha, draft, ("1.pdf", PDF)))
    (button,) = page.tree.xpath("//button[starts-with(@value, 'remove:')]/@value")
    assert "1.pdf" not in ha.follow(ha.send(page, {}, button=button)).text
    assert ha.send(page, {}, button=button).status == 303


def test_a_file_comes_back_as_it_was(ha: Browser, draft: str):
    page = ha.follow(upload(ha, draft, ("ảnh sổ đỏ.pdf", PDF)))
    (href,) = page.tree.xpath("//ul[@class='files']//a/@href")
    answer = ha.client.get(href)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=anh_so_do.pdf; "
        "filename*=UTF-8''%E1%BA%A3nh%20s%E1%BB%95%20%C4%91%E1%BB%8F.pdf"
    )
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_is_not_there_for_others(ha: Browser, enter, draft: str):
    page = ha.follow(upload(ha, draft, ("1.pdf", PDF)))
    (href,) = page.tree.xpath("//ul[@class='files']//a/@href")
    assert enter("binh").open(href).status == 404


def test_going_on_without_a_paper_that_is_needed_is_told(ha: Browser, draft: str):
    page = ha.send(ha.open(f"{draft}/giay-to"), {})
    assert (page.status, page.errors) == (422, {"file-proof": "Tải lên giấy tờ nhà"})
    done = ha.follow(upload(ha, draft, ("1.pdf", PDF)))
    assert ha.send(done, {}, action=f"{draft}/giay-to").leads_to == f"{draft}/kiem-tra"


def test_a_forged_upload_is_refused(ha: Browser, draft: str):
    answer = ha.client.post(f"{draft}/giay-to", data={"action": "leave"})
    assert answer.status_code == 400
