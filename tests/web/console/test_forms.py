"""Form versions in the console: seen, compared, proposed, published, closed."""

from collections.abc import Callable
from io import BytesIO

from portal.models import Agency
from portal.runtime import Runtime
from portal.services import publishing
from portal.services.citizens import Signed
from portal.services.operations import deeds
from tests.forms.little import text
from tests.furnished import house
from tests.furnished.house import Hands
from tests.web.citizen.browsing import Browser, Page
from tests.web.console.conftest import AN

FORMS = "/console/bieu-mau"
CODE = "9.000001"
HERE = f"{FORMS}/{CODE}"
COLOUR = "      - {name: colour, kind: text, label: {vi: Màu, en: Colour}}"
WHY = {"reason": "Sửa theo thông tư mới"}


def bring(browser: Browser, source: str) -> Page:
    """Paste a text as a new version."""
    return browser.send(browser.open(f"{FORMS}/moi"), {"source": source})


def publish(browser: Browser, source: str, **answers: str) -> Page:
    """Paste a text and publish it."""
    page = browser.follow(bring(browser, source))
    return browser.send(page, {**WHY, **answers}, action=page.form().action)


def live(rt: Runtime) -> str:
    """Give the hash of the version that is live."""
    with rt.db.read() as session:
        return publishing.live(session, rt, CODE).hash


def test_every_procedure_stands_in_the_list_with_its_live_version(an: Browser) -> None:
    page = an.open(FORMS)
    assert house.PROCEDURE in page.text
    assert "test" in page.text


def test_a_text_goes_from_upload_to_live_with_its_reason(an: Browser, rt: Runtime) -> None:
    page = an.open(f"{FORMS}/moi")
    data = {
        "csrf_token": dict(page.form().pairs)["csrf_token"],
        "file": (BytesIO(text().encode()), "thu.yaml"),
    }
    sent = Page(an.client.post(f"{FORMS}/moi", data=data, content_type="multipart/form-data"))
    made = an.follow(sent)
    assert "các ví dụ đều đạt" in made.text and "thu.yaml" in made.text
    done = an.follow(an.send(made, WHY, action=f"{made.form().action}"))
    assert "Đã công bố" in done.text
    assert WHY["reason"] in done.text and AN.name in done.text
    assert live(rt)


def test_everything_wrong_is_told_with_its_line_and_the_text_is_kept(an: Browser) -> None:
    wrong = text(COLOUR.replace("kind: text", "kind: colour")).replace("legal:", "lega:")
    page = bring(an, wrong)
    assert page.status == 422
    assert page.text.count("Dòng ") >= 2
    assert "kind: colour" in page.form().element.fields["source"]


def test_a_file_that_is_no_text_is_refused_in_words(an: Browser) -> None:
    page = an.open(f"{FORMS}/moi")
    data = {
        "csrf_token": dict(page.form().pairs)["csrf_token"],
        "file": (BytesIO(b"\xff\xfe\x00"), "x.yaml"),
    }
    page = Page(an.client.post(f"{FORMS}/moi", data=data, content_type="multipart/form-data"))
    assert (page.status, page.errors) == (422, {"source": "Tệp phải là văn bản UTF-8"})


def test_nothing_brought_is_asked_for(an: Browser) -> None:
    page = bring(an, "  ")
    assert page.status == 422
    assert page.errors["source"].startswith("Chọn tệp YAML")


def test_a_proposal_tells_what_changes_from_the_live_version(an: Browser) -> None:
    publish(an, text())
    page = an.follow(bring(an, text(COLOUR)))
    assert "Màu" in page.text and "Thêm" in page.text


def test_a_proposal_can_be_looked_at_as_citizens_will_see_it(an: Browser) -> None:
    page = bring(an, text(COLOUR))
    shown = an.open(f"{page.leads_to}/xem-thu?buoc=two")
    assert shown.status == 200
    assert shown.tree.xpath("//input[@name='colour']")


def test_a_proposal_is_mended_in_place(an: Browser) -> None:
    page = an.follow(bring(an, text()))
    here = page.form().action.removesuffix("/cong-bo")
    wrong = an.send(page, {"source": "procedure: 1"}, action=f"{here}/luu")
    assert wrong.status == 422
    mended = an.follow(an.send(page, {"source": text(COLOUR)}, action=f"{here}/luu"))
    assert "colour" in mended.form(f"{here}/luu").element.fields["source"]


