"""Walks a running laptop's portal as a citizen would, and keeps a picture of every page.

``python -m tests.screenshots http://127.0.0.1:8000 FOLDER`` (without an address a system is started
for it, and stopped again: ``make screenshots``) writes ``01-home-phone.png`` and so on,
for a telephone (360 × 800) and a desk (1280 × 900); with ``--dark`` the pictures are dark. Nothing
is asserted here: the pictures are for eyes, and for the README.
"""

import argparse
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.screenshots import shown
from tests.screenshots.album import Album, Width
from tests.screenshots.walk import Walk
from tests.servers.browser import chromium_arguments, find_chromium
from tests.servers.whole_system import whole_system

WIDTHS = (Width("phone", 360, 800, 2.0), Width("desktop", 1280, 900, 1.0))


def main() -> None:
    """Take the pictures."""
    # Told to stop, leave the blocks below, so that the system started here is stopped too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("base_url", nargs="?")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--dark", action="store_true")
    asked.add_argument(
        "--docs", action="store_true", help="show the chosen ones in docs/screens.md"
    )
    asked.add_argument("--procedure", default="1.001193")
    told = asked.parse_args()
    told.folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as kept:
        if told.base_url is None:
            folder = Path(kept.enter_context(TemporaryDirectory(prefix="lienthong-pictures-")))
            _, told.base_url = kept.enter_context(whole_system(folder))
        take(told)
    if told.docs:
        shown.show(told.folder)


def take(told: argparse.Namespace) -> None:
    """Walk once for each width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=chromium_arguments()
        )
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width.width, "height": width.height},
                device_scale_factor=width.scale,
                color_scheme="dark" if told.dark else "light",
                locale="vi-VN",
            )
            album = Album(context.new_page(), told.folder, width.name)
            Walk(album, told.base_url.rstrip("/"), told.procedure).whole()
            context.close()
            print(f"{width.name}: {album.count} pictures in {told.folder}")
        browser.close()


if __name__ == "__main__":
    main()
