"""A citizen in a browser, who has axe look at every page on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Locator, Page, expect

from forms.fields import to_fields
from forms.loader import load_catalog
from forms.spec import Form
from tests.furnished.papers import pdf
from tests.servers.axe import judge, stand_ready

PDF = {"name": "giấy chứng sinh.pdf", "mimeType": "application/pdf", "buffer": pdf()}


def answers_of(procedure: str, named: str = "") -> tuple[Form, str, dict[str, list[str]]]:
    """Give a form of the catalogue, and case and answers of its first valid example (so named)."""
    form = next(each.form for each in load_catalog() if each.form.code == procedure)
    example = next(each for each in form.examples if not each.errors and named in each.name)
    fields: dict[str, list[str]] = {}
    for question, raw in example.answers.items():
        for name, value in to_fields(raw, question):
            fields.setdefault(name, []).append(value)
    return form, example.case, fields


@dataclass
class Citizen:
    """Somebody with a browser; ``seen`` holds what axe found, by page."""

    page: Page
    base: str
    script: bool
    seen: dict[str, str] = field(default_factory=dict)

    @classmethod
    def arrive(
        cls, browser: Browser, base: str, *, script: bool = True, width: int = 360
    ) -> "Citizen":
        """Open a browser window of one's own."""
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        stand_ready(context)
        return cls(context.new_page(), base, script)

    def go(self, path: str) -> None:
        """Open a page of the portal."""
        self.page.goto(path if path.startswith("http") else self.base + path)
        self.look()

    def look(self) -> None:
        """Have axe read the page (it needs scripts of its own, so only where they run)."""
        if not self.script:
            return
        if wrong := judge(self.page):
            self.seen[self.page.url] = wrong

    def press(self, words: str) -> None:
        """Press a button or follow a link, by what it says, and look at the next page."""
        button = self.page.get_by_role("button", name=words).or_(
            self.page.get_by_role("link", name=words)
        )
        button.first.click()
        self.page.wait_for_load_state()
        self.look()

    def sign_in(self, person: str = "mau") -> None:
        """Pick a sample person at the sandbox identity provider."""
        self.page.check("input[name=acr][value=LoA2]")
        self.page.click(f"button[name=person][value={person}]")
        self.page.wait_for_load_state()
        self.look()

    def start(self, procedure: str, case: str, agency: str = "Thành Vinh") -> None:
        """Begin a procedure at an agency, signing in on the way."""
        self.go(f"/thu-tuc/{procedure}/bat-dau")
        self.press("Đăng nhập để bắt đầu")
        self.sign_in()
        self.fill({"case": [case]})
        offered = self.page.get_by_role("radio", name=agency)
        if offered.count():
            offered.first.check()
        self.press("Tiếp tục")

    def fill_all(self, answers: Mapping[str, Iterable[str]]) -> None:
        """Fill step after step in until the papers are asked for."""
        for _ in range(30):
            if self.page.url.endswith("/giay-to") or self.page.url.endswith("/kiem-tra"):
                return
            self.fill(answers)
            self.press("Tiếp tục")
        raise AssertionError(f"stuck at {self.page.url}: {self.errors()}")

    def fill(self, answers: Mapping[str, Iterable[str]]) -> None:
        """Answer what this page asks."""
        for name, values in answers.items():
            for value in values:
                self._answer(self.page.locator(f'main [name="{name}"]'), name, value)

    def _answer(self, control: Locator, name: str, value: str) -> None:
        if not control.count():
            return
        kind = control.first.evaluate("c => c.type")
        if kind in ("radio", "checkbox"):
            self.page.check(f'main [name="{name}"][value="{value}"]')
        elif kind == "select-one":
            self._choose(control.first, name, value)
        elif kind not in ("hidden", "file", "submit"):
            control.first.fill(value)

    def _choose(self, select: Locator, name: str, value: str) -> None:
        """Choose from a list, by value or label; a commune's may have to be fetched first."""
        wanted = f'option[value="{value}"], option:text-is("{value}")'
        if not select.locator(wanted).count() and not self.script:
            self.page.click(f'button[value="refresh:{name.rpartition(".")[0]}"]')
            self.page.wait_for_load_state()
        option = select.locator(wanted).first
        option.wait_for(state="attached")
        select.select_option(value=str(option.get_attribute("value")))

    def hand_in(self) -> None:
        """Give a file for every paper that is required, then go on."""
        for _ in range(10):
            empty = self.page.locator("section.document:not(:has(.files)):not(:has(.optional))")
            if not empty.count():
                break
            left = empty.count()
            empty.first.locator("input[type=file]").set_input_files(PDF)
            # With scripts files are sent as soon as they are chosen, and the button is not there.
            button = empty.first.get_by_role("button", name="Tải lên")
            if button.is_visible():
                button.click()
            expect(empty).to_have_count(left - 1)
            self.page.wait_for_load_state()
            self.look()
        self.press("Tiếp tục")

    def errors(self) -> list[str]:
        """List what the page asks to be mended."""
        return self.page.locator(".govuk-error-summary li").all_inner_texts()

    def heading(self) -> str:
        """Read the page's heading."""
        return self.page.locator("h1").inner_text()

    def text(self) -> str:
        """Read the whole page."""
        return self.page.locator("main").inner_text()

    def download(self, words: str) -> bytes:
        """Take a file along, by the words of its link."""
        return self._fetch(self.page.get_by_role("link", name=words).first)

    def result(self) -> bytes:
        """Take the result along."""
        region = self.page.get_by_role("region", name="Kết quả của bạn")
        return self._fetch(region.get_by_role("link").first)

    def _fetch(self, link: Locator) -> bytes:
        address = str(link.get_attribute("href", timeout=5000))
        return self.page.request.get(self.base + address).body()
