"""Settings as somebody types them after ``--set``; what is secret never stands in the command.

Everybody on a machine may read each other's command lines, and a shell keeps its own.
"""

import sys
from collections.abc import Collection, Iterable
from pathlib import Path

import click

from portal.jobs.operate.frame import stop

HOW = "key=value; a secret as key=@FILE, key=- (a line of standard input) or key alone (asks)"


def read(given: Iterable[str], secrets: Collection[str]) -> dict[str, str]:
    """Read settings by name; those named among ``secrets`` from where they are kept.

    Ends the command with 2 where one makes no sense, or a secret was typed as it is; nothing of
    it is repeated.
    """
    told: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not name or (not sign and name not in secrets):
            raise click.BadParameter(f"{name!r} is not key=value", param_hint="--set")
        told[name] = _secret(name, value) if name in secrets else value
    return told


def _secret(name: str, value: str) -> str:
    if not value:
        found: str = click.prompt(name, hide_input=True, err=True)
    elif value == "-":
        found = sys.stdin.readline()
    elif value.startswith("@"):
        found = _of_file(name, Path(value[1:]))
    else:
        stop(
            f"--set {name}: this is a secret, and others on this machine can read what stands in a"
            f" command. It was not used; choose another, as this one is known. Give it as"
            f" {name}=@FILE, as {name}=- from standard input, or write --set {name} to be asked"
        )
    if not found.strip():
        stop(f"--set {name}: there is nothing to read")
    return found.strip()


def _of_file(name: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        stop(f"--set {name}: {file} cannot be read: {reason}")
