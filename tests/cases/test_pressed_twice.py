"""Case E: a double click, two tabs, a request sent again: one dossier, one answer, one promise."""

import threading
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa

from portal.models import Dossier, DossierCode, Event
from tests.furnished import house
from tests.furnished.meeting import meeting
from tests.furnished.partners import drain

PRESSED = ("action", "continue")


def at_once(rt, browser, pages):
    """Press the buttons of some pages at the same moment; give where each leads."""
    start = threading.Barrier(len(pages))

    def press(page):
        window, form = browser.window(), page.form()
        start.wait()
        sent = window.post(form.action, [*form.pairs, PRESSED])
        return sent.status, sent.leads_to

    with ThreadPoolExecutor(len(pages)) as fingers, meeting(rt, "FROM drafts", len(pages)):
        return list(fingers.map(press, pages))


def the_only_dossier(rt, led):
    """See that there is one dossier, promised to its agency once, and everybody was led to it."""
    with rt.db.read() as session:
        (dossier,) = session.scalars(sa.select(Dossier))
        counts = [
            session.scalar(sa.select(sa.func.count()).select_from(table))
            for table in (DossierCode, Event)
        ]
    assert set(led) == {(303, f"/ho-so/{dossier.code}/da-nop")}
    assert [one.kind for one in house.promised(rt, dossier, "agency:")] == ["deliver"]
    assert counts == [1, 1]
    return dossier


def handed_over_once(rt, office, dossier):
    drain(rt)
    return [entry["outcome"] for entry in office.ledger(dossier.code)] == ["accepted"]


def test_case_e_a_double_click_makes_one_dossier(rt, office, browser, review):
    dossier = the_only_dossier(rt, at_once(rt, browser, [review, review]))
    assert handed_over_once(rt, office, dossier)


def test_case_e_two_tabs_make_one_dossier(rt, office, browser, review, paper):
    tabs = [review, browser.open(f"/nhap/{paper.id}/kiem-tra")]
    dossier = the_only_dossier(rt, at_once(rt, browser, tabs))
    assert handed_over_once(rt, office, dossier)


def test_case_e_a_request_sent_again_before_or_after_delivery_gets_the_same_answer(
    rt, office, browser, review
):
    form = review.form()

    def send():
        sent = browser.post(form.action, [*form.pairs, PRESSED])
        return sent.status, sent.leads_to

    first, again = send(), send()
    dossier = the_only_dossier(rt, [first, again])
    assert handed_over_once(rt, office, dossier)
    assert send() == first
    drain(rt)
    told = [one.kind for one in house.promised(rt, dossier, "agency:")]
    assert told == ["deliver", "verify"]
    assert office.taken(dossier.code) == 1
