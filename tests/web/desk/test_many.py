"""One deed for many dossiers: each by itself, each result told, none done over a newer word."""

from datetime import timedelta

import pytest

from portal.domain.states import State
from portal.exchanges import batching
from portal.services.operations.staff import Person
from tests.furnished import house
from tests.furnished.desks import ISSUER, add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.partners import drain

QUEUE = "/desk/H41.77.01"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Give a request time to finish its batch, however slow the machine is."""
    monkeypatch.setattr(batching, "SLICE", timedelta(minutes=10))


@pytest.fixture
def three(rt, citizen, agency):
    made = [house.submit_new(rt, citizen, agency) for _ in range(3)]
    drain(rt)
    return [house.again(rt, one) for one in made]


def choose(browser, *dossiers):
    """Tick dossiers in the queue, and press."""
    page = browser.open(QUEUE)
    ticked = [value for one in dossiers for value in ticks(page, one)]
    return browser.send(page, {"chon": ticked}, action=f"{QUEUE}/nhieu")


def send(browser, page, answers):
    """Have it done, and see what became of it."""
    return browser.follow(browser.send(page, answers, action=f"{QUEUE}/nhieu"))


def ticks(page, dossier):
    return page.tree.xpath(f"//input[@name='chon'][starts-with(@value, '{dossier.code}:')]/@value")


def states(rt, dossiers):
    return [house.again(rt, one).state for one in dossiers]


def test_those_that_were_ticked_are_accepted_and_no_others(rt, binh, three):
    asked = choose(binh, *three[:2])
    assert asked.status == 200 and "2 hồ sơ" in asked.heading
    done = send(binh, asked, {"kind": "accepted"})
    assert "xong 2 trên 2" in done.heading
    assert states(rt, three) == [State.ACCEPTED, State.ACCEPTED, State.SUBMITTED]


def test_one_that_has_changed_is_left_alone_and_said_so(rt, binh, three):
    asked = choose(binh, *three)
    page = binh.open(f"{QUEUE}/ho-so/{three[0].code}/viec/refused")
    binh.send(page, {"words": "Thiếu căn cước của mẹ"}, action=QUEUE)
    done = send(binh, asked, {"kind": "accepted"})
    assert "xong 2 trên 3" in done.heading and "vừa có thay đổi" in done.text
    assert states(rt, three) == [State.REFUSED, State.ACCEPTED, State.ACCEPTED]
    again = send(binh, asked, {"kind": "accepted"})
    assert "xong 2 trên 3" in again.heading  # the same batch, not another one
    assert len(binh.open(f"{QUEUE}/nhieu").tree.xpath("//main//li/p/a")) == 1


def test_many_are_assigned_and_what_cannot_be_done_now_is_said(rt, binh, three):
    asked = choose(binh, *three)
    wrong = binh.send(asked, {"kind": "assigned"}, action=f"{QUEUE}/nhieu")
    assert wrong.status == 422 and "to" in wrong.errors
    done = send(binh, wrong, {"officer": "Trần Văn Mẫu", "unit": "Hộ tịch"})
    assert "xong 3 trên 3" in done.heading
    assert "Trần Văn Mẫu" in binh.open(QUEUE).text
    early = send(binh, choose(binh, three[0]), {"kind": "in_process"})
    assert "xong 0 trên 1" in early.heading and "không làm được" in early.text


@pytest.mark.parametrize("kind", ["", "refused", "returned", "x"])
def test_only_what_needs_no_words_is_done_to_many(rt, binh, three, kind):
    page = binh.send(choose(binh, three[0]), {"kind": kind}, action=f"{QUEUE}/nhieu")
    assert page.status == 422 and "kind" in page.errors
    assert states(rt, three[:1]) == [State.SUBMITTED]


def test_nothing_ticked_is_told(binh, three):
    page = choose(binh)
    assert page.status == 422 and "ít nhất một hồ sơ" in page.errors["kind"]


def test_all_the_queue_shows_is_one_batch_that_can_be_stopped_but_not_by_strangers(
    rt, binh, enter, three, monkeypatch
):
    # As if the time of the request were over after the first dossier.
    monkeypatch.setattr(batching, "SLICE", timedelta(0))
    asked = binh.send(binh.open(QUEUE), {"tat_ca": "1", "khay": "new"}, action=f"{QUEUE}/nhieu")
    assert "3 hồ sơ" in asked.heading
    page = send(binh, asked, {"kind": "accepted"})
    assert "xong 1 trên 3" in page.heading and "Đã xem 1 trên 3" in page.text
    (watched,) = page.tree.xpath("//@data-watch")
    elsewhere = add_desk(rt, "H41.77.02")
    stranger = enter(hire(rt, elsewhere, person=Person(ISSUER, "la", "Trần Lạ Mẫu")))
    for path in (watched, watched.replace("77.01", "77.02")):
        assert stranger.open(path).status == 404
    stopped = binh.follow(binh.send(page, {}, action=f"{watched}/dung"))
    assert "đã dừng" in stopped.text and "để nguyên" in stopped.text
    assert not batching.work(rt)
    assert states(rt, three).count(State.ACCEPTED) == 1
