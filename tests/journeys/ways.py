"""Ways that several journeys have in common."""

import re

from tests.journeys.citizen import Citizen, answers_of

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


def seen_by_a_stranger(citizen: Citizen, link: str) -> str:
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
