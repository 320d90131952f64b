"""A supervisor with tiny children, run by the tests as a process of its own.

``python -m tests.jobs.little_house FOLDER`` reads the children from ``FOLDER/children.json``.
"""

import json
import sys
from pathlib import Path

from portal.jobs.supervise.checks import Exists
from portal.jobs.supervise.keeper import Reporting
from portal.jobs.supervise.plan import Child, Stage
from portal.jobs.supervise.signals import Signals
from portal.jobs.supervise.supervisor import GaveUp, Guard, Patience, Supervisor


def child(folder: Path, stage: Stage, name: str, code: str) -> Child:
    """Make a child of a few lines of Python; ``READY`` and ``FOLDER`` are paths it knows."""
    ready = folder / f"{name}.ready"
    prelude = "import os, pathlib, signal, subprocess, sys, threading\n"
    prelude += f"READY, FOLDER = pathlib.Path({str(ready)!r}), pathlib.Path({str(folder)!r})\n"
    prelude += "forever = threading.Event().wait\n"
    return Child(name, (sys.executable, "-c", prelude + code), Exists(ready), stage)


def main(folder: Path) -> None:
    """Run the children of a folder until told to stop."""
    described = json.loads((folder / "children.json").read_text())
    children = [child(folder, Stage[stage], name, code) for name, stage, code in described]

    def say(line: str) -> None:
        print(line, flush=True)

    with Signals() as signals, Guard() as guard:
        reporting = Reporting(folder, say, guard.tell)
        with Supervisor(children, reporting, signals, Patience(start=10, stop=1)) as supervisor:
            supervisor.start(*Stage)
            try:
                if supervisor.until_ready():
                    say("all ready")
                    supervisor.watch()
            except GaveUp as error:
                say(f"gave up: {error}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
