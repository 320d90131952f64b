"""``portal rehearse``: the journey on the command line."""

import json
import sys
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import click

from portal.rehearsal.journey import Plan
from portal.rehearsal.run import rehearse
from portal.rehearsal.script import NothingToRehearse

_LAPTOP = frozenset({"127.0.0.1", "localhost"})


@click.command("rehearse")
@click.option("--base-url", default="http://127.0.0.1:8000", show_default=True, help="the portal")
@click.option("--procedure", help="its code; the first about having a child unless told")
@click.option("--provider", default="rehearsal", show_default=True, help="'' for everybody's")
@click.option(
    "--agency-control", help="the sandbox agencies; on a laptop two ports up, '' for none"
)
@click.option("--sms-inbox", help="the sandbox SMS centre; on a laptop three ports up, '' for none")
@click.option("--patience", default=30.0, show_default=True, help="seconds to wait for each answer")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object at the end")
def command(as_json: bool, **given: Any) -> None:
    """Play a citizen's whole journey against a running system.

    From the home page to the result and its text message, as the rehearsal's citizen at the
    rehearsal's agency: its dossiers are in no report, count or synchronisation.
    Ends with 0 if every step went well; else with 1 and a line that says which did not.
    """
    tell = (lambda step: None) if as_json else (lambda step: click.echo(str(step)))
    try:
        report = rehearse(_plan(given), tell)
    except NothingToRehearse as error:
        click.echo(f"portal: {error}", err=True)
        sys.exit(2)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False))
    if report.failed:
        click.echo(
            f"portal: the rehearsal failed at “{report.failed.name}”: {report.failed.why}", err=True
        )
        sys.exit(1)
    if not as_json:
        click.echo(f"Rehearsed in {report.seconds:.1f} s: {report.code}")


def _plan(given: dict[str, Any]) -> Plan:
    """Complete what was given: on a laptop the other ends listen beside the portal."""
    base_url = given.pop("base_url").rstrip("/")
    for name, offset in (("agency_control", 2), ("sms_inbox", 3)):
        told = given[name]
        given[name] = (_beside(base_url, offset) if told is None else told).rstrip("/")
    return Plan(base_url, **given)


def _beside(base_url: str, offset: int) -> str:
    parts = urlsplit(base_url)
    if parts.hostname not in _LAPTOP or parts.port is None:
        return ""
    return urlunsplit(parts._replace(netloc=f"{parts.hostname}:{parts.port + offset}"))
