"""After a dossier is submitted: agency and citizen ask each other, answer, and say how it was."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser, expect

from tests.journeys.citizen import PDF, Citizen
from tests.journeys.conftest import System
from tests.journeys.ways import DUE, seen_by_a_stranger, submitted
from tests.servers.waiting import until

REASON = "Chụp lại giấy chứng sinh, thấy rõ số giấy"
QUESTION = "Tôi đến nhận kết quả buổi chiều được không?"
WORD = "Được. Mang theo thẻ căn cước."
ANSWER = "Tôi gửi lại ảnh chụp rõ hơn."


def test_a_supplement_is_answered_from_the_message_and_moves_the_due_date(
    browser: Browser, system: System
) -> None:
    code = submitted(Citizen.arrive(browser, system.base, script=False))
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
    code = submitted(Citizen.arrive(browser, system.base, script=False))
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
    stranger = seen_by_a_stranger(citizen, link)
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
