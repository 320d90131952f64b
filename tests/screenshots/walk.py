"""One citizen's walk through the portal, picture by picture, until the result is there."""

from typing import Any
from urllib.parse import urlsplit

import requests
from playwright.sync_api import expect

from portal import clock
from portal.rehearsal import script
from portal.rehearsal.papers import sample
from tests.screenshots.album import Album
from tests.screenshots.answers import fill

_PATIENCE = 20_000  # milliseconds


class Walk:
    """A walk: from the home page to the result, with the sandbox agency played by hand."""

    def __init__(self, album: Album, base_url: str, procedure: str) -> None:
        self._album, self._page = album, album.page
        self._base = base_url
        self._script = script.write(procedure, clock.today())

    def whole(self) -> None:
        """Walk it all."""
        self._open_pages()
        self._begin()
        self._steps()
        self._papers()
        code = self._submit()
        self._follow(code)
        self._others()

    def _open_pages(self) -> None:
        self._page.goto(self._base)
        self._album.take("home")
        self._page.goto(f"{self._base}/?q={self._script.words}")
        self._album.take("search")
        self._page.goto(f"{self._base}/thu-tuc/{self._script.code}")
        self._album.take("procedure")

    def _begin(self) -> None:
        self._page.goto(f"{self._base}/thu-tuc/{self._script.code}/bat-dau")
        self._album.take("start-signed-out")
        self._page.get_by_role("link", name="Đăng nhập để bắt đầu").click()
        self._album.take("identity-provider")
        self._page.locator('button[name="person"]').first.click()
        self._page.locator('[name="case"]').first.wait_for(state="attached")
        fill(self._page, {"case": (self._script.case,)})
        agencies = self._page.locator('input[name="agency"]')
        if agencies.count() and not agencies.first.is_checked():
            agencies.first.check(force=True)
        self._album.take("start")
        self._press("Tiếp tục")

    def _steps(self) -> None:
        while not self._at("/giay-to", "/kiem-tra"):
            step = self._path.rsplit("/", 1)[-1]
            if step == "tre":
                self._press("Tiếp tục")
                self._album.take(f"step-{step}-mistakes")
                self._page.goto(self._page.url)
            fill(self._page, self._script.answers)
            self._album.take(f"step-{step}")
            self._album.take(f"step-{step}-window", whole=False)
            self._press("Tiếp tục")

    def _papers(self) -> None:
        if not self._at("/giay-to"):
            return
        self._album.take("documents-empty")
        paper = sample("giay chung sinh")
        given: dict[str, Any] = {"name": "giay-chung-sinh.pdf", "mimeType": "application/pdf"}
        self._page.locator('input[type="file"]').first.set_input_files(
            {**given, "buffer": paper.data}
        )
        if (button := self._page.get_by_role("button", name="Tải lên").first).is_visible():
            button.click()
        self._page.locator(".files").get_by_text("giay-chung-sinh.pdf").first.wait_for()
        self._album.take("documents")
        self._press("Tiếp tục")

    def _submit(self) -> str:
        self._album.take("review")
        for box in self._page.locator('main input[type="checkbox"]').all():
            box.check(force=True)
        self._press("Nộp hồ sơ")
        code = self._page.locator("main .code").first.inner_text().strip()
        self._album.take("submitted")
        return code

    def _follow(self, code: str) -> None:
        self._page.goto(f"{self._base}/ho-so/{code}")
        self._album.take("dossier-just-submitted")
        self._until("Cơ quan đã xác nhận")
        self._album.take("dossier-confirmed")
        for kind, said, name in (
            ("accepted", "Cơ quan đã tiếp nhận", "accepted"),
            ("supplement_requested", "Cơ quan cần bạn bổ sung", "supplement"),
            ("in_process", "Cơ quan đang giải quyết", "in-process"),
            ("decided", "Đã có kết quả", "decided"),
        ):
            self._agency(code, kind)
            self._until(said)
            self._album.take(f"dossier-{name}")
        self._message(code)

    def _message(self, code: str) -> None:
        """Open the link of the last text message, as somebody who is not signed in."""
        centre = self._at_port(3)
        inbox = requests.get(f"{centre}/inbox", timeout=10).json()
        sent = inbox["messages"] if isinstance(inbox, dict) else inbox
        text = next(each["text"] for each in sent if code in each["text"])
        self._page.goto(centre)
        self._album.take("telephone")
        # Whoever has the telephone need not be signed in.
        signed_in = self._page.context.cookies()
        self._page.context.clear_cookies()
        self._page.goto(text.split()[-1])
        self._album.take("status-link")
        self._album.take_dark("status-link")
        self._page.context.add_cookies(signed_in)

    def _others(self) -> None:
        for path, name in (
            ("/ho-so", "my-dossiers"),
            ("/tra-cuu", "look-up"),
            ("/tro-giup", "help"),
            ("/rieng-tu", "privacy"),
            ("/tiep-can", "accessibility"),
            ("/khong-co", "not-found"),
            ("/s/khongcotrangnay0000000", "link-gone"),
        ):
            self._page.goto(f"{self._base}{path}")
            self._album.take(name)

    def _agency(self, code: str, kind: str) -> None:
        """Let the sandbox agency do what an officer would."""
        agency = code.split("-")[0]
        address = f"{self._at_port(2)}/control/agencies/{agency}/dossiers/{code}/news"
        reasons = ["Ảnh giấy chứng sinh bị mờ, xin chụp lại rõ bốn góc"]
        deed = {
            "kind": kind,
            "officer": "Trần Thị Cán Bộ",
            "unit": "Bộ phận Một cửa",
            "reasons": reasons if kind == "supplement_requested" else [],
        }
        requests.post(address, json=deed, timeout=10).raise_for_status()

    def _until(self, said: str) -> None:
        """Look again until the page says it."""
        for _ in range(60):
            self._page.reload()
            happened = self._page.locator(".timeline .moment:not(.moment--next)")
            if happened.filter(has_text=said).count():
                return
            self._page.wait_for_timeout(300)
        raise TimeoutError(f"the dossier's page never said “{said}”")

    def _press(self, name: str) -> None:
        self._page.get_by_role("button", name=name, exact=True).click()
        expect(self._page.locator("main")).to_be_visible(timeout=_PATIENCE)

    def _at(self, *ends: str) -> bool:
        return self._path.endswith(ends)

    @property
    def _path(self) -> str:
        return urlsplit(self._page.url).path

    def _at_port(self, offset: int) -> str:
        parts = urlsplit(self._base)
        return f"http://{parts.hostname}:{(parts.port or 80) + offset}"
