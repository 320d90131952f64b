"""A document's own rules: kinds, numbers and sizes, the same at both doors."""

import pytest

from forms.loader import load
from portal.models import Attachment
from portal.services import publishing
from tests.furnished.papers import pdf, photo, picture
from tests.web.citizen.conftest import SOURCE
from tests.web.citizen.tus.conftest import kept
from tests.web.citizen.tus.test_uploads import rows

PDF, JPEG = pdf(size=3000), photo(drawn=picture(1200, 800))
LARGE = pdf(size=1_200_000)
LARGE_PHOTO = photo("PNG", drawn=picture(800, 600).effect_spread(99), compress_level=0)
RULES = {
    "pdf": "kinds: [pdf], max_size: 1 MB, max_files: 2",
    "photo": "kinds: [photo], max_size: 1 MB, min_files: 2, max_files: 3",
}
PHOTO_RULES = "Nhận JPG, PNG, HEIC, WEBP, TIFF. Mỗi tệp tối đa 1 MB. Cần ít nhất 2 tệp."


@pytest.fixture
def rules(request) -> str:
    """Give what the document of this test may be."""
    return RULES[request.param]


@pytest.fixture
def rt(rt, rules):
    """Give a portal whose form has these rules."""
    source = SOURCE.replace("max_files: 2}", rules + "}", 1)
    with rt.db.write() as session:
        publishing.publish(session, load(source), source, "test")
    return rt


def by_form(sender, name: str, data: bytes) -> tuple[int, str]:
    """Hand a file in by the form's own button; give status and what is said."""
    page = sender.browser.upload(sender.browser.open(sender.page), "proof", [(name, data)])
    return page.status, page.errors.get("file-proof", "") if page.status != 303 else ""


def by_pieces(sender, name: str, data: bytes) -> tuple[int, str]:
    """Send a file piece by piece; give the status that says the same, and what is said."""
    kind = "image/png" if name.endswith("png") else "application/pdf"
    answer = sender.begin(len(data), filename=name, filetype=kind)
    if answer.status_code == 201:
        answer = sender.patch(answer.headers["Location"], data)
    if answer.status_code == 204:
        return 303, ""
    assert (answer.json["field"], answer.json["file"]) == ("file-proof", name)
    return answer.status_code, answer.json["message"]


both_doors = pytest.mark.parametrize("hand_in", [by_form, by_pieces])


@both_doors
@pytest.mark.parametrize(
    ("rules", "file", "wrong"),
    [
        ("pdf", ("nhà.jpg", JPEG), (422, "Tệp “nhà.jpg” không phải PDF")),
        ("photo", ("ảnh.pdf", PDF), (422, "Tệp “ảnh.pdf” không phải ảnh chụp")),
        ("pdf", ("to.pdf", LARGE), (413, "nặng 1,1 MB. Giấy tờ này nhận mỗi tệp tối đa 1 MB")),
    ],
    indirect=["rules"],
)
def test_a_file_against_the_rules_is_named_and_leaves_nothing(sender, rt, hand_in, file, wrong):
    status, told = hand_in(sender, *file)
    assert status == wrong[0] and wrong[1] in told
    assert (kept(rt), rows(rt, Attachment)) == ([], [])


@both_doors
@pytest.mark.parametrize("rules", ["pdf", "photo"], indirect=True)
def test_a_file_within_the_rules_is_taken(sender, rules, hand_in):
    name, data = ("nhà.pdf", PDF) if "pdf" in rules else ("ảnh.jpg", JPEG)
    assert hand_in(sender, name, data) == (303, "")


@both_doors
@pytest.mark.parametrize("rules", ["pdf"], indirect=True)
def test_no_more_files_come_than_the_document_takes(sender, hand_in):
    for name in ("1.pdf", "2.pdf"):
        assert hand_in(sender, name, PDF) == (303, "")
    status, told = hand_in(sender, "3.pdf", PDF)
    assert status == 422 and "“3.pdf”: giấy tờ này nhận tối đa 2 tệp" in told


@both_doors
@pytest.mark.parametrize("rules", ["photo"], indirect=True)
def test_a_photo_is_measured_as_it_is_kept(sender, rt, hand_in):
    assert len(LARGE_PHOTO) > 1024 * 1024
    assert hand_in(sender, "ảnh.png", LARGE_PHOTO) == (303, "")
    (file,) = rows(rt, Attachment)
    assert file.size <= 1024 * 1024


@pytest.mark.parametrize("rules", ["photo"], indirect=True)
def test_too_few_files_are_told_and_photos_that_are_wanted_stay_photos(sender):
    for name in ("1.jpg", "2.jpg"):
        page = sender.browser.open(sender.page)
        assert PHOTO_RULES in page.text
        assert sender.browser.send(page, {}).status == 422
        by_form(sender, name, JPEG)
    page = sender.browser.open(sender.page)
    assert not page.tree.xpath("//button[starts-with(@value, 'merge:')]")
    assert sender.browser.send(page, {}).status == 303
