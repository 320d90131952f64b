"""A browser without a screen: cookies, redirects, the page one came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests

from portal.rehearsal.form import Button, Form
from portal.rehearsal.outcome import Unexpected
from portal.rehearsal.page import Page

TIMEOUT = 15
_HEADERS = {"User-Agent": "lienthong-rehearsal", "Accept": "text/html", "Accept-Language": "vi"}
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class File:
    """A file that was loaded down, or is to be sent."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


class Browser:
    """One person's browser."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url
        self._session = requests.Session()
        self._session.headers.update(_HEADERS)

    def open(self, address: str, came_from: str = "") -> Page:
        """Go to an address, wherever it leads, and read the page.

        :raises Unexpected: if the answer is not a page that is well (200).
        """
        answer = self._get(address, came_from)
        return _page(answer, f"a page at {_short(address)}")

    def status(self, address: str) -> tuple[int, str]:
        """Ask for an address without following: the status, and where it leads to."""
        answer = self._get(address, "", follow=False)
        return answer.status_code, answer.headers.get("Location", "")

    def send(
        self,
        page: Page,
        form: Form,
        pairs: Pairs,
        button: Button | None = None,
        files: Mapping[str, File] | None = None,
    ) -> Page:
        """Press a button of a form, and read the page that follows; one with errors to mend too.

        :raises Unexpected: if no such page comes.
        """
        sent = [*pairs, *([(button.name, button.value)] if button and button.name else [])]
        if form.method == "get":
            address = requests.Request("GET", form.action, params=sent).prepare().url
            return self.open(str(address), page.url)
        answer = self._session.post(
            form.action,
            data=sent,
            files={name: (f.name, f.data, f.media_type) for name, f in (files or {}).items()},
            headers=_from(page.url, form.action),
            timeout=TIMEOUT,
        )
        return _page(answer, f"a page after sending {_short(form.action)}", also=422)

    def load(self, address: str) -> File:
        """Load a file down.

        :raises Unexpected: if none comes.
        """
        answer = self._get(address, "")
        if answer.status_code != 200:
            raise Unexpected(f"a file at {_short(address)}", _told(answer))
        media_type = answer.headers.get("Content-Type", "").partition(";")[0]
        return File(_short(address), media_type, answer.content)

    def _get(self, address: str, came_from: str, follow: bool = True) -> requests.Response:
        whole = urljoin(f"{self._base}/", address)
        headers = _from(came_from, whole)
        return self._session.get(whole, headers=headers, timeout=TIMEOUT, allow_redirects=follow)


def _from(page: str, address: str) -> dict[str, str]:
    """The Referer a browser sends inside one site, which the check against forgery looks at."""
    inside = page and urlsplit(page).netloc == urlsplit(address).netloc
    return {"Referer": page} if inside else {}


def _page(answer: requests.Response, wanted: str, also: int = 200) -> Page:
    if answer.status_code not in (200, also) or "html" not in answer.headers.get(
        "Content-Type", ""
    ):
        raise Unexpected(wanted, _told(answer))
    return Page(answer.url, answer.content)


def _told(answer: requests.Response) -> str:
    """What came instead, in few words: status, heading, and where it was."""
    heading = ""
    if "html" in answer.headers.get("Content-Type", ""):
        heading = Page(answer.url, answer.content).heading
    reference = answer.headers.get("X-Request-Id", "")
    said = [f"status {answer.status_code}", f"“{heading}”" if heading else ""]
    said += [f"at {_short(answer.url)}", f"(request {reference})" if reference else ""]
    return " ".join(word for word in said if word)


def _short(address: str) -> str:
    """The path alone; of a status link, without the token that opens it."""
    path = urlsplit(address).path or "/"
    return "/s/…" if path.startswith("/s/") else path
