"""An agency without a system: a citizen hands in, an officer works at the desk, both by browser."""

from playwright.sync_api import Browser

from tests.journeys.citizen import PDF, Citizen, answers_of
from tests.journeys.conftest import System
from tests.journeys.ways import CODE
from tests.servers.waiting import until


def handed_in(citizen: Citizen) -> str:
    """Hand a dossier in at the agency that works at the desk; give its code."""
    form, case, answers = answers_of("1.001193")
    citizen.start(form.code, case, agency="Trường Vinh")
    citizen.fill_all(answers)
    citizen.hand_in()
    citizen.fill(answers)
    citizen.press("Nộp hồ sơ")
    found = CODE.search(citizen.text())
    assert found, citizen.text()
    return found.group()


def do(officer: Citizen, deed: str, words: str = "") -> None:
    """Do something with the dossier that is open."""
    officer.press(deed)
    if words:
        officer.page.fill("[name=words]", words)
    if deed == "Có kết quả":
        officer.page.set_input_files("[name=files]", PDF)
    officer.press(deed)
    assert "Đã ghi" in officer.text(), officer.text()


def give(officer: Citizen) -> None:
    """Hand the result over at the counter to whoever has come."""
    officer.press("Trả kết quả")
    officer.page.check("[name=way][value=counter]")
    officer.page.fill("[name=paper]", "000190000022")
    officer.page.get_by_role("button", name="Trả kết quả").click()
    officer.page.wait_for_load_state()
    officer.look()
    assert "Đã ghi" in officer.text(), officer.text()


def test_a_dossier_is_worked_to_the_end_at_the_desk_and_its_citizen_has_the_result(
    browser: Browser, system: System
) -> None:
    citizen = Citizen.arrive(browser, system.base)
    code = handed_in(citizen)
    officer = Citizen.arrive(browser, system.base)
    officer.go("/desk")
    officer.sign_in("tiepnhan")

    def there() -> bool:
        officer.go("/desk/H41.92")
        return code in officer.text()

    until(there, seconds=40)
    officer.press(code)
    assert "Nội dung khai" in officer.text()
    do(officer, "Yêu cầu bổ sung", "Thiếu giấy chứng sinh bản rõ")
    citizen.go(f"/ho-so/{code}")
    assert "Thiếu giấy chứng sinh bản rõ" in citizen.text()
    do(officer, "Tiếp nhận")
    do(officer, "Chuyển giải quyết")
    do(officer, "Có kết quả")
    give(officer)
    citizen.go(f"/ho-so/{code}")
    assert "Đã trả kết quả" in citizen.text()
    assert citizen.result()[:4] == b"%PDF"
    until(lambda: len(system.messages(code)) == 5, seconds=40)
    assert (citizen.seen, officer.seen) == ({}, {})
