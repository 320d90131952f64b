"""Which version of a form is live when: published, scheduled, closed, published again."""

from datetime import timedelta

import pytest

from forms.loader import load
from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.runtime import Runtime
from portal.services import publishing
from tests.furnished.house import PROCEDURE, SOURCE, Hands

CODE = "9.000777"
TEXTS = {name: SOURCE.replace(PROCEDURE, CODE) + f"# {name}\n" for name in ("one", "two", "three")}
HASHES = {load(text).hash: name for name, text in TEXTS.items()}
WEEK = timedelta(days=7)


@pytest.fixture
def desk(rt: Runtime, hands: Hands) -> "Desk":
    """Give somebody who decides on versions; what they did before is forgotten."""
    with rt.db.write() as session:
        for row in publishing.versions(session, CODE):
            session.delete(row)
    return Desk(rt)


class Desk:
    """Somebody who decides on versions."""

    def __init__(self, rt: Runtime) -> None:
        self.rt = rt

    def publish(self, name: str, weeks: int | None = None, by: str = "A") -> bool:
        """Publish a text, now or in some weeks."""
        start = None if weeks is None else clock.now() + weeks * WEEK
        with self.rt.db.write() as session:
            return publishing.publish(session, load(TEXTS[name]), TEXTS[name], by, start=start)

    def close(self, weeks: int | None = None) -> list[str]:
        """Close the procedure, now or in some weeks."""
        start = None if weeks is None else clock.now() + weeks * WEEK
        with self.rt.db.write() as session:
            return [HASHES[one] for one in publishing.close(session, CODE, "A", start=start)]

    def live(self) -> str:
        """Name what is live."""
        with self.rt.db.read() as session:
            return HASHES[publishing.live(session, self.rt, CODE).hash]

    def states(self) -> dict[str, str]:
        """Name the state of each version."""
        with self.rt.db.read() as session:
            rows = publishing.versions(session, CODE)
            return {HASHES[row.hash]: publishing.state(row) for row in rows}


def test_a_scheduled_version_takes_its_place_at_its_moment(desk: Desk, hands: Hands) -> None:
    assert desk.publish("one") and desk.publish("two", weeks=1)
    assert desk.states() == {"one": "live", "two": "scheduled"}
    assert desk.live() == "one"
    hands.turn(days=7)
    assert desk.live() == "two"
    assert desk.states() == {"one": "closed", "two": "live"}


def test_a_version_published_before_a_scheduled_one_lasts_until_then(
    desk: Desk, hands: Hands
) -> None:
    desk.publish("one")
    desk.publish("three", weeks=2)
    desk.publish("two", weeks=1)
    hands.turn(days=8)
    assert desk.live() == "two"
    hands.turn(days=7)
    assert desk.live() == "three"


def test_a_version_for_the_same_moment_takes_the_place_of_the_scheduled_one(
    desk: Desk, hands: Hands
) -> None:
    desk.publish("one")
    desk.publish("two", weeks=1)
    desk.publish("three", weeks=1)
    assert desk.states() == {"one": "live", "two": "closed", "three": "scheduled"}
    hands.turn(days=8)
    assert desk.live() == "three"


def test_what_is_live_is_not_published_twice(desk: Desk) -> None:
    assert desk.publish("one")
    assert not desk.publish("one", by="B")


def test_a_closed_procedure_is_offered_no_longer_and_nothing_is_scheduled(
    desk: Desk, hands: Hands
) -> None:
    desk.publish("one")
    desk.publish("two", weeks=2)
    assert sorted(desk.close(weeks=1)) == ["one", "two"]
    assert desk.live() == "one"
    hands.turn(days=30)
    with pytest.raises(NotFound):
        desk.live()
    with pytest.raises(NotFound):
        desk.close()


def test_publishing_again_overrules_a_closing_and_tells_who_did_it(
    desk: Desk, hands: Hands, rt: Runtime
) -> None:
    desk.publish("one")
    desk.close(weeks=1)
    assert desk.publish("one", by="B")
    hands.turn(days=30)
    assert desk.live() == "one"
    desk.close()
    hands.turn(days=1)
    assert desk.publish("one", by="C")
    with rt.db.read() as session:
        deeds = [(made.deed, made.decided_by) for made in publishing.decisions(session, CODE)]
        (row,) = publishing.versions(session, CODE)
    assert deeds[:4] == [("publish", "C"), ("close", "A"), ("publish", "B"), ("close", "A")]
    assert (row.published_by, row.source) == ("C", TEXTS["one"])


def test_the_past_cannot_be_decided_on(desk: Desk) -> None:
    with pytest.raises(Unacceptable, match="past"):
        desk.publish("one", weeks=-1)
    desk.publish("one")
    with pytest.raises(Unacceptable, match="past"):
        desk.close(weeks=-1)


def test_going_back_to_the_live_version_after_a_scheduled_one_wants_a_text_of_its_own(
    desk: Desk,
) -> None:
    desk.publish("one")
    desk.publish("two", weeks=1)
    with pytest.raises(Unacceptable, match="live_already"):
        desk.publish("one", weeks=2)


def test_a_version_is_found_by_the_beginning_of_its_hash_if_that_is_enough(
    desk: Desk, rt: Runtime
) -> None:
    desk.publish("one")
    digest = load(TEXTS["one"]).hash
    with rt.db.read() as session:
        assert publishing.by_hash(session, digest[:10]).hash == digest
        for beginning in ("", "%", "no such"):
            with pytest.raises(NotFound):
                publishing.by_hash(session, beginning)
