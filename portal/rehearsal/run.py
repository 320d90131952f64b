"""Plays the whole journey, step by step, and says how it went."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import requests

from portal import clock
from portal.rehearsal import applying, finding, following, keeping_out, script
from portal.rehearsal.browser import Browser
from portal.rehearsal.journey import Journey, Plan
from portal.rehearsal.outcome import Skipped, Unexpected

Play = Callable[[Journey], str]
STEPS: tuple[tuple[str, Play], ...] = (
    ("open the portal", finding.home),
    ("find the procedure", finding.search),
    ("read about it", finding.procedure),
    ("sign in", finding.enter),
    ("choose case and agency", finding.start),
    ("fill the form in", applying.steps),
    ("hand papers in", applying.documents),
    ("submit", applying.submit),
    ("take the confirmation", following.confirmation),
    ("delivered to the agency", following.delivered),
    ("confirmed by the agency", following.confirmed),
    ("accepted, with a due date", following.accepted),
    ("take the receipt", following.receipt),
    ("take the result", following.result),
    ("get a text message", keeping_out.message),
    ("open its link", keeping_out.link),
    ("keep others out", keeping_out.outside),
)


@dataclass(frozen=True)
class Step:
    """A step that was played: ``outcome`` is passed, skipped or failed."""

    name: str
    outcome: str
    seconds: float
    said: str
    expected: str = ""

    @property
    def why(self) -> str:
        """What is to be told of it."""
        return f"expected {self.expected}, but got {self.said}" if self.expected else self.said

    def __str__(self) -> str:
        """One line for people."""
        told = f": {self.why}" if self.why else ""
        return f"{self.seconds:6.2f} s  {self.outcome:<8}{self.name}{told}"


@dataclass(frozen=True)
class Report:
    """How a rehearsal went."""

    base_url: str
    procedure: str
    code: str
    seconds: float
    steps: tuple[Step, ...] = field(repr=False)

    @property
    def failed(self) -> Step | None:
        """The step that failed, if one did."""
        return next((step for step in self.steps if step.outcome == "failed"), None)

    def as_json(self) -> dict[str, Any]:
        """The report for machines."""
        return {"ok": self.failed is None, **asdict(self)}


def rehearse(plan: Plan, tell: Callable[[Step], None]) -> Report:
    """Play the journey, telling each step as it ends; the first that fails is the last.

    :raises NothingToRehearse: if the catalogue has no such procedure, or no example of it.
    """
    began = time.monotonic()
    journey = Journey(plan, script.write(plan.procedure, clock.today()), Browser(plan.base_url))
    played = []
    for step in _played(journey):
        played.append(step)
        tell(step)
    seconds = round(time.monotonic() - began, 3)
    return Report(plan.base_url, journey.script.code, journey.code, seconds, tuple(played))


def _played(journey: Journey) -> Iterator[Step]:
    for name, play in STEPS:
        began = time.monotonic()
        outcome, said, expected = _outcome(journey, play)
        yield Step(name, outcome, round(time.monotonic() - began, 3), said, expected)
        if outcome == "failed":
            return


def _outcome(journey: Journey, play: Play) -> tuple[str, str, str]:
    try:
        return "passed", play(journey), ""
    except Skipped as why:
        return "skipped", str(why), ""
    except Unexpected as error:
        return "failed", error.came, error.expected
    except requests.Timeout:
        return "failed", "none in time", "an answer"
    except requests.RequestException as error:
        return "failed", f"no connection ({type(error).__name__})", "an answer"
