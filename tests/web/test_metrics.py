"""Figures for Prometheus: read back with Prometheus's own parser."""

import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
import sqlalchemy as sa
from prometheus_client.parser import text_string_to_metric_families

from portal import clock
from portal.app import create_app
from portal.models import Destination, Promise, PromiseState
from portal.services.operations import measuring
from tests.furnished.fixtures import agency, citizen, furnished, hands, paper, rt, submitted
from tests.sources import ROOT
from tests.web.console.attempts import tries

__all__ = ["agency", "citizen", "furnished", "hands", "paper", "rt", "submitted"]

TOKEN = "of-a-test"


@pytest.fixture
def client(rt):
    """Give a browser without cookies, at a portal that tells its figures."""
    told = replace(rt, settings=replace(rt.settings, metrics_token=TOKEN))
    return create_app(runtime=told).test_client()


def figures(client) -> dict[tuple[str, ...], float]:
    """Ask for the figures; give each by its name and labels."""
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_every_destination_tells_what_waits_and_since_when(client, rt, hands, agency, submitted):
    hands.turn(minutes=6)
    found, name = figures(client), f"agency:{agency.code}"
    assert found["lienthong_waiting", name] == found["lienthong_waiting", "sms"] == 1
    assert found["lienthong_oldest_seconds", name] == 360
    assert found["lienthong_problem", name, "late"] == 1


def test_what_is_parked_broken_and_paused_is_told(client, rt, submitted):
    with rt.db.write() as session:
        session.execute(sa.update(Promise).values(state=PromiseState.PARKED))
        session.add(Destination(name="sms", failures=5, broken_at=clock.now()))
    found = figures(client)
    assert (found["lienthong_parked", "sms"], found["lienthong_broken", "sms"]) == (1, 1)
    assert found["lienthong_paused", "sms"] == 0
    assert found["lienthong_problem", "sms", "parked"] == 1


def test_a_destination_nobody_has_tried_has_no_p95(client, submitted):
    assert not [key for key in figures(client) if key[0] == "lienthong_p95_seconds"]


def test_how_long_tries_take_is_told_in_seconds(client, rt, submitted):
    tries(rt, submitted, "sms", [("done", 40)] * 19 + [("unavailable", 700)])
    measuring.measure(rt)
    found = figures(client)
    assert found["lienthong_p95_seconds", "sms"] == 0.05
    assert (found["lienthong_tried", "sms"], found["lienthong_failed", "sms"]) == (20, 1)


ADDED_UP = """
import os
from prometheus_client import CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector
from portal.web.metrics import observe
for _ in range(2):
    if os.fork() == 0:
        observe("/x", 204, 0.2)
        os._exit(0)
os.wait(), os.wait()
registry = CollectorRegistry()
MultiProcessCollector(registry)
labels = {"route": "/x", "status": "2xx"}
print(registry.get_sample_value("lienthong_request_seconds_count", labels))
"""


def test_processes_of_one_machine_add_their_requests_up(tmp_path):
    env = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    argv = [sys.executable, "-c", ADDED_UP]
    told = subprocess.run(argv, env=env, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "2.0"


def test_requests_are_counted_by_route_and_never_by_address(client):
    before = figures(client)
    for _ in range(3):
        client.get("/thu-tuc/1.001193")
    client.get("/s/SomebodysTokenSomebody")
    after = figures(client)
    key = ("lienthong_request_seconds_count", "/thu-tuc/<code>", "4xx")
    assert after[key] - before.get(key, 0) == 3
    assert not [each for each in after if "Somebodys" in str(each)]


@pytest.mark.parametrize("borne", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}"])
def test_without_the_token_nothing_is_told(client, borne):
    answer = client.get("/metrics", headers={"Authorization": borne})
    assert answer.status_code == 401 and "lienthong" not in answer.text
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_where_no_token_is_set_there_is_no_such_page(rt):
    answer = (
        create_app(runtime=rt).test_client().get("/metrics", headers={"Authorization": "Bearer "})
    )
    assert answer.status_code == 404


def test_the_dashboard_asks_for_figures_that_are_told(client, rt, submitted):
    tries(rt, submitted, "sms", [("done", 40)])
    measuring.measure(rt)
    with rt.db.write() as session:
        session.execute(sa.update(Promise).values(state=PromiseState.PARKED))
    client.get("/thu-tuc/1.001193")
    told = {key[0] for key in figures(client)}
    dashboard = (ROOT / "docs/operations/grafana.json").read_text(encoding="utf-8")
    asked = set(re.findall(r"lienthong_[a-z0-9_]+", dashboard))
    assert len(asked) == 9 and asked <= told
