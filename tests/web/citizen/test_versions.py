"""A draft whose form has a newer version: what is shown, what is chosen, what is carried over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from forms.loader import load
from portal.runtime import Runtime
from portal.services import publishing
from tests.web.citizen.browsing import Browser
from tests.web.citizen.filling import PEOPLE

OLD = (Path(__file__).parent / "moving.yaml").read_text(encoding="utf-8")
COLOUR = "      - {name: colour, kind: text, label: {vi: Màu nhà, en: Colour}}\n"
REASONS = OLD[OLD.index("      - name: reasons") : OLD.index("      - name: members")]
Publish = Callable[..., None]


@pytest.fixture
def publish(rt: Runtime) -> Publish:
    """Publish the form with some pieces replaced, a minute later."""

    def replaced(*pieces: tuple[str, str], text: str = OLD) -> None:
        for old, new in pieces:
            assert old in text
            text = text.replace(old, new, 1)
        with rt.db.write() as session:
            publishing.publish(session, load(text), text, "test")

    return replaced


def choose(browser: Browser, draft: str, action: str, **more: str):
    """Press a button of the choice."""
    return browser.send(browser.open(f"{draft}/ban-moi"), more, button=action)


def test_without_a_newer_version_there_is_nothing_to_choose(ha: Browser, draft: str):
    assert ha.open(f"{draft}/ban-moi").leads_to == draft


def test_opening_a_draft_shows_what_changed_in_the_page_s_language(
    ha: Browser, draft: str, publish: Publish
):
    publish((REASONS, COLOUR), ("max_items: 3", "max_items: 5"))
    assert ha.open(draft).leads_to == f"{draft}/ban-moi"
    assert ha.open(f"{draft}/nguoi-nop").leads_to == f"{draft}/ban-moi"
    page = ha.open(f"{draft}/ban-moi")
    assert page.heading == "Đăng ký chuyển nhà Tờ khai đã có bản mới"
    for line in ("Thêm câu hỏi “Màu nhà” (bắt buộc)", "Không còn hỏi “Lý do”"):
        assert line in page.text
    assert (
        "“Who moves along”: now 5 at most (before: 3)" in ha.open(f"{draft}/ban-moi?lang=en").text
    )


def test_a_version_in_which_nothing_changes_for_citizens_troubles_nobody(
    ha: Browser, draft: str, publish: Publish
):
    publish(("words: [chuyển nhà,", "words: [chuyển nhà, dời nhà,"))
    assert ha.open(draft).leads_to == f"{draft}/nguoi-nop"


def test_who_goes_on_with_the_old_version_is_not_asked_again_until_a_still_newer_one(
    ha: Browser, draft: str, publish: Publish
):
    publish((REASONS, ""))
    assert choose(ha, draft, "keep").leads_to == draft
    assert "Lý do" in ha.open(f"{draft}/noi-den").text
    publish((REASONS, COLOUR))
    assert ha.open(draft).leads_to == f"{draft}/ban-moi"


def test_answers_are_carried_over_and_those_without_a_place_were_shown_before(
    ha: Browser, draft: str, publish: Publish
):
    ha.send(ha.open(f"{draft}/nguoi-nop"), {**PEOPLE, "phone": "0987654321"})
    ha.send(ha.open(f"{draft}/noi-den"), {"reasons": ["work"]})
    publish((REASONS, COLOUR))
    assert "Lý do Việc làm" in ha.open(f"{draft}/ban-moi").text
    assert choose(ha, draft, "carry").leads_to == draft
    assert ha.open(f"{draft}/nguoi-nop").value("phone") == "0987654321"
    assert ha.open(f"{draft}/noi-den").value("colour") == ""
    assert ha.open(f"{draft}/ban-moi").leads_to == draft


def test_an_answer_that_is_no_choice_any_more_is_named_as_to_be_looked_at(
    ha: Browser, draft: str, publish: Publish
):
    ha.send(ha.open(f"{draft}/nguoi-nop"), {**PEOPLE, "relation": "owner"})
    publish(("value: owner, label", "value: landlord, label"))
    page = ha.open(f"{draft}/ban-moi")
    assert "Cần xem lại trong bản mới Bạn là Chủ nhà" in page.text


def test_a_case_that_is_gone_is_chosen_anew(ha: Browser, draft: str, publish: Publish):
    pieces = ("{id: usual, name: {vi: Trong tỉnh, en", "{id: near, name: {vi: Cùng tỉnh, en")
    publish(pieces, text=OLD.replace("case: usual", "case: near"))
    page = choose(ha, draft, "carry")
    assert (page.status, page.errors) == (422, {"case": "Chọn trường hợp của bạn"})
    assert choose(ha, draft, "carry", case="near").leads_to == draft
    assert ha.open(draft).leads_to == f"{draft}/nguoi-nop"


def test_a_choice_made_on_a_page_that_is_out_of_date_is_asked_for_again(
    ha: Browser, draft: str, publish: Publish
):
    publish((REASONS, ""))
    page = ha.open(f"{draft}/ban-moi")
    publish((REASONS, COLOUR))
    again = ha.send(page, {}, button="carry")
    assert again.status == 409
    assert "Màu nhà" in again.text


def test_nobody_chooses_for_somebody_else(
    ha: Browser, enter: Callable[..., Browser], draft: str, publish: Publish
):
    publish((REASONS, ""))
    assert enter("other").open(f"{draft}/ban-moi").status == 404
