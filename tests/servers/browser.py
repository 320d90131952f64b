"""Where this machine keeps Chromium."""

import os
import shutil
from pathlib import Path

# The shell without windows is the same engine: nothing is spent on tabs and menus nobody sees.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_chromium() -> str | None:
    """Find a Chromium to drive; none is ever downloaded."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or (str(_MAC) if _MAC.exists() else None)


def chromium_arguments() -> list[str]:
    """Give the arguments Chromium needs here: as root, and in small containers."""
    sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
    return [*sandbox, "--disable-dev-shm-usage"]
