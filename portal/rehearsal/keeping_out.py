"""What others get to see: the message, the page behind its link, and nothing else."""

import re

from portal.rehearsal.browser import Browser
from portal.rehearsal.journey import Journey
from portal.rehearsal.outcome import Skipped, Unexpected
from portal.rehearsal.page import Page
from portal.rehearsal.signing_in import sign_in

_LINK = re.compile(r"https?://[^\s<>\"]*/s/[A-Za-z0-9_-]+")
_SHORTEST_SECRET = 6


def message(journey: Journey) -> str:
    """A text message came, with the code and a link."""
    inbox = journey.inbox

    def look() -> tuple[str, ...]:
        return inbox.texts(journey.code)

    texts = journey.until(f"a message that names {journey.code}", look, lambda: "none")
    found = _LINK.search(texts[0])
    if found is None or not found[0].startswith(f"{journey.plan.base_url}/"):
        raise Unexpected(f"a link to {journey.plan.base_url} in the message", texts[0])
    journey.link = found[0]
    return f"{len(texts)} message(s)"


def link(journey: Journey) -> str:
    """The link opens without signing in, and tells nothing personal."""
    if not journey.link:
        raise Skipped("no link, since no message was read")
    page = Browser(journey.plan.base_url).open(journey.link)
    if journey.code not in page.marked("code"):
        raise Unexpected(f"the code {journey.code}", page.heading)
    state = next(iter(page.marked("state")), "")
    if not state:
        raise Unexpected("the state of the dossier", page.heading)
    told = [name for name, value in journey.secrets.items() if tells(page, value)]
    if told:
        raise Unexpected("nothing personal behind the link", ", ".join(told))
    return f"{state}; none of {len(journey.secrets)} personal answers"


def tells(page: Page, secret: str) -> bool:
    """Say whether a page gives away a personal answer, however it is spaced."""
    wanted = _squeezed(secret)
    if wanted.lstrip("+").isdigit():
        # A phone number is written with 0 or with +84: what follows is the same.
        wanted = wanted[-9:]
    return len(wanted) >= _SHORTEST_SECRET and wanted in _squeezed(page.text)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s.-]", "", text).casefold()


def outside(journey: Journey) -> str:
    """Somebody else finds nothing, and whoever has signed out is asked to sign in."""
    private = [f"/ho-so/{journey.code}", *journey.private]
    found = _as_somebody_else(journey, private)
    form = journey.here.form("/dang-xuat")
    if form is None:
        raise Unexpected("a button to sign out", journey.here.told)
    journey.browser.send(journey.here, form, [(n, form.carries(n)) for n in sorted(form.names)])
    for address in private:
        status, to = journey.browser.status(address)
        if status not in (302, 303) or "/dang-nhap" not in to:
            raise Unexpected("to be asked to sign in after signing out", f"status {status}")
    return f"{len(private)} addresses closed; {found}"


def _as_somebody_else(journey: Journey, private: list[str]) -> str:
    other = Browser(journey.plan.base_url)
    try:
        sign_in(other, journey.plan, "/dang-nhap?tiep=/", who=1)
    except Skipped as why:
        return f"not tried as somebody else: {why}"
    for address in private:
        status, _ = other.status(address)
        if status != 404:
            raise Unexpected("404 for somebody else", f"status {status}")
    return "somebody else gets 404"
