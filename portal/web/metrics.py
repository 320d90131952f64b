"""Figures for Prometheus: how dossiers are on their way, and how fast pages are answered.

Whoever asks bears ``METRICS_TOKEN``; where none is set there is no such page. Figures of the way
come from the database, so each machine tells the same; those of requests are this machine's, added
up over its processes where ``PROMETHEUS_MULTIPROC_DIR`` names a folder they share.
"""

import os
from collections.abc import Callable, Iterator, Sequence

from flask import Blueprint, abort, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from werkzeug.wrappers import Response

from portal import clock, crypto
from portal.services import outbox
from portal.services.operations import health
from portal.services.operations.health import Fares, Problem
from portal.web.context import reading, rt

blueprint = Blueprint("metrics", __name__)
REQUESTS = Histogram(
    "lienthong_request_seconds",
    "How long requests took to be answered, by route and class of status",
    ("route", "status"),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_BORNE = "Bearer "


def observe(route: str, status: int, seconds: float) -> None:
    """Count a request that was answered; ``route`` is the pattern, never an address."""
    REQUESTS.labels(route, f"{status // 100}xx").observe(seconds)


@blueprint.get("/metrics")
def tell() -> Response:
    """Tell all figures, to whoever bears the token."""
    token = rt().settings.metrics_token
    borne = request.headers.get("Authorization", "")
    if not token:
        abort(404)
    if not crypto.same(borne.encode(), f"{_BORNE}{token}".encode()):
        return Response(status=401, headers={"WWW-Authenticate": 'Bearer realm="metrics"'})
    registry = CollectorRegistry()
    registry.register(OnTheWay())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry.register(REQUESTS)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class OnTheWay(Collector):
    """Reads how every destination fares, and what is wrong, at the moment it is asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give each figure by destination; durations in seconds."""
        with reading() as session:
            destinations = outbox.health(session)
            fares = health.fares(session, destinations)
            wrong = health.problems(session, destinations)
        yield from _destinations(fares)
        yield _problems(wrong)


def _destinations(fares: Sequence[Fares]) -> Iterator[GaugeMetricFamily]:
    now = clock.now()
    told: dict[str, tuple[str, Callable[[Fares], float | None]]] = {
        "waiting": ("Promises that wait to be kept", lambda one: one.health.waiting),
        "parked": ("Promises that wait for a person", lambda one: one.health.parked),
        "oldest_seconds": (
            "How long the oldest promise has waited",
            lambda one: (now - one.health.oldest).total_seconds() if one.health.oldest else 0.0,
        ),
        "broken": ("Whether the breaker is open", lambda one: one.health.state == "broken"),
        "paused": ("Whether an operator holds it back", lambda one: one.health.state == "paused"),
        "tried": ("Tries of the last 24 hours", lambda one: one.tried),
        "failed": ("Tries of the last 24 hours that got nothing of use", lambda one: one.failed),
        "p95_seconds": (
            "95 of 100 tries of the last 24 hours took at most so long",
            lambda one: None if one.p95 is None else one.p95 / 1000,
        ),
    }
    for name, (words, read) in told.items():
        family = GaugeMetricFamily(f"lienthong_{name}", words, labels=["destination"])
        for one in fares:
            value = read(one)
            if value is not None:
                family.add_metric([one.health.name], float(value))
        yield family


def _problems(wrong: Sequence[Problem]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(
        "lienthong_problem",
        "What the console calls wrong; how many of it",
        labels=["kind", "about"],
    )
    for one in wrong:
        family.add_metric([one.kind, one.about], float(one.count or 1))
    return family
