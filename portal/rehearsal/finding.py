"""From the home page to the first question: found, signed in, begun."""

from urllib.parse import urlsplit

from portal.rehearsal.filling import fill
from portal.rehearsal.journey import Journey
from portal.rehearsal.outcome import Unexpected
from portal.rehearsal.page import Page
from portal.rehearsal.signing_in import name, sign_in


def home(journey: Journey) -> str:
    """The portal answers, and asks what one needs."""
    page = journey.page = journey.browser.open("/")
    if not any(form.control("q") for form in page.forms):
        raise Unexpected("a search box", page.told)
    return f"“{page.heading}”"


def search(journey: Journey) -> str:
    """Words without accents find the procedure."""
    form = next(form for form in journey.here.forms if form.control("q"))
    page = journey.browser.send(journey.here, form, [("q", journey.script.words)])
    hits = [a for a in page.links if urlsplit(a.href).path.startswith("/thu-tuc/")]
    if not any(a.href.endswith(f"/{journey.script.code}") for a in hits):
        found = ", ".join(a.text for a in hits) or "nothing"
        raise Unexpected(f"“{journey.script.words}” to find {journey.script.code}", found)
    journey.page = page
    return f"“{journey.script.words}”"


def procedure(journey: Journey) -> str:
    """Its page tells what it is, and lets one begin."""
    page = _follow(journey, journey.here, f"/thu-tuc/{journey.script.code}")
    if page.heading != journey.script.name:
        raise Unexpected(f"“{journey.script.name}”", f"“{page.heading}”")
    journey.page = _follow(journey, page, "/bat-dau")
    return f"{journey.script.code} {journey.script.name}"


def enter(journey: Journey) -> str:
    """The citizen signs in at the identity provider, and comes back to where they were."""
    before = journey.here
    # Not the one in the page's head: this one leads back here.
    asked = next((a for a in before.links if "/dang-nhap?tiep=" in a.href), None)
    if asked is None:
        raise Unexpected("to be asked to sign in", before.told)
    page = journey.page = sign_in(journey.browser, journey.plan, asked.href)
    if page.path != before.path:
        raise Unexpected(f"to come back to {before.path}", page.told)
    journey.person = journey.secrets["name"] = name(page)
    return f"as {journey.person}"


def start(journey: Journey) -> str:
    """Case and agency are chosen; whoever rehearses is offered the rehearsal's agency alone."""
    page = journey.here
    form = page.form("/bat-dau")
    offered = form.control("agency") if form else None
    if form is None or offered is None or not offered.choices:
        raise Unexpected("an agency to choose", page.told)
    if journey.plan.provider and len(offered.choices) > 1:
        names = ", ".join(choice.label for choice in offered.choices)
        raise Unexpected("the rehearsal's agency alone", names)
    first = offered.choices[0]
    answers = {"case": (journey.script.case,), "agency": (first.value,)}
    pairs = fill(form, answers).pairs
    journey.page = journey.browser.send(page, form, pairs, form.button("continue"))
    if not journey.here.path.startswith("/nhap/"):
        raise Unexpected("the first step of the form", journey.here.told)
    return first.label


def _follow(journey: Journey, page: Page, ending: str) -> Page:
    link = page.link(ending)
    if link is None:
        raise Unexpected(f"a link to …{ending}", f"none on “{page.heading}”")
    return journey.browser.open(link.href, page.url)
