"""A birth is registered from a phone: from the first search to the result."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.journeys.citizen import PDF, Citizen, answers_of
from tests.journeys.conftest import System
from tests.servers.waiting import until

DUE = "2027-01-05T10:00:00Z"
CODE = re.compile(r"H41[\d.]*-\d{6}-\d{4,}")


def submitted(citizen: Citizen) -> str:
    """Search, sign in, fill in, hand in and submit; give the code shown at once."""
    form, case, answers = answers_of("1.001193")
    citizen.go("/?q=lam+giay+khai+sinh")
    citizen.press(form.name.vi)
    citizen.start(form.code, case)
    citizen.fill_all(answers)
    citizen.hand_in()
    assert answers["child_name"][0] in citizen.text()
    citizen.fill(answers)
    citizen.press("Nộp hồ sơ")
    assert "Đã nhận hồ sơ của bạn" in citizen.heading()
    found = CODE.search(citizen.text())
    assert found, citizen.text()
    return found.group()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_birth_is_registered_from_search_to_result(
    browser: Browser, system: System, script: bool
) -> None:
    citizen = Citizen.arrive(browser, system.base, script=script)
    code = submitted(citizen)
    until(lambda: system.agency_holds(code))
    until(lambda: system.messages(code))
    link = re.search(r"http://\S+/s/\S{22}", system.messages(code)[-1])
    assert link
    until(lambda: "Cơ quan đã xác nhận" in _status(citizen, link.group()))

    system.agency_says(code, "accepted", due_at=DUE, officer="Cán bộ Mẫu")
    until(lambda: len(system.messages(code)) == 2)
    citizen.go(f"/ho-so/{code}")
    receipt = PdfReader(BytesIO(citizen.download("Giấy tiếp nhận"))).pages[0].extract_text()
    assert code in receipt and "05 tháng 01 năm 2027" in receipt

    system.agency_says(code, "decided")
    until(lambda: len(system.messages(code)) == 3)
    citizen.go(f"/ho-so/{code}")
    assert citizen.result().startswith(b"%PDF-")
    assert system.taken(code) == 1
    assert citizen.seen == {}


REASON = "Chụp lại giấy chứng sinh, thấy rõ số giấy"
QUESTION = "Tôi đến nhận kết quả buổi chiều được không?"
WORD = "Được. Mang theo thẻ căn cước."
ANSWER = "Tôi gửi lại ảnh chụp rõ hơn."


def test_a_supplement_is_answered_from_the_message_and_moves_the_due_date(
    browser: Browser, system: System
) -> None:
    code = submitted(Citizen.arrive(browser, system.base))
    citizen = Citizen.arrive(browser, system.base)
    citizen.go(_asked_for_more(system, code))
    assert REASON not in citizen.text() and "trước ngày 12/01/2027" in citizen.text()
    citizen.press("Đăng nhập để bổ sung")
    citizen.sign_in()
    assert REASON in citizen.text()
    citizen.page.fill("textarea[name=text]", ANSWER)
    citizen.page.set_input_files("input[type=file]", PDF)
    button = citizen.page.get_by_role("button", name="Tải lên")
    if button.is_visible():
        button.click()
    expect(citizen.page.locator("ul.files a")).to_have_text("giấy chứng sinh.pdf")
    assert citizen.page.input_value("textarea[name=text]") == ANSWER
    citizen.press("Gửi bổ sung")
    assert "Đã gửi bổ sung lúc" in citizen.text()
    until(lambda: system.letters(code))
    (held,) = system.letters(code)
    assert held["text"] == ANSWER and len(held["files"]) == 1

    system.agency_says(code, "in_process")
    until(lambda: "Cơ quan đang giải quyết" in _again(citizen, code))
    shown = citizen.page.locator(".due .big").inner_text()
    assert datetime.strptime(shown, "%d/%m/%Y") > datetime(2027, 1, 5)
    assert citizen.seen == {}


def test_a_message_is_answered_and_the_result_is_rated(browser: Browser, system: System) -> None:
    code = submitted(Citizen.arrive(browser, system.base))
    citizen = Citizen.arrive(browser, system.base)
    until(lambda: system.agency_holds(code))
    citizen.go(f"/ho-so/{code}")
    citizen.sign_in()
    citizen.press("Nhắn cơ quan")
    citizen.page.fill("textarea[name=text]", QUESTION)
    citizen.press("Gửi tin")
    assert QUESTION in citizen.text()
    until(lambda: system.letters(code))
    (held,) = system.letters(code)
    assert (held["kind"], held["text"]) == ("message", QUESTION)
    system.agency_says(code, "message", note=WORD, answers=held["id"])
    until(lambda: len(system.messages(code)) == 2)
    (link,) = re.findall(
        r"Xem va tra loi tai (http://\S+/s/\S{22})", " ".join(system.messages(code))
    )
    stranger = _status(citizen, link)
    assert "Cơ quan có tin nhắn cho bạn" in stranger and WORD not in stranger
    text = _again(citizen, code)
    assert WORD in text and "Cơ quan đã trả lời tin này" in text
    _rate(citizen, system, code)
    assert citizen.seen == {}


def _rate(citizen: Citizen, system: System, code: str) -> None:
    """Let the agency decide, and say how it was."""
    system.agency_says(code, "accepted", due_at=DUE)
    system.agency_says(code, "decided")
    until(lambda: "Đã có kết quả" in _again(citizen, code))
    assert WORD in citizen.text()
    citizen.press("Đánh giá việc giải quyết hồ sơ này")
    citizen.fill({name: ["2"] for name in ("attitude", "guidance", "on_time", "papers", "result")})
    citizen.press("Gửi đánh giá")
    assert "Cảm ơn bạn." in citizen.text()
    until(lambda: len(system.letters(code)) == 2)
    assert system.letters(code)[-1]["scores"]["on_time"] == 2


def _asked_for_more(system: System, code: str) -> str:
    """Let the agency accept and then ask for more, a while ago; give the link in the message."""
    until(lambda: system.agency_holds(code))
    system.agency_says(code, "accepted", due_at=DUE, occurred_at=_days_ago(15))
    asked = {"reasons": [REASON], "due_at": "2027-01-12T10:00:00Z", "occurred_at": _days_ago(14)}
    system.agency_says(code, "supplement_requested", **asked)
    until(lambda: len(system.messages(code)) == 3)
    link = re.search(r"Xem va nop tai (http://\S+/s/\S{22})", system.messages(code)[0])
    assert link, system.messages(code)
    return link.group(1)


def _again(citizen: Citizen, code: str) -> str:
    citizen.go(f"/ho-so/{code}")
    return citizen.text()


def _days_ago(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat()


def _status(citizen: Citizen, link: str) -> str:
    """Open the link of an SMS where nobody is signed in; nobody can be known from it."""
    other = citizen.page.context.browser
    assert other is not None
    stranger = Citizen.arrive(other, citizen.base, script=citizen.script)
    stranger.go(link)
    text = stranger.text()
    assert not any(told in text for told in ("Nguyễn", "Minh An", "091", "giấy chứng sinh"))
    citizen.seen |= stranger.seen
    stranger.page.context.close()
    return text