def test_of_two_who_save_a_proposal_the_second_keeps_their_text(an: Browser) -> None:
    page = an.follow(bring(an, text()))
    here = page.form().action.removesuffix("/cong-bo")
    an.send(page, {"source": text(COLOUR)}, action=f"{here}/luu")
    late = an.send(page, {"source": text() + "# mine\n"}, action=f"{here}/luu")
    assert late.status == 409
    assert "# mine" in late.form(f"{here}/luu").element.fields["source"]


def test_publishing_asks_for_a_reason(an: Browser) -> None:
    page = publish(an, text(), reason="  ")
    assert (page.status, list(page.errors)) == (422, ["reason"])


def test_a_version_is_scheduled_and_the_live_one_stays(an: Browser, rt: Runtime) -> None:
    publish(an, text())
    before = live(rt)
    publish(an, text(COLOUR), start="2026-12-05T07:00")
    assert live(rt) == before
    page = an.open(HERE)
    assert "Đã hẹn ngày" in page.text and "05/12/2026" in page.text


def test_a_moment_that_is_over_is_refused(an: Browser) -> None:
    page = publish(an, text(), start="2020-01-01T00:00")
    assert (page.status, list(page.errors)) == (422, ["start"])
    assert publish(an, text(), start="mai").errors.keys() == {"start"}


def test_whoever_decides_on_what_has_changed_meanwhile_is_asked_again(
    enter: Callable[..., Browser], rt: Runtime
) -> None:
    one, other = enter(), enter()
    publish(one, text())
    page = other.follow(bring(other, text(COLOUR)))
    publish(one, text() + "# another\n")
    late = other.send(page, WHY, action=page.form().action)
    assert late.status == 409
    assert "Vừa có người khác quyết định" in late.text
    again = other.send(late, WHY, action=late.form().action)
    assert again.status == 303


def test_a_procedure_is_closed_with_a_reason(an: Browser, rt: Runtime) -> None:
    publish(an, text())
    page = an.follow(an.send(an.open(HERE), WHY, action=f"{HERE}/dong"))
    assert "Đã đóng" in page.text and "Đã thôi áp dụng" in page.text
    with rt.db.read() as session:
        done = [row.deed for row in deeds.of_target(session, f"form:{CODE}")]
    assert done[0] == "form_closed"


def test_a_closed_version_is_made_live_again(an: Browser, rt: Runtime, hands: Hands) -> None:
    publish(an, text())
    first = live(rt)
    hands.turn(minutes=1)
    an.send(an.open(HERE), WHY, action=f"{HERE}/dong")
    hands.turn(minutes=1)
    page = an.open(f"{HERE}/ban/{first}")
    assert an.send(page, WHY).status == 303
    assert live(rt) == first


def test_a_versions_source_is_shown_and_given_as_it_was_published(an: Browser, rt: Runtime) -> None:
    source = text(COLOUR)
    publish(an, source)
    digest = live(rt)
    assert "name: colour" in an.open(f"{HERE}/ban/{digest}").text
    file = an.client.get(f"{HERE}/ban/{digest}/tep")
    assert file.get_data(as_text=True) == source
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_any_two_versions_are_compared_in_plain_words(an: Browser, rt: Runtime) -> None:
    publish(an, text())
    old = live(rt)
    publish(an, text(COLOUR))
    page = an.open(f"{HERE}/so-sanh?cu={old}&moi={live(rt)}")
    assert "Màu" in page.text
    back = an.open(f"{HERE}/so-sanh?cu={live(rt)}&moi={old}")
    assert "Bỏ" in back.text


def test_drafts_are_counted_at_the_version_they_hold(
    an: Browser, rt: Runtime, citizen: Signed, agency: Agency
) -> None:
    house.begin(rt, citizen, agency)
    cells = an.open(f"{FORMS}/{house.PROCEDURE}").tree.xpath("//td[@class='num']")
    assert [cell.text_content() for cell in cells] == ["1"]


def test_a_version_of_another_procedure_is_not_found(an: Browser, rt: Runtime) -> None:
    publish(an, text())
    assert an.open(f"{FORMS}/{house.PROCEDURE}/ban/{live(rt)}").status == 404
    assert an.open(f"{FORMS}/nothing").status == 404


def test_a_proposal_that_was_thrown_away_is_gone(an: Browser) -> None:
    sent = bring(an, text())
    page = an.follow(sent)
    assert an.send(page, {}, action=f"{sent.leads_to}/bo").leads_to == f"{FORMS}?xong=bo"
    assert an.open(sent.leads_to).status == 404


def test_the_journal_tells_who_did_what_and_why(an: Browser) -> None:
    publish(an, text())
    page = an.open("/console/nhat-ky")
    assert "công bố biểu mẫu" in page.text and WHY["reason"] in page.text
