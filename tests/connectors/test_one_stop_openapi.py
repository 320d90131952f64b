"""The published OpenAPI of one-stop systems says what the connector sends, reads and answers."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from connectors.agencies.one_stop import OneStopConfig, make, replying, writing
from connectors.agencies.one_stop.reading import KINDS, STATES
from connectors.base import Surroundings
from connectors.contract.sample import (
    amended,
    claiming,
    confirmed,
    paying,
    receipts_changed,
    sample_dossier,
    sample_message,
    sample_rating,
    sample_supplement,
    sample_withdrawal,
    taken_back,
)
from connectors.errors import NotAuthentic, Unreadable
from connectors.listing import Entry, Listed
from connectors.messages import Heard
from tests.sandbox.agency.dossiers import make_dossier
from tests.sandbox.agency.hand import CODE, SECRET, Hand
from tests.sandbox.conftest import running

PAGE = Path(__file__).parents[2] / "docs" / "partners" / "one-stop.openapi.yaml"
SPEC = yaml.safe_load(PAGE.read_text())
SCHEMAS = SPEC["components"]["schemas"]
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)


def wrong(name, value, where="schemas"):
    """List what the published schema finds wrong with a value."""
    schema = {"$ref": f"#/components/{where}/{name}", "components": SPEC["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


def answered(operation, status):
    return operation["responses"][str(status)]["content"]["application/json"]["schema"]


def test_it_is_openapi_3_1():
    assert SPEC["openapi"] == "3.1.0"
    validate(SPEC)


def test_it_names_every_word_we_know_and_no_other():
    assert set(SCHEMAS["News"]["properties"]["kind"]["enum"]) == set(KINDS)
    assert set(SCHEMAS["Held"]["properties"]["state"]["enum"]) == set(STATES)


@pytest.fixture
def dossier():
    return sample_dossier("H41.12", lambda: NOON)


def test_what_we_send_is_as_published_and_all_of_it_is_told(dossier):
    told = {
        "Dossier": writing.body(confirmed(dossier)),
        "Supplement": writing.supplement(amended(sample_supplement(dossier))),
        "Message": writing.message(sample_message(dossier)),
        "Rating": writing.rating(sample_rating(dossier)),
        "Withdrawal": writing.withdrawal(sample_withdrawal(dossier)),
    }
    for name, body in told.items():
        assert wrong(name, json.loads(json.dumps(body))) == []
        assert set(body) <= set(SCHEMAS[name]["properties"]), name
        assert set(SCHEMAS[name]["required"]) <= set(body), name


@pytest.mark.parametrize("about", [claiming, taken_back, paying, receipts_changed])
def test_what_a_message_says_of_a_fee_is_as_published_and_all_of_it_is_told(dossier, about):
    body = json.loads(json.dumps(writing.message(about(sample_message(dossier)))))
    assert wrong("Message", body) == [] and set(body) <= set(SCHEMAS["Message"]["properties"])
    (field,) = set(body) - set(SCHEMAS["Message"]["required"])
    named = SCHEMAS["Message"]["properties"][field]["$ref"].rpartition("/")[2]
    assert set(body[field]) == set(SCHEMAS[named]["properties"])
    for line in body[field].get("lines", []):
        assert wrong("Message", {**body, field: {**body[field], "lines": [{**line, "kind": "x"}]}})


@pytest.mark.parametrize(
    "broken", [{"channel": "fax"}, {"content_hash": "x"}, {"version": 2}, {"files": [{}]}]
)
def test_the_schema_of_a_dossier_refuses_what_is_none(dossier, broken):
    assert wrong("Dossier", {**json.loads(json.dumps(writing.body(dossier))), **broken})


def test_what_we_answer_to_news_is_as_published():
    post = SPEC["webhooks"]["news"]["post"]
    outcomes = set(answered(post, 200)["properties"]["outcome"]["enum"])
    for heard in Heard:
        reply = replying.reply(heard)
        if reply.status == 200:
            assert json.loads(reply.body)["outcome"] in outcomes
        # 409 is what a confirmation may be answered, below.
        assert str(reply.status) in {*post["responses"], "201", "409"}
    errors = json.loads(replying.reply(Unreadable({"seq": ["thiếu"]})).body)
    Draft202012Validator(answered(post, 422)).validate(errors)
    refusals = SPEC["components"]["responses"]["notAuthentic"]["content"]["application/json"]
    for code in ("key", "stale", "signature", "replayed", "token"):
        said = json.loads(replying.reply(NotAuthentic(code)).body)
        Draft202012Validator(refusals["schema"]).validate(said)


def test_what_a_system_fetches_is_as_published(dossier):
    config = OneStopConfig.from_mapping({"road": "pull", "key_id": "k", "secret": "s" * 32})
    fetching = make(config, Surroundings(lambda: dossier.submitted_at, lambda *_: False))
    with pytest.raises(Listed) as caught:
        fetching.submit(dossier, "d.deliver.1")
    item = caught.value.item
    assert wrong("Dossier", json.loads(fetching.item(item).body)) == []
    entry = Entry(7, "d.deliver.1", dossier.code, item.target, item.content_hash, NOON)
    page = json.loads(fetching.page([entry], 7).body)
    Draft202012Validator(
        {**answered(SPEC["webhooks"]["outbox"]["get"], 200), "components": SPEC["components"]}
    ).validate(page)
    post = SPEC["webhooks"]["outboxConfirmation"]["post"]
    for heard in (Heard.APPLIED, Heard.DUPLICATE, Heard.PARKED):
        said = json.loads(replying.reply(heard).body)
        Draft202012Validator(answered(post, 200)).validate(said)
    for heard in (Heard.NO_SUCH_ITEM, Heard.OTHER_CONTENT):
        assert str(replying.reply(heard).status) in post["responses"]


def test_what_a_one_stop_system_says_is_as_published(tmp_path):
    known = {"code": CODE, "name": "UBND phường Mẫu", "key_id": "khoa-1", "secret": SECRET}
    known["portal_url"] = "http://127.0.0.1:9/nobody"
    with running("agency", tmp_path, SANDBOX_AGENCIES=json.dumps([known])) as office:
        hand = Hand(office.url)
        sent = make_dossier()
        assert hand.hand_in(sent).json()["outcome"] == "accepted"
        hand.act(sent["code"], kind="accepted", note="Chào")
        book = hand.call("GET", "/dossiers?after=&limit=5").json()
        news = hand.call("GET", "/news?after=").json()
        held = hand.call("GET", f"/dossiers/{sent['code']}").json()
    assert [wrong("Held", one) for one in (*book["items"], held)] == [[], []]
    assert [wrong("News", one) for one in news["items"]] == [[]] * len(news["items"])
    assert len(news["items"]) == 2
