"""Signs in at the identity provider through its own pages, as a browser does."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from portal.rehearsal.browser import Browser
from portal.rehearsal.filling import fill
from portal.rehearsal.form import Button, Form
from portal.rehearsal.journey import Plan
from portal.rehearsal.outcome import Skipped, Unexpected
from portal.rehearsal.page import Page


def sign_in(browser: Browser, plan: Plan, address: str, who: int = 0) -> Page:
    """Sign in, as the provider's first person or a later one; give the page that follows.

    :raises Skipped: if the provider has no such person.
    """
    asked = browser.open(_at(address, plan.provider))
    form, button = _person(asked, plan, who)
    back = browser.send(asked, form, fill(form, {}).pairs, button)
    if not back.url.startswith(f"{plan.base_url}/"):
        raise Unexpected(f"to come back to {plan.base_url}", f"“{back.heading}” at {back.url}")
    if not name(back):
        raise Unexpected("to be signed in", f"“{back.heading}” at {back.path}")
    return back


def name(page: Page) -> str:
    """Give the name of who is signed in, as the page's head shows it."""
    return next(iter(page.marked("person")), "")


def _at(address: str, provider: str) -> str:
    """Ask for another provider than everybody's: ``noi`` names it."""
    if not provider:
        return address
    parts = urlsplit(address)
    query = urlencode([*parse_qsl(parts.query), ("noi", provider)])
    return urlunsplit(parts._replace(query=query))


def _person(page: Page, plan: Plan, who: int) -> tuple[Form, Button]:
    """Find the button of a person: those of one name stand together, the first is the first."""
    if page.url.startswith(f"{plan.base_url}/"):
        raise Unexpected("the identity provider's page", f"“{page.heading}” at {page.path}")
    for form in page.forms:
        people = [b for b in form.buttons if b.name and b.name == form.buttons[0].name]
        if any(control.kind == "password" for control in form.controls):
            raise Unexpected("people to choose from", "a page that asks for a password")
        if len(people) > who:
            return form, people[who]
        if people:
            raise Skipped(f"the identity provider has {len(people)} person(s) only")
    raise Unexpected("people to choose from", f"“{page.heading}” at {page.url}")
