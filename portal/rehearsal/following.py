"""From submission to the result: where the dossier is, and the papers that come of it."""

from portal.rehearsal import papers
from portal.rehearsal.counterparties import due_moment
from portal.rehearsal.journey import Journey
from portal.rehearsal.outcome import Unexpected
from portal.rehearsal.page import Page

_HAPPENED = ("moment--done", "moment--now", "moment--wait", "moment--stop")


def confirmation(journey: Journey) -> str:
    """The confirmation can be taken along as a PDF that names the dossier."""
    return _paper(journey, journey.here, "/xac-nhan.pdf", journey.code)


def delivered(journey: Journey) -> str:
    """The dossier has come to the agency's system, and its page says so."""
    return _until(journey, "delivered")


def confirmed(journey: Journey) -> str:
    """The agency itself has confirmed that it has the dossier."""
    return _until(journey, "confirmed")


def accepted(journey: Journey) -> str:
    """The agency accepts, and the receipt says when the result is due."""
    agencies = journey.agencies
    if agencies and not agencies.decides_alone(journey.agency):
        agencies.act(journey.agency, journey.code, "accepted", due_at=due_moment())
    _until(journey, "accepted")
    paper = papers.text_of(journey.browser.load(f"{_own(journey)}/giay-tiep-nhan.pdf"))
    known = papers.days(" ".join(journey.here.marked("due")))
    known |= {agencies.due(journey.agency, journey.code)} if agencies else set()
    due = max(known or papers.days(paper), default=None)
    if due is None or due not in papers.days(paper):
        raise Unexpected(f"a receipt with the due date {due or ''}".strip(), "one without")
    return f"due {due:%d/%m/%Y}"


def receipt(journey: Journey) -> str:
    """The receipt (giấy tiếp nhận và hẹn trả) is a PDF with the code in its text."""
    return _paper(journey, journey.here, "/giay-tiep-nhan.pdf", journey.code)


def result(journey: Journey) -> str:
    """The agency decides; the result comes down as the very bytes the agency holds."""
    agencies = journey.agencies
    if agencies and not agencies.decides_alone(journey.agency):
        agencies.act(journey.agency, journey.code, "decided")
    _until(journey, "decided")
    links = [a for a in journey.here.links if f"{_own(journey)}/tep/" in a.href]
    if not links:
        raise Unexpected("a result to load down", "none on the dossier's page")
    journey.private += [a.href for a in links]
    came = [journey.browser.load(a.href).data for a in links]
    if agencies is None:
        return f"{len(came)} file(s), not compared: no --agency-control to ask"
    held = agencies.results(journey.agency, journey.code)
    if not held or sorted(held) != sorted(came):
        sizes = " and ".join(f"{len(data)} bytes" for data in held) or "nothing"
        got = " and ".join(f"{len(data)} bytes" for data in came)
        raise Unexpected(f"what the agency holds ({sizes})", f"{got} that are not the same")
    return f"{len(came)} file(s), the same {sum(map(len, came))} bytes the agency holds"


def _own(journey: Journey) -> str:
    return f"/ho-so/{journey.code}"


def _until(journey: Journey, code: str) -> str:
    """Look at the dossier's page until something has happened to it."""

    def look() -> bool:
        page = journey.page = journey.browser.open(_own(journey))
        return code in _happened(page)

    journey.until(f"“{code}”", look, lambda: _standing(journey.here))
    return _standing(journey.here)


def _happened(page: Page) -> set[str]:
    return {code for mark in _HAPPENED for code in page.coded(mark)}


def _standing(page: Page) -> str:
    """Say in words where the page says the dossier is."""
    now = [*page.marked("moment--now"), *page.marked("moment--wait"), *page.marked("moment--stop")]
    return "; ".join([*page.marked("state"), *now[-1:]]) or page.told


def _paper(journey: Journey, page: Page, ending: str, words: str) -> str:
    link = page.link(ending)
    if link is None:
        raise Unexpected(f"a link to …{ending}", page.told)
    journey.private.append(link.href)
    paper = journey.browser.load(link.href)
    if words not in papers.text_of(paper):
        raise Unexpected(f"a PDF with {words} in its text", "one without")
    return f"{len(paper.data)} bytes, names {words}"
