"""axe in a browser's tab: it stands ready on every page, and says only what it finds wrong."""

from typing import Any

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    # The size of targets is left out of the tags' usual rules, so it is asked for by name.
    "rules": {"target-size": {"enabled": True}},
    # What passes is most of a report, and would be written down and carried here for nobody.
    "reporter": "no-passes",
}
_RUN = "(rules) => axe.run(rules).then(({ violations }) => ({ violations }))"


def stand_ready(context: BrowserContext) -> None:
    """Have axe on every page that is opened from now on."""
    context.add_init_script(Axe().axe_script)


def judge(page: Page, rules: dict[str, Any] | None = None) -> str:
    """Let axe say what it finds wrong in the page as it shows; nothing is the empty string."""
    results = AxeResults(page.evaluate(_RUN, rules or ALL))
    if not results.violations_count:
        return ""
    return f"{page.viewport_size}\n{results.generate_report()}\n"
