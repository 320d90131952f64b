"""Evidence: chained hashes over salted commitments."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from portal.domain import evidence
from portal.domain.evidence import GENESIS, Link

AT = datetime(2026, 11, 23, 2, 41, 0, 123456, tzinfo=UTC)
LINK = Link("d", 2, "moved", "submitted", "accepted", AT, AT, {"n": 1}, {"note": "c"}, GENESIS)


@pytest.mark.parametrize(
    "changed",
    [
        {"dossier": "e"},
        {"seq": 3},
        {"kind": "left"},
        {"before": None},
        {"after": "refused"},
        {"occurred_at": AT + timedelta(microseconds=1)},
        {"recorded_at": AT + timedelta(microseconds=1)},
        {"facts": {"n": 2}},
        {"facts": {}},
        {"commitments": {"note": "d"}},
        {"previous": "1" * 64},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_is_changed_in_an_event_changes_its_hash(changed):
    assert replace(LINK, **changed).digest() != LINK.digest()


def test_anybody_can_work_the_hash_out_from_the_written_rule():
    moment = "2026-11-23T02:41:00.123456Z"
    text = (
        f'{{"after":"accepted","before":"submitted","commitments":{{"note":"c"}},"dossier":"d",'
        f'"facts":{{"n":1}},"kind":"moved","occurred_at":"{moment}","previous":"{GENESIS}",'
        f'"recorded_at":"{moment}","seq":2}}'
    )
    assert LINK.digest() == hashlib.sha256(text.encode()).hexdigest()


def test_the_same_moment_in_another_zone_is_the_same_moment():
    there = AT.astimezone(timezone(timedelta(hours=7)))
    assert evidence.stamp(there) == "2026-11-23T02:41:00.123456Z"
    assert replace(LINK, occurred_at=there).digest() == LINK.digest()


def test_facts_in_another_order_are_the_same_facts():
    one, other = {"a": 1, "b": 2}, {"b": 2, "a": 1}
    assert replace(LINK, facts=one).digest() == replace(LINK, facts=other).digest()


def test_a_commitment_is_bound_to_salt_name_and_value():
    made = evidence.commit(bytes(32), "phone", "0912345678")
    assert made == evidence.commit(bytes(32), "phone", "0912345678")
    others = {
        evidence.commit(b"\1" * 32, "phone", "0912345678"),
        evidence.commit(bytes(32), "number", "0912345678"),
        evidence.commit(bytes(32), "phone", "0912345679"),
    }
    assert len(others | {made}) == 4


def test_a_root_depends_on_every_head_and_on_no_order():
    heads = {"a": "1", "b": "2"}
    assert evidence.root(heads) == evidence.root({"b": "2", "a": "1"})
    assert len({evidence.root(h) for h in (heads, {"a": "1"}, {"a": "2", "b": "1"}, {})}) == 4
