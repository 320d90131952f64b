"""Agencies that open no port: what is for them lies ready, in order, until they confirm it."""

import hashlib
import json

import pytest

from connectors.messages import Reply
from portal import clock
from portal.domain.errors import NotFound
from portal.domain.states import Delivery
from portal.exchanges.pulling import giving
from portal.models import Destination, PromiseState
from portal.services import agencies, outbox, promises
from portal.services.operations import health
from tests.furnished import house
from tests.furnished.fetching import CODE, FetchingHand, fetching_agency
from tests.furnished.house import KEY_ID, SECRET
from tests.furnished.partners import drain
from tests.services.test_supplements import hear, send, write


@pytest.fixture
def agency(rt):
    return fetching_agency(rt)


@pytest.fixture
def hand(rt, agency):
    return FetchingHand(rt)


def promise(rt, dossier, kind="deliver"):
    return [one for one in house.promised(rt, dossier, "agency:") if one.kind == kind][-1]


def problems(rt):
    with rt.db.read() as session:
        found = health.problems(session, outbox.health(session))
    return {(one.kind, one.about) for one in found if one.about == f"agency:{CODE}"}


def test_a_dossier_lies_ready_until_it_is_confirmed_and_then_is_delivered(rt, submitted, hand):
    drain(rt)
    (entry,) = hand.items()
    assert (entry["dossier"], entry["target"]) == (submitted.code, "/dossiers")
    assert hand.items() == [entry]
    assert house.again(rt, submitted).delivery == Delivery.HELD
    assert hand.confirm(entry) == (200, {"outcome": "applied"})
    assert hand.items() == []
    drain(rt)
    after = house.again(rt, submitted)
    assert (after.delivery, after.agency_reference) == (Delivery.DELIVERED, "MC-1")
    assert promise(rt, submitted).state == PromiseState.DONE
    assert hand.confirm(entry) == (200, {"outcome": "duplicate"})


def test_what_it_confirmed_is_held_by_it_without_a_call(rt, submitted, hand, hands):
    drain(rt)
    hand.confirm(hand.items()[0])
    drain(rt)
    hands.turn(seconds=rt.settings.confirm_seconds + 1)
    drain(rt)
    assert house.again(rt, submitted).delivery == Delivery.CONFIRMED


def test_it_gets_what_a_system_that_is_called_would_get_files_included(rt, submitted, hand):
    drain(rt)
    (entry,) = hand.items()
    reply = hand.item(entry["id"])
    body = json.loads(reply.body)
    assert reply.headers["X-LT-Target"] == "/dossiers"
    assert (body["code"], body["content_hash"]) == (submitted.code, entry["content_hash"])
    assert promise(rt, submitted).last_outcome == "fetched"
    (named,) = body["files"]
    streamed = hand.file(entry["id"], named["sha256"])
    data = b"".join(streamed.chunks)
    assert (hashlib.sha256(data).hexdigest(), len(data)) == (named["sha256"], named["size"])


def test_letters_come_after_their_dossier_and_one_by_one(rt, citizen, agency, submitted, hand):
    drain(rt)
    hear(rt, agency, submitted, "supplement_requested", id="tin-1", reasons=("Ảnh mờ",))
    write(rt, citizen, submitted, "Tôi gửi lại ảnh.", house.PDF)
    send(rt, citizen, submitted)
    drain(rt)
    first = hand.items()
    assert [one["target"] for one in first] == ["/dossiers"]
    hand.confirm(first[0])
    drain(rt)
    (letter,) = hand.items()
    assert letter["target"] == f"/dossiers/{submitted.code}/supplements"
    assert json.loads(hand.item(letter["id"]).body)["text"] == "Tôi gửi lại ảnh."
    hand.confirm(letter)
    drain(rt)
    assert promise(rt, submitted, "supplement").state == PromiseState.DONE
    with rt.db.read() as session:
        assert "supplement_delivered" in [one.kind for one in house.chain(session, submitted)]


def test_another_hash_is_no_confirmation(rt, submitted, hand):
    drain(rt)
    (entry,) = hand.items()
    assert hand.say(entry["id"], content_hash="0" * 64) == (409, {"error": "conflict"})
    assert hand.items() == [entry]
    status, said = hand.say(entry["id"], outcome="accepted")
    assert (status, set(said["errors"])) == (422, {"content_hash"})
    status, said = hand.say(entry["id"], outcome="maybe", content_hash="0" * 64)
    assert (status, set(said["errors"])) == (422, {"outcome"})


def test_what_it_cannot_take_waits_for_a_person_and_comes_again_behind_the_cursor(
    rt, submitted, hand
):
    drain(rt)
    cursor = json.loads(hand.page().body)["next"]
    (entry,) = hand.items()
    reasons = [{"field": "owner", "message": "Thiếu tên đường"}]
    assert hand.say(entry["id"], outcome="refused", reasons=reasons)[1] == {"outcome": "parked"}
    assert (hand.items(), promise(rt, submitted).state) == ([], PromiseState.PARKED)
    assert "Thiếu" not in (promise(rt, submitted).last_error or "")
    with rt.db.write() as session:
        promises.retry(session, session.merge(promise(rt, submitted)))
    drain(rt)
    assert [one["id"] for one in hand.items(after=cursor)] == [entry["id"]]
    assert hand.confirm(entry)[1] == {"outcome": "applied"}


