"""``portal agency``: an agency is a row, and this writes it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
import yaml

from connectors.errors import ConnectorError, in_full
from connectors.registry import CONNECTORS, Role
from connectors.roads import FetchingAgency
from forms.spec.hops import SYSTEM
from portal import axis_road
from portal.desk import NAME
from portal.domain import codes
from portal.domain.errors import NotFound
from portal.jobs.operate import settings_given
from portal.jobs.operate.frame import operating, stop
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.agencies import NewAgency
from portal.services.documents import lines

_WANTED = ("code", "name", "name_en", "level", "place", "connector", "endpoint", "secret")
_SYSTEMS = [name for name, held in CONNECTORS.items() if held.role is Role.AGENCY]
_CONNECTORS = frozenset({*_SYSTEMS, NAME, axis_road.NAME})
_OF_SYSTEMS = ("endpoint", "secret")
_SECRET = "a secret that is not in the file: name=@FILE, name=- (a line of standard input), or name"
_ALLOWED = frozenset({*_WANTED, "address", "phone", "rehearsal", "polled", "synchronised"})


@click.group("agency")
def command() -> None:
    """Add agencies and look at them."""


@command.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--set", "given", multiple=True, help=_SECRET)
@click.option("--check/--no-check", default=True, help="make one harmless call to its system")
def add(file: Path, given: tuple[str, ...], check: bool) -> None:
    """Add an agency, or bring one of the same code to what FILE says now.

    FILE is YAML; docs/adding-an-agency.md shows one. What is secret may stand in it, or come from
    elsewhere by --set; keep it as safe as what stands in it.
    """
    named = {each.partition("=")[0] for each in given}
    new = _read(file, settings_given.read(given, named))
    with operating() as rt:
        _configured(rt, new)
        with rt.db.write() as session:
            agency = agencies.add(session, rt, new)
        click.echo(f"{new.code} {new.name}: saved")
        if check:
            _check(rt, agency)


def _configured(rt: Runtime, new: NewAgency) -> None:
    """Look at the settings before anything is saved: a row that stands is not to be spoiled."""
    if new.connector == axis_road.NAME:
        axis_road.read(new.endpoint)
    elif new.connector != NAME:
        rt.partners.configured(new.connector, {**new.endpoint, **new.secret})


def _check(rt: Runtime, agency: Agency) -> None:
    try:
        connector = rt.partners.agency(agency)
        connector.check_config()
    except ConnectorError as error:
        stop(f"the system of {agency.code} does not answer as it should: {in_full(error)}", 1)
    if agency.connector == NAME:
        click.echo("It works at the desk: there is no system to call.")
    elif agency.connector == axis_road.NAME:
        _check_road(rt, axis_road.read(agency.endpoint))
    elif isinstance(connector, FetchingAgency):
        address = f"{rt.settings.base_url}/api/v1/agencies/{agency.code}/outbox"
        click.echo(f"Its system is not called: it fetches what is for it at {address}")
    else:
        click.echo("Its system answers.")


def _check_road(rt: Runtime, road: axis_road.Road) -> None:
    """Look whether the agency its documents go through is on an axis: nobody else can be asked."""
    with rt.db.read() as session:
        try:
            lines.of(session, agencies.by_code(session, road.through).id, lines.AXIS)
        except NotFound:
            stop(f"{road.through} is on no axis yet: portal documents connect FILE", 1)
    click.echo(f"It is reached by documents, from {road.through} to {road.organ}.")


@command.command("list")
def show() -> None:
    """List the agencies."""
    with operating() as rt, rt.db.read() as session:
        for row in session.execute(sa.select(Agency).order_by(Agency.code)).scalars():
            mark = " (rehearsal)" if row.rehearsal else ""
            click.echo(f"{row.code}\t{row.level}\t{row.connector}\t{row.name}{mark}")


def _read(file: Path, secrets: Mapping[str, str]) -> NewAgency:
    """Read what the file says, with more secrets, naming everything that is wrong with it."""
    try:
        told: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        stop(f"{file} cannot be read: {error}")
    if not isinstance(told, dict):
        stop(f"{file} has no keys such as code: and name:")
    if told.get("connector") in (NAME, axis_road.NAME):
        # A desk is reached without a way: there is no address, and nothing to keep secret.
        told = {"endpoint": {}, "secret": {}, **told}
    if secrets and isinstance(told.get("secret") or {}, dict):
        told = {**told, "secret": {**(told.get("secret") or {}), **secrets}}
    wrong = list(_wrong(told))
    if wrong:
        stop(f"{file}: " + "; ".join(wrong))
    return NewAgency(**told)


def _left_empty(told: Mapping[str, Any], key: str) -> bool:
    """Say whether a key is empty because that says something.

    A system that signs with keys of its own may have no secret, which is said by {}; a specialised
    system that serves the whole country has no place, which is said by "".
    """
    if key == "place":
        return told.get(key) == "" and str(told.get("level")).startswith(SYSTEM)
    return key in _OF_SYSTEMS and told.get(key) == {}


def _wrong(told: Mapping[str, Any]) -> Iterator[str]:
    for key in _WANTED:
        if not told.get(key) and not _left_empty(told, key):
            yield f"{key}: is missing"
    for key in sorted(set(told) - _ALLOWED):
        yield f"{key}: nobody knows this key"
    for key in _OF_SYSTEMS:
        if told.get(key) and not isinstance(told[key], dict):
            yield f"{key}: has to be a mapping"
    if told.get("code") and not re.fullmatch(codes.AGENCY, str(told["code"]), re.A):
        yield "code: dossier codes begin with it, as with H41.12"
    if told.get("connector") and told["connector"] not in _CONNECTORS:
        yield f"connector: there are {', '.join(sorted(_CONNECTORS))}"
