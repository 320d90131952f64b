"""``portal forms try``: a form on the real pages, in a portal that is gone afterwards."""

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from portal import layout, log
from portal.jobs.operate import form_trial
from portal.jobs.operate.form_check import examine
from portal.jobs.operate.form_trial import Trial
from portal.jobs.operate.frame import stop
from portal.jobs.supervise.keeper import Reporting
from portal.jobs.supervise.plan import Stage
from portal.jobs.supervise.signals import Signals
from portal.jobs.supervise.supervisor import GaveUp, Guard, Supervisor
from portal.runtime import Runtime

_EVERY = 0.5  # seconds between two looks at the file


@click.command("try")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--browser/--no-browser", default=True, help="open it in the browser, if there is one"
)
def try_out(file: Path, browser: bool) -> None:
    """Open the form in FILE on the real pages, with a sample citizen signed in.

    Everything is thrown away at Ctrl-C. When FILE is saved, its new version goes live, and a
    draft begun before is asked whether to change over, as on the real portal.
    """
    if not _in_order(file):
        raise SystemExit(1)
    log.configure("text", level="WARNING")
    try:
        with Signals() as signals, _house(file) as trial, Guard() as guard:
            reporting = Reporting(trial.settings.data_dir / "log", _say, guard.tell)
            with Supervisor([trial.child], reporting, signals) as web:
                web.start(Stage.FRONT)
                if web.until_ready():
                    with trial.door(), _watched(file, trial):
                        _greet(trial, browser)
                        web.watch()
    except GaveUp as error:
        stop(str(error), 1)
    except OSError as error:
        stop(str(error))


def _say(line: str) -> None:
    click.echo(line, err=True)


def _in_order(file: Path) -> bool:
    """Tell everything wrong with a file; one that can be shown is, whatever its examples say."""
    problems, form = examine(file)
    for problem in problems:
        click.echo(str(problem), err=True)
    return form is not None


@contextmanager
def _house(file: Path) -> Iterator[Trial]:
    """Furnish a portal in a folder that is removed in the end."""
    with tempfile.TemporaryDirectory(prefix="lien-thong-try-") as folder:
        trial = form_trial.prepare(Path(folder))
        layout.upgrade(trial.settings)
        runtime = Runtime.make(trial.settings)
        try:
            form_trial.furnish(trial, runtime, file)
            yield trial
        finally:
            runtime.close()


def _greet(trial: Trial, browser: bool) -> None:
    for line in trial.warnings:
        _say(line)
    click.echo(f"Open {trial.address}\nCtrl-C ends it and removes everything.")
    screen = (
        sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
    if browser and screen and sys.stdout.isatty():
        click.launch(trial.address)


@contextmanager
def _watched(file: Path, trial: Trial) -> Iterator[None]:
    """Publish the file anew whenever it was saved."""
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(file, trial, over), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _watch(file: Path, trial: Trial, over: threading.Event) -> None:
    seen = file.read_bytes()
    while not over.wait(_EVERY):
        try:
            now = file.read_bytes()
        except OSError:
            # Editors take a file away for a moment while they save it.
            continue
        if now != seen:
            seen = now
            if _in_order(file):
                form_trial.publish(trial, file)
                _say(f"{file}: the new version is live")
