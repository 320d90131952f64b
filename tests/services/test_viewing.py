"""Looking at files: drawn apart, so that what is hostile falls there and is told in a sentence."""

import io

import pikepdf
import pytest
from PIL import Image

from portal.domain.errors import Unacceptable
from portal.services.viewing import drawing
from tests.furnished import hostile, papers


def test_pages_of_a_pdf_and_a_picture_are_drawn_to_a_size_that_can_be_read():
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(papers.pdf())) as first:
        first.pages.append(first.pages[0])
        first.pages[1].mediabox = pikepdf.Array([0, 0, 100_000, 20])
        first.save(made)
    for page in (1, 2):
        drawn = drawing.draw([made.getvalue()[:50], made.getvalue()[50:]], page)
        assert drawn.pages == 2
        assert max(Image.open(io.BytesIO(drawn.picture)).size) == drawing.LONGEST
    out = io.BytesIO()
    papers.picture(60, 40).save(out, "PNG")
    assert Image.open(io.BytesIO(drawing.draw([out.getvalue()], 1).picture)).size == (60, 40)


def test_what_cannot_be_drawn_says_why_and_takes_nothing_along():
    broken = [b"%PDF-1.7\nnothing", b"MZ" * 400, hostile.nested_bomb(), hostile.table_bomb(8)]
    cases = [(data, 1, "broken") for data in broken]
    cases += [(papers.locked_pdf(user="khoa"), 1, "locked"), (papers.pdf(), 2, "no_page")]
    cases += [(hostile.huge_picture(), 1, "too_heavy")]
    for data, page, reason in cases:
        with pytest.raises(Unacceptable) as caught:
            drawing.draw([data], page)
        assert caught.value.reason == reason
    with pytest.raises(Unacceptable) as caught:
        drawing.draw((b"z" * 2**20 for _ in range(100)), 1)
    assert caught.value.reason == "too_heavy"
    assert drawing.draw([papers.pdf()], 1).pages == 1
