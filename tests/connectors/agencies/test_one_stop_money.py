"""What is said of fees: claims and payments that go out in fields, answers that come back."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import rfc8785

from connectors.agencies.one_stop import writing
from connectors.agencies.one_stop.reading import one_news
from connectors.claims import ClaimAnswer, ClaimOutcome
from connectors.contract.sample import (
    claiming,
    paying,
    receipts_changed,
    sample_dossier,
    sample_message,
    taken_back,
)
from connectors.errors import Unreadable
from tests.connectors.agencies.test_one_stop_inward import news

NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


@pytest.fixture
def sent():
    return sample_message(sample_dossier("H41.12", lambda: NOON))


def without(money, **nothing):
    return replace(money, money=replace(money.money, **nothing))


def hashed(body):
    rest = {name: value for name, value in body.items() if name != "content_hash"}
    return hashlib.sha256(rfc8785.dumps(rest)).hexdigest()


@pytest.mark.parametrize("about", [claiming, taken_back, paying, receipts_changed])
def test_each_stands_in_one_field_that_its_hash_covers(sent, about):
    body = writing.message(about(sent))
    assert body["content_hash"] == hashed(body)
    plain = writing.message(replace(about(sent), money=None))
    assert len(set(body) - set(plain)) == 1
    assert body["content_hash"] != plain["content_hash"]


def test_a_message_that_is_about_no_fee_has_no_such_field(sent):
    assert set(writing.message(sent)) == {
        *("version", "code", "id", "text", "files", "sent_at", "content_hash")
    }


def test_what_is_empty_inside_is_left_out(sent):
    claim = writing.message(without(claiming(sent), ground=None, words=""))["claim"]
    assert set(claim) == {"fee", "total", "lines", "turn", "answer_by"}
    assert "code" not in claim["lines"][0] and claim["lines"][1]["code"] == "DT-02"
    paid = writing.message(without(paying(sent), reference="", receipts=()))["payment"]
    assert set(paid) == {"fee", "amount", "lines", "method", "paid_at"}
    late = without(receipts_changed(sent), cancelled=(), payer="", reason="")
    changed = writing.message(late)["receipts_changed"]
    assert set(changed) == {"fee", "because", "changed_at", "issued"}


def answered(**changed):
    said = {"kind": "claim_answered", "answers": "d.exemption.4", "note": "Đã xem"}
    return news(**{**said, **changed})


@pytest.mark.parametrize(
    ("claim", "read"),
    [
        ({"outcome": "waived"}, ClaimAnswer(ClaimOutcome.WAIVED)),
        ({"outcome": "refused", "lines": None}, ClaimAnswer(ClaimOutcome.REFUSED)),
        (
            {"outcome": "lowered", "lines": [{"line": 2, "amount": 0}]},
            ClaimAnswer(ClaimOutcome.LOWERED, ((2, 0),)),
        ),
    ],
)
def test_an_answer_is_read_with_the_claim_it_is_for(claim, read):
    heard = one_news(answered(claim=claim))
    assert (heard.claim, heard.answers) == (read, "d.exemption.4")


LINE = {"line": 1, "amount": 0}


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({}, "claim"),
        ({"claim": "waived"}, "claim._schema"),
        ({"claim": {}}, "claim.outcome"),
        ({"claim": {"outcome": "perhaps"}}, "claim.outcome"),
        ({"claim": {"outcome": "lowered"}}, "claim.lines"),
        ({"claim": {"outcome": "waived", "lines": [LINE]}}, "claim.lines"),
        ({"claim": {"outcome": "lowered", "lines": [LINE, LINE]}}, "claim.lines"),
        ({"claim": {"outcome": "lowered", "lines": [{"line": 1}]}}, "claim.lines.0.amount"),
        ({"claim": {"outcome": "waived"}, "answers": None}, "answers"),
        ({"claim": {"outcome": "refused"}, "note": " "}, "note"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said_by_field(changed, where):
    with pytest.raises(Unreadable) as caught:
        one_news(answered(**changed))
    assert set(caught.value.fields) == {where}


def test_other_news_says_nothing_of_a_claim():
    assert one_news(news(kind="note", note="Chào", claim={"outcome": "waived"})).claim is None
