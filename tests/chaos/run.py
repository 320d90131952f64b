"""One run: the stage is set, citizens submit while things break, and at the end it is counted."""

import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

import requests
from redis import RedisError

from portal import layout
from portal.runtime import Runtime
from tests.chaos import citizens, verdict
from tests.chaos.citizens import Crowd
from tests.chaos.plan import Plan, Trouble
from tests.chaos.stage import Stage, begin, standing
from tests.chaos.verdict import Verdict


class Breaking:
    """Brings the troubles of a plan when their time has come.

    In the thread that started the processes: what a thread has started dies with that thread.
    """

    def __init__(self, stage: Stage, plan: Plan, crowd: Crowd) -> None:
        self.kills = 0
        self._stage, self._crowd = stage, crowd
        self._coming = list(plan.troubles)
        self._drawn = iter(_numbers(plan.seed))
        self._over: list[tuple[float, str, str]] = []

    def until(self, submitted: Future[None]) -> None:
        """Break things until all is submitted, and then what has not been broken yet."""
        while not submitted.done():
            while self._coming and self._coming[0].at <= len(self._crowd.told):
                self._bring(self._coming.pop(0))
            self._end_what_is_over()
            wait((submitted,), 0.05)
        for trouble in self._coming:
            if trouble.deed in ("kill", "restart", "flush"):
                self._bring(trouble)

    def _bring(self, trouble: Trouble) -> None:
        try:
            self._break(trouble)
        except (requests.RequestException, RedisError, OSError) as error:
            print(f"  {trouble.deed} {trouble.whom}: {error}", file=sys.stderr)

    def _break(self, trouble: Trouble) -> None:
        stage, whom, how = self._stage, trouble.whom, trouble.how
        if trouble.deed == "kill":
            stage.kill(whom, next(self._drawn))
            self.kills += 1
        elif trouble.deed == "restart":
            stage.restart_database()
        elif trouble.deed == "flush":
            stage.flush_broker()
        elif trouble.deed == "fault":
            stage.agency_fault(whom, **how)
        elif trouble.deed == "sms":
            stage.sms_fault(**how)
        else:
            fault = {"away": "away", "reorder": "reordered_news"}[trouble.deed]
            stage.agency_fault(whom, **{fault: True})
            self._over.append((time.monotonic() + how["seconds"], whom, fault))

    def _end_what_is_over(self) -> None:
        for entry in [one for one in self._over if one[0] <= time.monotonic()]:
            self._over.remove(entry)
            self._stage.agency_fault(entry[1], **{entry[2]: False})


def _numbers(seed: int) -> Iterator[float]:
    """Draw, from the seed, which of several processes is killed each time."""
    drawn = random.Random(f"{seed}/choices")
    while True:
        yield drawn.random()


@contextmanager
def portal(stage: Stage) -> Iterator[Runtime]:
    """Give the harness its own door to the portal's database."""
    rt = Runtime.make(stage.settings)
    try:
        yield rt
    finally:
        rt.close()


def play_apart(plan: Plan) -> Verdict:
    """Play a run in a folder that is gone afterwards; its path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="lt-chaos-") as folder:
        return play(plan, Path(folder))


def play(plan: Plan, folder: Path) -> Verdict:
    """Play a run in a folder of its own, and judge it."""
    with standing(folder, plan) as stage:
        layout.upgrade(stage.settings)
        with portal(stage) as rt:
            crowd = citizens.prepare(rt, plan)
        _say(f"{plan.dossiers} drafts are ready; seed {plan.seed}")
        stage.well()
        begin(stage)
        breaking = Breaking(stage, plan, crowd)
        began = time.monotonic()
        with ThreadPoolExecutor(1) as pool:
            storm = pool.submit(citizens.storm, crowd, stage.settings.base_url)
            breaking.until(storm)
            storm.result()
        _say(
            f"{len(crowd.told)} acknowledged in {time.monotonic() - began:.0f} s; letting it settle"
        )
        stage.well()
        with portal(stage) as rt:

            def judged() -> Verdict:
                kills = breaking.kills + sum(stage.hits().values())
                return verdict.judge(rt, folder, crowd, kills, stage.hits())

            # What was taken twice stays so: a planted bug that did it need not be waited for.
            _settle(rt, stage, plan.patience, lambda: bool(plan.bug and judged().doubled))
            return judged()


def _settle(rt: Runtime, stage: Stage, patience: float, seen: Callable[[], bool]) -> None:
    """Wait until nothing waits any more, nothing has moved for too long, or all is seen."""
    left, since = -1, time.monotonic()
    while time.monotonic() - since < patience:
        now = verdict.unsettled(rt, stage.folder)
        if not now or seen():
            return
        if now != left:
            left, since = now, time.monotonic()
        threading.Event().wait(0.5)


def _say(what: str) -> None:
    print(f"  {what}", file=sys.stderr)
