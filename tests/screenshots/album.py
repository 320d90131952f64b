"""Keeps pictures of pages in the order they were met."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page


@dataclass(frozen=True)
class Width:
    """A window: its name, its size in CSS pixels, and how many real ones stand for each."""

    name: str
    width: int
    height: int
    scale: float


class Album:
    """The pictures of one walk. Each name is used once; a number keeps them in order."""

    def __init__(self, page: Page, folder: Path, width: str) -> None:
        self.page = page
        self.count = 0
        self._folder, self._width = folder, width

    def take_dark(self, name: str) -> None:
        """Take a picture of the page as it is by night."""
        self.page.emulate_media(color_scheme="dark")
        self.take(f"{name}-dark")
        self.page.emulate_media(color_scheme="null")

    def take(self, name: str, *, whole: bool = True) -> None:
        """Take a picture of the page, or only of what the window shows."""
        self.count += 1
        # Nobody clicks while a picture is taken, so a focus ring would be somebody else's.
        self.page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
        self.page.wait_for_load_state("networkidle")
        path = self._folder / f"{self.count:02}-{name}-{self._width}.png"
        self.page.screenshot(path=path, full_page=whole)
