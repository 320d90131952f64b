"""From the first question to a dossier that is submitted."""

from portal.domain import codes
from portal.rehearsal import papers
from portal.rehearsal.filling import fill, presses
from portal.rehearsal.form import Form
from portal.rehearsal.journey import Journey
from portal.rehearsal.outcome import Unexpected
from portal.rehearsal.page import Page

DOCUMENTS, REVIEW, SUBMIT, SUBMITTED = "/giay-to", "/kiem-tra", "/nop", "/da-nop"
# A step may be shown again for more questions or a word of warning, but not for ever.
_TURNS = 10
_STEPS = 30


def steps(journey: Journey) -> str:
    """Every step of the form is filled in, with what is known already left as it is."""
    done: list[str] = []
    while not journey.here.path.endswith((DOCUMENTS, REVIEW)):
        if len(done) > _STEPS or not journey.here.path.startswith("/nhap/"):
            raise Unexpected("documents or review after the form", journey.here.told)
        done.append(journey.here.heading)
        journey.page = _past(journey, journey.here)
    return " · ".join(done)


def _past(journey: Journey, page: Page) -> Page:
    """Fill a step in, until it leads to another one."""
    here, before = page.path, None
    for _turn in range(_TURNS):
        form = next((each for each in page.forms if each.button("continue")), None)
        if form is None:
            raise Unexpected("a form to go on with", page.told)
        filled = fill(form, journey.script.answers)
        answered = form.asked(filled.pairs)
        if page.errors and answered == before:
            raise Unexpected(f"“{page.heading}” to be in order", "; ".join(page.errors))
        _note(journey, page, filled.pairs)
        press = next(presses(form, journey.script.answers, filled), "continue")
        before = answered
        page = journey.browser.send(page, form, filled.pairs, form.button(press))
        if page.path != here:
            return page
    raise Unexpected(f"to get past “{page.heading}”", "; ".join(page.errors) or "it again")


def _note(journey: Journey, page: Page, pairs: tuple[tuple[str, str], ...]) -> None:
    """Remember what tells who somebody is, to look for it where it must not stand."""
    for name, value in pairs:
        if value and journey.script.is_personal(name):
            journey.secrets[name] = value
    for label, value in page.locked:
        if journey.script.is_personal_label(label):
            journey.secrets[label] = value


def documents(journey: Journey) -> str:
    """A small file is handed in for each paper that is wanted."""
    page, handed_in = journey.here, list[str]()
    if not page.path.endswith(DOCUMENTS):
        return "none wanted"
    while form := _wanted(page, handed_in):
        handed_in.append(form.carries("document"))
        page = _hand_in(journey, page, form)
    onward = next((form for form in page.forms if form.button("continue")), None)
    if onward is None:
        raise Unexpected("a way on from the documents", page.told)
    page = journey.browser.send(page, onward, fill(onward, {}).pairs, onward.button("continue"))
    if not page.path.endswith(REVIEW):
        raise Unexpected("the review", page.told)
    journey.page = page
    return ", ".join(handed_in) or "none wanted"


def _hand_in(journey: Journey, page: Page, form: Form) -> Page:
    document = form.carries("document")
    paper = {"file": papers.sample(f"Dien tap: {document}")}
    sent = fill(form, {}).pairs
    after = journey.browser.send(page, form, sent, form.button("upload"), paper)
    if after.errors or paper["file"].name not in after.text:
        raise Unexpected(f"a PDF to be taken for {document}", after.told)
    return after


def _wanted(page: Page, handed_in: list[str]) -> Form | None:
    """Find the next paper that must be handed in and was not."""
    for form in page.forms:
        asks = form.control("file") and not form.optional
        if asks and form.carries("document") not in handed_in:
            return form
    return None


def submit(journey: Journey) -> str:
    """Everything is in order; it is submitted, and the code is there at once."""
    page = journey.here
    form = page.form(SUBMIT)
    if form is None:
        raise Unexpected("a button to submit with", page.told)
    pledges = {each.name: tuple(c.value for c in each.choices) for each in form.controls}
    page = journey.browser.send(page, form, fill(form, pledges).pairs, form.buttons[-1])
    if not page.path.endswith(SUBMITTED):
        raise Unexpected("the confirmation", "; ".join(page.marked("panel--wait")) or page.told)
    journey.page, shown = page, next(iter(page.marked("code")), "")
    try:
        code = codes.parse(shown)
    except codes.CodeMalformed as error:
        raise Unexpected("a dossier code", f"“{shown}”") from error
    journey.code, journey.agency = shown, code.agency
    return shown
