"""A student rents a room: the landlord confirms by a sign-in of their own, on their own phone."""

import re
from datetime import date, timedelta

from playwright.sync_api import Browser

from tests.journeys.citizen import Citizen, answers_of
from tests.journeys.conftest import System
from tests.journeys.ways import CODE
from tests.servers.waiting import until

LANDLORD = {
    "lawful_owner_name": ["Trần Văn Ví Dụ"],
    "lawful_owner_number": ["000085000027"],
    "lawful_owner_phone": ["0900 000 027"],
}
LINK = re.compile(r"http://\S+/x/\S{22}")


def in_days(days: int) -> list[str]:
    """Type a day that lies ahead."""
    return [f"{date.today() + timedelta(days):%d/%m/%Y}"]


def submitted(citizen: Citizen, **landlord: list[str]) -> str:
    """Fill everything in, hand it in, and give the code shown."""
    form, case, answers = answers_of("1.004194", "the landlord confirms by their own sign-in")
    answers |= {**LANDLORD, **landlord}
    answers |= {"stay_from": in_days(7), "stay_until": in_days(300)}
    citizen.start(form.code, case)
    citizen.fill_all(answers)
    citizen.hand_in()
    citizen.fill(answers)
    citizen.press("Nộp hồ sơ")
    return code_on(citizen)


def code_on(citizen: Citizen) -> str:
    """Read the code of the dossier that was just submitted."""
    found = CODE.search(citizen.text())
    assert found, citizen.text()
    return found.group()


def test_the_dossier_waits_for_the_landlord_and_goes_when_they_say_yes(
    browser: Browser, system: System
) -> None:
    student, landlord = (Citizen.arrive(browser, system.base) for _ in range(2))
    code = submitted(student)
    assert "mời Trần Văn Ví Dụ xác nhận" in student.text()
    until(lambda: system.messages("/x/"))
    link = LINK.search(system.messages("/x/")[0])
    assert link and not system.agency_holds(code)

    landlord.go(link.group())
    assert "Nguyễn" not in landlord.text()
    landlord.press("Đăng nhập để xem và trả lời")
    landlord.sign_in("vidu")
    assert "Tôi là chủ sở hữu chỗ ở hợp pháp này" in landlord.text()
    landlord.press("Tôi xác nhận")
    assert landlord.heading().endswith("Bạn đã xác nhận")

    until(lambda: system.agency_holds(code))
    student.go(f"/ho-so/{code}")
    assert "Đã đủ xác nhận" in student.text()
    assert system.taken(code) == 1
    assert student.seen == landlord.seen == {}


def test_the_wrong_landlord_is_mended_without_typing_or_photographing_anything_anew(
    browser: Browser, system: System
) -> None:
    student = Citizen.arrive(browser, system.base)
    wrong = submitted(student, lawful_owner_number=["000301000035"])
    student.go(f"/ho-so/{wrong}/xac-nhan")
    student.press("Rút và sửa thành hồ sơ mới")
    # Everything is there, so it opens at the review; only what was wrong is typed again.
    assert "giấy chứng sinh.pdf" in student.text()
    student.page.locator("a[href$='#lawful_owner_number']").first.click()
    student.fill(LANDLORD)
    student.press("Tiếp tục")
    student.go(student.page.url.rpartition("/")[0] + "/kiem-tra")
    student.fill({"declaration": ["yes"]})
    student.press("Nộp hồ sơ")
    code = code_on(student)
    assert code != wrong
    student.go(f"/ho-so/{wrong}")
    assert "Hồ sơ đã được rút" in student.text()
    assert student.seen == {}