def test_a_cursor_skips_nothing_and_pages_are_whole(rt, citizen, agency, hand):
    dossiers = [house.submit_new(rt, citizen, agency) for _ in range(3)]
    drain(rt)
    seen, cursor = [], ""
    while True:
        page = json.loads(hand.page(f"?after={cursor}&limit=2").body)
        if not page["items"]:
            break
        seen, cursor = [*seen, *page["items"]], page["next"]
    assert sorted(one["dossier"] for one in seen) == sorted(one.code for one in dossiers)
    later = house.submit_new(rt, citizen, agency)
    drain(rt)
    assert [one["dossier"] for one in hand.items(after=cursor)] == [later.code]
    assert len(hand.items()) == 4


def test_weeks_away_lose_nothing_and_are_told_to_operators(rt, submitted, hand, hands):
    drain(rt)
    assert problems(rt) == set()
    hands.turn(hours=4, minutes=1)
    assert problems(rt) == {("late", f"agency:{CODE}")}
    for _ in range(3):
        hands.turn(days=7)
        drain(rt)
        assert promise(rt, submitted).state == PromiseState.WAITING
        assert problems(rt) == {("late", f"agency:{CODE}")}
    (entry,) = hand.items()
    hand.confirm(entry)
    drain(rt)
    assert problems(rt) == set()
    assert house.again(rt, submitted).delivery == Delivery.DELIVERED


def test_its_visits_are_noted(rt, hands, agency, hand):
    hand.items()
    with rt.db.read() as session:
        assert session.get_one(Destination, f"agency:{CODE}").last_success_at == clock.now()


def test_a_paused_list_says_come_later_and_keeps_what_is_on_it(rt, submitted, hand):
    drain(rt)
    with rt.db.write() as session:
        session.add(Destination(name=f"agency:{CODE}", failures=0, paused_at=clock.now()))
    assert hand.page().status == 503


@pytest.mark.parametrize("query", ["?after=x", "?limit=0", "?limit=501", "?after=-1", "?limit="])
def test_a_cursor_that_is_none_is_said_so(hand, query):
    reply = hand.page(query)
    assert reply.status == (200 if query == "?limit=" else 422)


def test_a_cursor_from_the_future_is_none_we_gave_and_whoever_begins_anew_misses_nothing(
    rt, submitted, hand
):
    drain(rt)
    last = json.loads(hand.page().body)["next"]
    assert hand.page(f"?after={last}").status == 200
    reply = hand.page(f"?after={int(last) + 1}")
    assert (reply.status, set(json.loads(reply.body)["errors"])) == (422, {"after"})
    assert [one["dossier"] for one in hand.items()] == [submitted.code]


def test_with_another_agencys_cursor_it_sees_nothing_of_it_and_what_is_its_own_stays_open(
    rt, citizen, submitted, hand
):
    other = fetching_agency(rt, "H41.90.08")
    house.submit_new(rt, citizen, other)
    drain(rt)
    cursor = json.loads(FetchingHand(rt, "H41.90.08").page().body)["next"]
    assert hand.items(after=cursor) == []
    assert [one["dossier"] for one in hand.items()] == [submitted.code]


def test_a_key_changed_in_the_middle_of_a_catch_up_loses_and_doubles_nothing(
    rt, citizen, agency, hand
):
    codes = {house.submit_new(rt, citizen, agency).code for _ in range(3)}
    drain(rt)
    first = json.loads(hand.page("?limit=1").body)
    fetching_agency(rt, accepted={KEY_ID: SECRET, "khoa-2": "0" * 32})
    again = json.loads(hand.page(f"?after={first['next']}&limit=1").body)
    changed = FetchingHand(rt, secret="0" * 32, key="khoa-2")
    rest = changed.items(after=again["next"])
    assert {one["dossier"] for one in (*first["items"], *again["items"], *rest)} == codes
    fetching_agency(rt, accepted={"khoa-2": "0" * 32})
    assert hand.page().status == 401
    for entry in changed.items():
        assert changed.confirm(entry) == (200, {"outcome": "applied"})
    assert changed.items() == []


def test_strangers_get_nothing(rt, submitted, hand):
    drain(rt)
    (entry,) = hand.items()
    stranger = FetchingHand(rt, secret="0" * 32)
    replies = [stranger.page(), stranger.item(entry["id"]), stranger.file(entry["id"], "0" * 64)]
    assert {reply.status for reply in replies} == {401}
    assert stranger.confirm(entry)[0] == 401
    assert hand.items() == [entry]


def test_another_agency_sees_and_confirms_nothing_of_it(rt, submitted, hand):
    drain(rt)
    (entry,) = hand.items()
    fetching_agency(rt, "H41.90.08")
    other = FetchingHand(rt, "H41.90.08")
    assert other.items() == []
    assert other.confirm(entry)[0] == 404
    for reply in (other.item(entry["id"]), other.file(entry["id"], "0" * 64)):
        assert isinstance(reply, Reply) and reply.status == 404


def test_a_file_no_item_names_is_not_given(rt, submitted, hand):
    drain(rt)
    (entry,) = hand.items()
    assert hand.file(entry["id"], "0" * 64).status == 404


def test_an_agency_that_is_called_has_no_list(rt):
    house.add_agency(rt, "H41.90.09")
    called = FetchingHand(rt, "H41.90.09")
    with pytest.raises(NotFound):
        giving.page(rt, "H41.90.09", called.call("GET", "/outbox"))


def test_an_agency_that_opens_a_port_later_is_called_from_then_on(rt, office, submitted, hands):
    office.keep_time()
    drain(rt)
    with rt.db.write() as session:
        row = agencies.by_code(session, CODE)
        row.endpoint = {"base_url": f"{office.url}/agencies/{office.code}"}
    hands.turn(hours=4, minutes=1)
    office.keep_time()
    drain(rt)
    # It is another commune's system that answers: the dossier went out, and was refused there.
    assert promise(rt, submitted).last_outcome == "rejected"
