"""How fast pages come from the web server, with eight citizens at it at once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import requests
import urllib3

from portal import clock
from portal.rehearsal import finding, script
from portal.rehearsal.browser import Browser
from portal.rehearsal.filling import fill
from portal.rehearsal.journey import Journey, Plan
from tests.bench.figures import Figure, Timed, compared, run

CLIENTS, TURNS = 8, 30
_VERSION = re.compile(rb'name="version" value="(\d+)"')
_WAY = (finding.home, finding.search, finding.procedure, finding.enter, finding.start)


@dataclass
class Writer:
    """A citizen at the first step of a draft."""

    address: str
    headers: dict[str, str]
    fields: dict[str, str]

    def read(self, pool: urllib3.PoolManager) -> None:
        """Open the step."""
        answer = pool.request("GET", self.address, headers=self.headers)
        found = _VERSION.search(_well(answer, 200).data)
        assert found is not None
        self.fields["version"] = found[1].decode()

    def write(self, pool: urllib3.PoolManager) -> None:
        """Send the step, and be led on."""
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Referer": self.address}
        body = urlencode(self.fields)
        answer = pool.request(
            "POST", self.address, headers=self.headers | kind, body=body, redirect=False
        )
        _well(answer, 303)


def measure(base_url: str) -> list[Figure]:
    """Ask for a static answer, the home page and a form step; send the step."""
    writers = [_begun(base_url) for _ in range(CLIENTS)]
    with urllib3.PoolManager(maxsize=CLIENTS) as pool:
        static = _all(lambda _: _well(pool.request("GET", f"{base_url}/alive"), 200), writers)
        home = _all(lambda _: _well(pool.request("GET", f"{base_url}/"), 200), writers)
        reads, writes = _steps(pool, writers)
    named = (("GET /", home), ("GET of a form step", reads), ("POST of a form step", writes))
    alive = Figure("GET /alive, rate (the reference)", static.rate, "/s", "sqlite")
    return [alive, *(f for name, timed in named for f in compared(name, timed, static, "sqlite"))]


def _all(deed: Callable[[Writer], object], writers: list[Writer]) -> Timed:
    return run(deed, writers * TURNS, CLIENTS)


def _steps(pool: urllib3.PoolManager, writers: list[Writer]) -> tuple[Timed, Timed]:
    """Read all drafts at once, then send them all at once, in turns: each draft has one writer."""
    reads, writes = [], []
    for _ in range(TURNS):
        reads.append(run(lambda writer: writer.read(pool), writers, CLIENTS))
        writes.append(run(lambda writer: writer.write(pool), writers, CLIENTS))
    return _together(reads), _together(writes)


def _together(some: list[Timed]) -> Timed:
    return Timed(tuple(t for one in some for t in one.each), sum(one.whole for one in some))


def _begun(base_url: str) -> Writer:
    """Sign in and begin a draft, through the pages."""
    browser = Browser(base_url)
    told = script.write(None, clock.today())
    journey = Journey(Plan(base_url, provider=""), told, browser)
    for play in _WAY:
        play(journey)
    page = journey.here
    form = next(form for form in page.forms if form.button("continue"))
    cookies = requests.utils.dict_from_cookiejar(browser._session.cookies)
    return Writer(
        page.url,
        {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())},
        {**dict(fill(form, told.answers).pairs), "action": "refresh:none"},
    )


def _well(answer: urllib3.BaseHTTPResponse, status: int) -> urllib3.BaseHTTPResponse:
    if answer.status != status:
        raise RuntimeError(f"{answer.geturl()} answered {answer.status}, not {status}")
    return answer
