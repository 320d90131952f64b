"""How long a dossier is under way: from the answer its citizen sees to the call its agency takes.

With the worker and the relay running as they do outside, an SMS centre, and a system that takes
everything; submissions come one by one, and then at a steady rate whether or not the portal keeps
up with it.
"""

import itertools
import json
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace

import urllib3

from portal.runtime import Runtime
from portal.services import submission
from tests.bench.figures import Figure, Timed
from tests.furnished import house
from tests.furnished.background import process
from tests.furnished.house import Paper
from tests.sandbox.conftest import running
from tests.servers.waiting import until

# The second is more than two cores can bear beside who asks for it: it is offered, not reached.
_LOADS = ((60, 5), (800, 100))
_AGENCIES, _THREADS = 4, 16
_PLACES = {"sqlite": 91, "postgresql": 92}


def measure(store: str, rt: Runtime, partner: str) -> list[Figure]:
    """Submit at two rates, and time each dossier's way."""
    citizen = house.sign_in(rt, "bench-delays")
    # Codes of their own, since the partner knows what came by code alone.
    codes = [f"H41.{_PLACES[store]}.0{number}" for number in range(1, _AGENCIES + 1)]
    agencies = itertools.cycle([house.add_agency(rt, code, partner) for code in codes])
    figures: list[Figure] = []
    with ExitStack() as kept:
        token = rt.settings.secrets.partner("sms")
        folder = rt.settings.data_dir / "sms"
        centre = kept.enter_context(running("sms", folder, SANDBOX_SMS_TOKEN=token))
        told = replace(rt, settings=replace(rt.settings, sms_url=centre.url))
        for name in ("worker", "relay"):
            kept.enter_context(process(told, name))
        for count, rate in _LOADS:
            papers = [
                house.begin(rt, citizen, next(agencies)).fill().attach() for _ in range(count)
            ]
            figures += _at(store, rt, partner, papers, rate)
    return figures


def _at(store: str, rt: Runtime, partner: str, papers: Sequence[Paper], rate: int) -> list[Figure]:
    """Submit so many a second; the submissions that were really made stand beside the delays."""
    told: dict[str, float] = {}
    began = time.monotonic()

    def submit(numbered: tuple[int, Paper]) -> None:
        number, paper = numbered
        threading.Event().wait(max(0.0, began + number / rate - time.monotonic()))
        with rt.db.write() as session:
            code = submission.submit(session, rt, paper.citizen, paper.id).code
        told[str(code)] = time.monotonic()

    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(submit, enumerate(papers)))
    made = len(papers) / (max(told.values()) - began)
    arrived: dict[str, float] = {}

    def all_there() -> bool:
        arrived.update(json.loads(urllib3.request("GET", f"{partner}/arrivals").data))
        return told.keys() <= arrived.keys()

    until(all_there, 300)
    delays = Timed(tuple(max(0.0, arrived[code] - told[code]) for code in told), 1)
    name = f"Submission to agency at {rate}/s"
    return [
        Figure(f"{name}, submissions made", made, "/s", store),
        *(Figure(f"{name}, p{share}", delays.percentile(share), "ms", store) for share in (50, 99)),
    ]
