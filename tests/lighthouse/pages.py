"""Which pages Lighthouse looks at, and how it comes to the personal ones."""

from playwright.sync_api import sync_playwright

from tests.journeys.citizen import Citizen, answers_of
from tests.lighthouse.measure import Looked
from tests.servers.browser import chromium_arguments, find_chromium

PROCEDURE = "1.001193"
OPEN = (
    Looked("home", "/"),
    Looked("search", "/?q=lam+giay+khai+sinh"),
    Looked("procedure", f"/thu-tuc/{PROCEDURE}"),
    Looked("look-up", "/tra-cuu"),
    Looked("help", "/tro-giup"),
    Looked("accessibility", "/tiep-can"),
    Looked("privacy", "/rieng-tu"),
)


def personal(base: str) -> tuple[Looked, ...]:
    """Sign in as a sample person, begin a draft, and name the pages only they can see."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=chromium_arguments()
        )
        citizen = Citizen.arrive(browser, base, script=False)
        form, case, answers = answers_of(PROCEDURE)
        citizen.start(form.code, case)
        step = citizen.page.url.removeprefix(base)
        citizen.fill_all(answers)
        papers = citizen.page.url.removeprefix(base)
        cookies = citizen.page.context.cookies()
        browser.close()
    cookie = "; ".join(f"{each.get('name')}={each.get('value')}" for each in cookies)
    found = {"my dossiers": "/ho-so", "form step": step, "papers": papers}
    return tuple(Looked(name, path, cookie) for name, path in found.items())
