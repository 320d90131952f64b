"""A supervisor with tiny children, run by the tests as a process of its own.

``python -m tests.jobs.little_house FOLDER`` reads the children from ``FOLDER/children.json``. They
are started afresh, or forked where the environment says so.
"""

import json
import os
import sys
from functools import partial
from pathlib import Path

from portal.jobs.supervise.checks import Exists
from portal.jobs.supervise.keeper import Reporting
from portal.jobs.supervise.plan import Child, Stage
from portal.jobs.supervise.signals import Signals
from portal.jobs.supervise.supervisor import GaveUp, Guard, Patience, Supervisor

FORKING = "LITTLE_HOUSE_FORKS"


def child(folder: Path, stage: Stage, name: str, code: str) -> Child:
    """Make a child of a few lines of Python; ``READY`` and ``FOLDER`` are paths it knows."""
    ready = folder / f"{name}.ready"
    prelude = "import os, pathlib, signal, subprocess, sys, threading\n"
    prelude += f"READY, FOLDER = pathlib.Path({str(ready)!r}), pathlib.Path({str(folder)!r})\n"
    prelude += "forever = threading.Event().wait\n"
    argv = (sys.executable, "-c", prelude + code)
    play = partial(exec, prelude + code, {}) if FORKING in os.environ else None
    return Child(name, argv, Exists(ready), stage, play=play)


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
