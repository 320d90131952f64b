"""``portal payments``: accounts, bank statements, the day compared, and money that goes back."""

import csv
import uuid
from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from connectors.errors import ConnectorError
from portal.domain.errors import NotFound, Unacceptable
from portal.exchanges.paying import comparing
from portal.exchanges.paying.comparing import Compared
from portal.jobs.operate.frame import operating, stop
from portal.jobs.operate.operator import issuer
from portal.jobs.operate.outbox import by_whom, why
from portal.jobs.operate.payment_receipts import command as receipts_command
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.operations import deeds, staff
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import Member
from portal.services.paying import payees, refunds, statements
from portal.services.paying.statements import Columns

_UNREAD = {
    "columns": "no column is called {missing}",
    "line": "line {number} has no number of the bank, or no sum in đồng",
}


@click.group("payments")
def command() -> None:
    """Keep accounts, read bank statements, compare days, send money back."""


command.add_command(receipts_command)


@command.command("account")
@click.argument("agency")
@click.option("--account", required=True, help="number of the account fees are paid into")
@click.option("--bank", required=True, help="BIN of its bank, six digits")
@click.option("--holder", required=True, help="whose account it is, as the bank writes it")
@click.option("--tax-code", default="", help="tax code of who collects the fees")
@click.option("--template", default="", help="template of its receipts (mẫu số)")
@click.option("--symbol", default="", help="symbol of its receipts; {yy} is the year")
@by_whom
def account(agency: str, by: str, **told: str) -> None:
    """Set the account the fees of AGENCY are paid into, and its series of receipts."""
    with operating() as rt, rt.db.write() as session:
        found = agencies.by_code(session, agency)
        try:
            payees.keep(session, found.id, told)
        except Unacceptable as error:
            stop(f"{error.reason} cannot be so")
        deeds.record(session, Actor(by), "payee_set", agency, told)
    click.echo(f"{agency}: saved")


@command.command("statement")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--agency", required=True, help="whose account it is of")
@click.option("--reference", default="reference", help="column of the bank's own number")
@click.option("--amount", default="amount", help="column of the sum that came in")
@click.option("--text", default="description", help="column of what the payer wrote")
def statement(file: Path, agency: str, reference: str, amount: str, text: str) -> None:
    """Take in a bank statement (CSV); the same lines again change nothing."""
    try:
        lines = statements.read(file.read_text("utf-8"), Columns(reference, amount, text))
    except (OSError, UnicodeDecodeError) as error:
        stop(f"{file} cannot be read: {error}")
    except Unacceptable as error:
        stop(f"{file}: {_UNREAD[error.reason].format(**error.facts)}; nothing was taken in")
    with operating() as rt:
        with rt.db.read() as session:
            found = agencies.by_code(session, agency)
        for outcome, count in sorted(statements.take_all(rt, found, lines).items()):
            click.echo(f"{outcome}\t{count}")


@command.command("reconcile")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--file", type=click.Path(dir_okay=False, path_type=Path), help="write CSV here")
def reconcile(day: datetime, file: Path | None) -> None:
    """Compare DAY (YYYY-MM-DD) with the payment platform; ends with 1 if anything differs."""
    with operating() as rt:
        try:
            found = comparing.compare(rt, day.date())
        except ConnectorError as error:
            stop(f"the platform: {error}", 1)
    click.echo(f"{found.day}\t{found.listed} payments\t{found.amount} đồng")
    for one in found.differences:
        click.echo(f"{one.kind}\t{one.transaction}\tours {one.ours}\ttheirs {one.theirs}")
    if file is not None:
        _write(file, found)
    if found.differences:
        raise SystemExit(1)


def _write(file: Path, found: Compared) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(["day", "kind", "transaction", "ours", "theirs"])
        for one in found.differences:
            rows.writerow([_day(one.day), one.kind, one.transaction, one.ours, one.theirs])
    click.echo(f"written {file}")


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d}"


@command.command("owed")
def owed() -> None:
    """List money that is owed back to citizens and not sent yet."""
    with operating() as rt, rt.db.read() as session:
        for one in refunds.open_ones(session):
            refund = one.refund
            click.echo(
                f"{refund.id}\t{one.code}\t{refund.amount} đồng\t{one.payment.way}\t"
                f"{refund.state}\t{refund.reason}"
            )


@command.command("refund")
@click.argument("refund", type=click.UUID)
@click.option("--sent", "reference", help="it was sent back by hand, under this number of the bank")
@click.option("--as", "subject", help="the operator who does it: their identifier at sign-in")
@by_whom
@why
def refund(refund: uuid.UUID, reference: str | None, subject: str | None, **told: str) -> None:
    """Approve a REFUND that is owed, or note with --sent that it was sent back by hand.

    What an officer asked for is approved by somebody else, who is named with --as.
    """
    with operating() as rt, rt.db.write() as session:
        actor = Actor(told["by"], reason=told["reason"])
        if subject is not None:
            actor = _operator(rt, session, subject).acting(told["reason"])
        try:
            if reference is None:
                refunds.approve(session, rt, refund, actor)
            else:
                refunds.sent_by_hand(session, rt, refund, reference, actor)
        except NotFound:
            stop(f"no refund is {refund}: see portal payments owed")
        except Unacceptable as error:
            stop(f"it cannot be: {_WHY.get(error.reason, error.reason)}")
    click.echo(f"{refund}: {'approved' if reference is None else 'sent'}")


_WHY = {
    "nobody_known": "an officer asked for it: say with --as which operator approves",
    "same_person": "same_person: who asked for it cannot approve it",
    "platform": "the platform sends it; where nobody knows whether it has, the console settles it",
    "not_due": "it was approved or refused before",
    "not_approved": "nobody has approved it, or it was sent before",
    "reference": "the bank's number is missing",
}


def _operator(rt: Runtime, session: Session, subject: str) -> Member:
    """Find whoever acts by their identifier; only who may open the console may act so."""
    found = staff.named(session, issuer(rt), subject)
    if not found.operates:
        stop(f"{subject} is no operator")
    return found
