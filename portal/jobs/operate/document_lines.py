"""``portal documents connect``, ``lines``: how agencies are reached on an axis."""

from pathlib import Path
from typing import Any

import click
import yaml

from connectors.errors import ConnectorError, in_full
from connectors.registry import CONNECTORS, Role
from portal.jobs.operate.frame import operating, stop
from portal.models import DocumentLine
from portal.runtime import Runtime
from portal.services.documents import lines
from portal.services.documents.lines import NewLine

_WANTED = ("agency", "connector", "endpoint", "secret")
ROLES = {Role.DOCUMENTS: lines.AXIS, Role.WORK: lines.DMS}


@click.command("connect")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check/--no-check", default=True, help="make one harmless call")
def connect(file: Path, check: bool) -> None:
    """Put an agency on an axis or tie it to its document system, as FILE says now.

    FILE is YAML; docs/documents.md shows one. Keep it as safe as the secret in it. Settings that
    make no sense are named, and nothing is saved.
    """
    new = _read(file)
    with operating() as rt:
        role = CONNECTORS[new.connector].role
        rt.partners.configured(new.connector, {**new.endpoint, **new.secret}, role)
        with rt.db.write() as session:
            line = lines.put(session, rt, new)
        click.echo(f"{new.agency} {new.role}: saved")
        if check:
            _check(rt, line)


@click.command("lines")
def show() -> None:
    """List agencies' lines to axes and document systems, and how each fares."""
    with operating() as rt, rt.db.read() as session:
        for role in ROLES.values():
            for line, agency in lines.all_of(session, role):
                heard = f"{line.heard_at:%Y-%m-%d %H:%M} UTC" if line.heard_at else "never"
                fault = f"\tFAULT {line.fault}" if line.fault else ""
                click.echo(f"{agency.code}\t{role}\t{line.connector}\theard {heard}{fault}")


def _check(rt: Runtime, line: DocumentLine) -> None:
    try:
        made = rt.partners.work if line.role == lines.DMS else rt.partners.documents
        made(line).check_config()
    except ConnectorError as error:
        stop(f"the line does not answer as it should: {in_full(error)}", 1)
    click.echo("It answers.")


def _read(file: Path) -> NewLine:
    """Read what the file says, naming everything that is wrong with it."""
    try:
        told: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        stop(f"{file} cannot be read: {error}")
    if not isinstance(told, dict):
        stop(f"{file} has no keys such as agency: and connector:")
    wrong = [f"{key}: is missing" for key in _WANTED if not told.get(key)]
    wrong += [
        f"{key}: has to be a mapping"
        for key in ("endpoint", "secret")
        if told.get(key) and not isinstance(told[key], dict)
    ]
    wrong += [f"{key}: nobody knows this key" for key in sorted(set(told) - set(_WANTED))]
    known = {name: ROLES[entry.role] for name, entry in CONNECTORS.items() if entry.role in ROLES}
    if told.get("connector") and told["connector"] not in known:
        wrong.append(f"connector: there are {', '.join(sorted(known))}")
    if wrong:
        stop(f"{file}: " + "; ".join(wrong))
    return NewLine(role=known[told["connector"]], **told)
