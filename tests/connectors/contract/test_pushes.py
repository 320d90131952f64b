"""The kit listens: what a system brings is heard, and every way of bringing it wrongly is named."""

import json
from datetime import UTC, datetime
from functools import partial

import pytest
import requests

from connectors.agencies.one_stop import OneStop, OneStopConfig
from connectors.base import Surroundings
from connectors.contract import pushes
from connectors.contract.checks import Check, run
from connectors.contract.pushes import Listener, push_checks
from connectors.contract.sample import sample_dossier
from connectors.errors import Misconfigured
from tests.sandbox.conftest import running
from tests.servers.ports import free_ports

CODE, SECRET = "H41.90.01", "s" * 32


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Run a system that brings its news to where the kit will listen."""
    (port,) = free_ports(1)
    known = {"code": CODE, "name": "Xã mẫu", "key_id": "k1", "secret": SECRET,
             "portal_url": f"http://127.0.0.1:{port}/api/v1/agencies/{CODE}"}  # fmt: skip
    folder = tmp_path_factory.mktemp("agency")
    with running("agency", folder, SANDBOX_AGENCIES=json.dumps([known])) as office:
        yield office.url, port


@pytest.fixture
def examined(place, monkeypatch):
    """Give what the kit finds while a fault is on."""
    url, port = place
    monkeypatch.setattr(pushes, "PATIENCE", 5.0)
    monkeypatch.setattr(pushes, "LINGER", 1.0)
    seen = set()
    around = Surroundings(
        lambda: datetime.now(UTC), lambda *mark: mark in seen or bool(seen.add(mark))
    )
    config = OneStopConfig.from_mapping(
        {"base_url": f"{url}/agencies/{CODE}", "allow_private": True, "key_id": "k1",
         "secret": SECRET, "listen": f"127.0.0.1:{port}"})  # fmt: skip

    def find(before=lambda *_: None, between=None, **faults):
        control = f"{url}/control/agencies/{CODE}/faults"
        requests.post(control, json=faults, timeout=10).raise_for_status()
        connector = OneStop(config, around)
        before(connector, around)
        listener = Listener(config.listen, connector)
        make = partial(sample_dossier, CODE, around.clock)
        checks = push_checks(listener, connector, make)
        checks[1:1] = [Check("between", "", "", partial(between, listener))] if between else []
        try:
            report = run("one_stop", checks)
        finally:
            requests.delete(control, timeout=10)
            listener.close()
            connector.close()
        return {one.name for one in report.findings if one.broken}

    return find


def test_a_system_that_brings_its_news_as_agreed_passes(examined):
    assert examined() == set()


def test_news_signed_wrongly_is_named(examined):
    wrongly = {"value": True, "times": 1}
    assert examined(wrong_signature=wrongly) == {"pushed-authentic"}


def test_news_brought_again_after_it_was_heard_is_named(examined):
    assert examined(duplicate_news={"value": True, "times": 1}) == {"pushed-once"}


def test_news_that_overtakes_older_news_is_named(place, examined):
    def beforehand(connector, around):
        """Let two pieces of news of one dossier wait until somebody listens."""
        dossier = sample_dossier(CODE, around.clock)
        connector.submit(dossier, "check-in-order")
        control = f"{place[0]}/control/agencies/{CODE}/dossiers/{dossier.code}/news"
        requests.post(control, json={"kind": "accepted"}, timeout=10).raise_for_status()

    assert examined(beforehand, reordered_news=True) == {"pushed-in-order"}


def test_a_system_that_wants_what_it_was_never_sent_is_named(place, examined):
    def asking(listener):
        """Let an officer there ask for one thing that stands in the dossier, or cannot."""
        code = listener.came.news[-1].dossier
        control = f"{place[0]}/control/agencies/{CODE}/dossiers/{code}/news"
        wanted = [{"answer": "copies", "words": "Hai bản là đủ"}]
        asked = {"kind": "supplement_requested", "wanted": wanted}
        requests.post(control, json=asked, timeout=10).raise_for_status()
        assert listener.wait_for(lambda: bool(listener.came.news[-1].wanted), 5.0)
        yield from ()

    assert examined(between=asking) == set()
    assert examined(between=asking, wants_unknown=True) == {"pushed-wanted"}


def test_a_system_that_answers_a_claim_it_was_never_sent_or_raises_a_line_is_named(place, examined):
    def answering(listener):
        """Let an officer there answer the claim that came with the kit's dossier."""
        code = listener.came.news[-1].dossier
        control = f"{place[0]}/control/agencies/{CODE}/dossiers/{code}"
        letters = requests.get(control, timeout=10).json()["letters"]
        (claim,) = [one for one in letters if "claim" in one]
        left = [{"line": 1, "amount": 0}, {"line": 2, "amount": 3_500}]
        said = {"kind": "claim_answered", "answers": claim["id"], "note": "Đã xem"}
        said["claim"] = {"outcome": "lowered", "lines": left}
        requests.post(f"{control}/news", json=said, timeout=10).raise_for_status()
        assert listener.wait_for(lambda: listener.came.news[-1].claim is not None, 5.0)
        yield from ()

    assert examined(between=answering) == set()
    assert examined(between=answering, answers_unknown_claim=True) == {"pushed-claim"}
    assert examined(between=answering, raises_claimed=True) == {"pushed-claim"}


def test_a_silent_system_is_named(examined, monkeypatch):
    monkeypatch.setattr(pushes, "PATIENCE", 0.2)
    assert examined(hang=False, wrong_signature=True) >= {"pushed"}


def test_a_place_nobody_can_listen_at_is_said_so(place):
    for where in ("127.0.0.1:x", "127.0.0.1:99999", "nowhere.invalid:80"):
        with pytest.raises(Misconfigured, match="listen"):
            Listener(where, None)
