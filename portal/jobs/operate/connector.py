"""``portal connector check``: run the contract kit against a partner's test system."""

from pathlib import Path
from textwrap import indent

import click

from connectors import registry
from connectors.base import Surroundings
from connectors.contract.checks import Finding
from connectors.errors import Misconfigured
from connectors.organisations import is_organisation
from portal import clock
from portal.jobs.operate import reporting, settings_given
from portal.jobs.operate.frame import stop


@click.group("connector")
def command() -> None:
    """Try connectors against partners' systems."""


@command.command("check")
@click.argument("name", metavar="NAME", type=click.Choice(sorted(registry.CONNECTORS)))
@click.option(
    "--against", "url", required=True, help="the base address of the partner's TEST system"
)
@click.option("--as", "whom", required=True, help="an agency's code, or a phone number for SMS")
@click.option("--set", "given", multiple=True, help=settings_given.HOW)
@click.option(
    "--report",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="write NAME.json and NAME.html into this folder; here, if none is named",
)
def check(name: str, url: str, whom: str, given: tuple[str, ...], folder: Path) -> None:
    """Run every check of the contract, write a report; ends with 1 if one fails.

    Never point it at a system that works on people's dossiers: it hands in rehearsal dossiers.
    """
    if registry.CONNECTORS[name].role is registry.Role.AGENCY and not is_organisation(whom):
        raise click.BadParameter(f"{whom!r} is no agency's code such as H41.12", param_hint="--as")
    seen: set[tuple[str, str]] = set()
    around = Surroundings(clock=clock.now, seen=lambda key, nonce: not _first(seen, (key, nonce)))
    told = settings_given.read(given, registry.CONNECTORS[name].secrets)
    settings = {"base_url": url, "allow_private": True, **told}
    try:
        found = registry.examine(name, settings, around, whom)
    except Misconfigured as error:
        stop(str(error))
    for finding in found.findings:
        click.echo(f"{_fate(finding)}  {finding.name}: {finding.rule_en}")
        if not finding.passed:
            said = finding.said if finding.offered else f"not tried: {finding.said}"
            click.echo(indent(said, " " * 8))
    for place in reporting.write(folder, reporting.Findings(found, url, whom, clock.now())):
        click.echo(f"written {place}")
    if not found.passed:
        raise SystemExit(1)


def _fate(finding: Finding) -> str:
    """What became of a check, in six letters: a rule that cannot be tried is no rule kept."""
    if finding.passed:
        return "passed"
    return "FAILED" if finding.offered else "absent"


def _first(seen: set[tuple[str, str]], mark: tuple[str, str]) -> bool:
    before = mark in seen
    seen.add(mark)
    return not before
