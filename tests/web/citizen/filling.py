"""Fills a draft in as a citizen would, so that it lacks nothing but the pledge."""

from tests.furnished.papers import pdf
from tests.web.citizen.browsing import Browser

PDF = pdf(size=3000)
PEOPLE = {"phone": "0912 345 678", "relation": "owner"}
HOME = {
    "home.province": "01",
    "home.commune": "00004",
    "home.street": "Số 5 phố Đội Cấn",
    "moved_on": "20/11/2026",
}


def fill_in(browser: Browser, draft: str, *, home: bool = True) -> None:
    """Go through all steps; without ``home`` the one of the new home is left out."""
    browser.send(browser.open(f"{draft}/nguoi-nop"), PEOPLE)
    if home:
        browser.send(browser.open(f"{draft}/noi-den"), HOME)
    again = browser.send(browser.open(f"{draft}/cam-doan"), {"wants_copies": "yes"})
    browser.send(browser.follow(again), {"copies": "2"})
    browser.upload(browser.open(f"{draft}/giay-to"), "proof", [("nha.pdf", PDF)])


def submitted(browser: Browser, draft: str) -> str:
    """Fill a draft in and submit it; gives the dossier's code."""
    fill_in(browser, draft)
    sent = browser.send(browser.open(f"{draft}/kiem-tra"), {"declaration": "yes"})
    return sent.leads_to.split("/")[2]
