"""Has Lighthouse look at a page of a running portal with a telephone's eyes."""

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.servers.browser import chromium_arguments, find_chromium
from tests.servers.openid_provider import node

FOLDER = Path(__file__).parents[1] / "servers" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
PUBLIC = ("performance", "accessibility", "best-practices", "seo")
# Search engines are asked to leave personal pages alone, so how they like them is no question.
PERSONAL = PUBLIC[:3]
ENOUGH = 95
# What a page is, whatever the machine does besides: how fast it came is measured, not asserted.
SURE = ("accessibility", "best-practices", "seo")
_LIMIT = 300  # seconds


@dataclass(frozen=True)
class Looked:
    """A page: its name, its path, and for a personal one the cookie of whoever is signed in."""

    name: str
    path: str
    cookie: str = ""

    @property
    def categories(self) -> tuple[str, ...]:
        """What it is judged by."""
        return PERSONAL if self.cookie else PUBLIC


def scores(base: str, page: Looked, judged: Sequence[str] = ()) -> dict[str, int]:
    """Judge a page from 0 to 100 in each category, as on a middling telephone on a slow line.

    ``judged`` are the categories, if not all that the page is judged by.

    :raises RuntimeError: if Lighthouse could not load it; the message says what it said.
    """
    judged = judged or page.categories
    with tempfile.TemporaryDirectory(prefix="lienthong-lighthouse-") as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run(
            _command(base, page, judged, report),
            env={**os.environ, "CHROME_PATH": str(find_chromium())},
            capture_output=True,
            text=True,
            timeout=_LIMIT,
        )
        if done.returncode or not report.exists():
            raise RuntimeError(f"Lighthouse, {page.path}: {done.stderr[-2000:]}")
        told = json.loads(report.read_text())
    if told.get("runtimeError"):
        raise RuntimeError(f"Lighthouse, {page.path}: {told['runtimeError']['message']}")
    return {name: round(told["categories"][name]["score"] * 100) for name in judged}


def _command(base: str, page: Looked, judged: Sequence[str], report: Path) -> Sequence[str]:
    flags = " ".join(("--headless=new", *chromium_arguments()))
    asked = [f"--only-categories={','.join(judged)}", f"--chrome-flags={flags}"]
    asked += ["--output=json", f"--output-path={report}", "--quiet"]
    if page.cookie:
        asked.append(f"--extra-headers={json.dumps({'Cookie': page.cookie})}")
    return [str(node()), str(PROGRAM), f"{base}{page.path}", *asked]
