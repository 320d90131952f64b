"""What may be handed in for a document: kinds of files, how many, how large; as the check holds."""

import pytest

from forms.loader import FormError, load
from forms.messages import say
from forms.needs import File
from tests.forms import little

BOTH_SIDES = """
  - {id: card, name: {vi: Căn cước hai mặt, en: Both sides of the card}, kinds: [photo],
     min_files: 2, max_files: 3, max_size: 5 MB, presented_as: [original, photo]}
"""
MB = 1024**2


def needed(documents: str):
    """The first document of a form, as it is needed."""
    return little.checked(little.form(documents=documents), {}).documents[0]


def errors(count: int, documents: str = BOTH_SIDES, lang: str = "vi"):
    """What is said of so many files."""
    form = little.form(documents=documents)
    return little.checked(form, {}, files={"card": count}, lang=lang).errors


@pytest.mark.parametrize(
    ("file", "present", "said"),
    [
        (File("a.jpg", "image/jpeg", 5 * MB), 0, None),
        (File("a.heic", "image/heic", 1), 2, None),
        (File("a.pdf", "application/pdf", 1), 0, "Tệp “a.pdf” không phải ảnh chụp"),
        (File("a.html", "text/html", 1), 0, "Tệp “a.html” không phải ảnh chụp"),
        (
            File("a.jpg", "image/jpeg", 5 * MB + 600 * 1024),
            0,
            "Tệp “a.jpg” nặng 5,5 MB. Giấy tờ này nhận mỗi tệp tối đa 5 MB",
        ),
        (
            File("a.jpg", "image/jpeg", 1),
            3,
            "Không thêm được “a.jpg”: giấy tờ này nhận tối đa 3 tệp",
        ),
    ],
)
def test_a_file_is_taken_or_refused_by_the_rules_of_its_document(file, present, said):
    refused = needed(BOTH_SIDES).limits.refuses(file, present)
    assert (say(refused, "vi") if refused else None) == said
    assert refused is None or say(refused, "en") != said


def test_without_rules_of_its_own_a_document_takes_pdf_and_photos_as_the_portal_does():
    limits = needed("  - {id: card, name: {vi: Căn cước, en: Card}}").limits
    assert "application/pdf" in limits.media_types and "image/heic" in limits.media_types
    assert (limits.min_files, limits.max_files, limits.max_size) == (1, 10, None)
    refused = limits.refuses(File("a.zip", "application/zip", 1), 0)
    assert say(refused, "vi") == "Tệp “a.zip” không phải PDF hay ảnh"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Tải lên căn cước hai mặt"),
        (1, "Tải lên đủ 2 tệp của căn cước hai mặt, hiện có 1"),
        (2, None),
        (3, None),
        (4, "Bỏ bớt tệp của căn cước hai mặt, tối đa 3 tệp"),
    ],
)
def test_the_check_counts_the_files_of_a_document(count, said):
    assert errors(count) == ({"documents.card": said} if said else {})
    assert bool(errors(count, lang="en")) is bool(said)


def test_half_of_a_document_that_need_not_come_is_no_use():
    optional = BOTH_SIDES.replace("kinds", "need: optional, kinds")
    assert errors(0, optional) == {}
    assert "documents.card" in errors(1, optional)


def test_what_a_document_may_be_presented_as_stands_best_first():
    document = needed(BOTH_SIDES).document
    assert (document.presented_as, document.forms) == ("original", ("original", "photo"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "5 MB",
            "5 megabyte",
            "“max_size” has to be a size like 5 MB or 500 KB, not “5 megabyte”",
        ),
        (
            "min_files: 2",
            "min_files: 4",
            "“min_files” (4) has to be at least 1 and at most “max_files” (3)",
        ),
        (
            "min_files: 2",
            "min_files: 0",
            "“min_files” (0) has to be at least 1 and at most “max_files” (3)",
        ),
        ("[photo]", "[film]", "“kinds” cannot be “film”; it can be: pdf, photo"),
        (
            "[original, photo]",
            "[sketch]",
            "“presented_as” cannot be “sketch”; it can be: original, certified_copy, copy, photo",
        ),
    ],
)
def test_rules_nobody_can_keep_do_not_load(old, new, said):
    with pytest.raises(FormError) as error:
        load(little.text(documents=BOTH_SIDES.replace(old, new)))
    assert [problem.text for problem in error.value.problems] == [said]


def test_results_that_will_do_in_its_place_stand_beside_its_own_code():
    text = "{id: home, name: {vi: Giấy tờ nhà, en: House papers}, code: KQ.G01.000001, results: %s}"
    (first,) = little.form(documents="  - " + text % "[KQ.G01.000002, KQ.G01.000001]").documents[:1]
    assert first.types == ("KQ.G01.000001", "KQ.G01.000002")
    (alone,) = little.form(documents="  - " + text % "KQ.G01.000003").documents[:1]
    assert alone.results == ("KQ.G01.000003",)
