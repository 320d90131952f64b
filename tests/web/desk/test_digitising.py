"""The page where a dossier's papers are recorded as digitised."""

import pytest

from forms.loader import CATALOG, load
from portal.services import publishing
from tests.furnished.desks import BINH, add_desk
from tests.furnished.desks import officer as hire


@pytest.fixture
def page(lying):
    return f"/desk/H41.77.01/ho-so/{lying.code}/so-hoa"


def test_what_was_typed_stays_until_it_is_right_and_is_shown_then(binh, page):
    shown = binh.open(page)
    assert "chưa ghi" in shown.text and shown.form(page).pairs
    typed = {"type_code": "kq.g01.000777", "owner_number": "12", "number": "12-KS"}
    # Nobody chose for the officer where the file came from.
    bad = binh.send(shown, {**typed, "issued_on": "31/2/2026"}, action=page)
    assert bad.status == 422 and set(bad.errors) == {"source", "issued_on"}
    assert "31/2/2026" in bad.answer.text and "12-KS" in bad.answer.text
    worse = binh.send(bad, {"source": "scan", "issued_on": "20/11/2026"}, action=page)
    assert set(worse.errors) == {"owner_number"}
    done = binh.send(worse, {"owner_number": "000190 000011"}, action=page)
    text = binh.follow(done).text
    assert "bản quét từ giấy" in text and "KQ.G01.000777" in text and "12-KS" in text
    assert "chưa ghi" not in text


def test_codes_of_papers_that_forms_name_are_offered_and_any_other_may_be_typed(rt, binh, page):
    source = (CATALOG / "1.001193.yaml").read_text(encoding="utf-8")
    with rt.db.write() as session:
        publishing.publish(session, load(source), source, "test")
    shown = binh.open(page)
    offered = shown.tree.xpath("//datalist[@id='type_code-list']/option/@value")
    assert "000.00.00.G15-KQ003967" in offered
    assert shown.tree.xpath("//input[@name='type_code']/@list") == ["type_code-list"]
    done = binh.send(shown, {"source": "scan", "type_code": "KQ.MAU"}, action=page)
    assert "KQ.MAU" in binh.follow(done).text


def test_a_page_that_is_not_up_to_date_records_nothing(rt, binh, page):
    old = binh.open(page)
    binh.send(old, {"source": "scan"}, action=page)
    again = binh.send(old, {"source": "electronic"}, action=page)
    assert again.status == 409 and "vừa có thay đổi" in again.text
    assert binh.open(f"{page}?tep=không-có").status == 404
    assert binh.open(page).text.count("bản quét từ giấy") == 1


def test_officers_of_other_desks_do_not_see_it(rt, enter, page):
    other = hire(rt, add_desk(rt, "H41.77.02"), person=BINH)
    assert enter(other).open(page).status == 404
    assert enter(other).open(page.replace("77.01", "77.02")).status == 404
