"""``portal migrate`` and ``portal furnish``: what a machine room does before the first request."""

import click

from forms.loader import FormError, Loaded, load_catalog
from portal import clock, layout
from portal.domain import calendar_seed
from portal.jobs.operate.frame import operating, stop
from portal.services import calendars, publishing


@click.command("migrate")
def migrate() -> None:
    """Bring the database to the newest layout. Safe while several machines start at once."""
    with operating() as rt:
        layout.upgrade(rt.settings)
    click.echo("The database is up to date.")


@click.command("furnish")
@click.option("--by", required=True, help="who approves the calendar and publishes the forms")
@click.option("--forms/--no-forms", default=True, help="publish the forms of the catalogue")
def furnish(by: str, forms: bool) -> None:
    """Publish the working calendar and the forms that come with the program.

    What is published already is left as it is. Look at the calendar before you approve it:
    years the Government has not announced yet are guesses.
    """
    with operating() as rt:
        year = clock.today().year
        with rt.db.write() as session:
            if calendars.publish(session, calendar_seed.seed(year - 1, year + 1), approved_by=by):
                click.echo(f"Calendar {calendars.DEFAULT}, {year - 1} to {year + 1}: published")
            for loaded in _catalogue() if forms else ():
                fresh = publishing.publish(session, loaded.form, loaded.source, by=by)
                state = "published" if fresh else "live already"
                click.echo(f"{loaded.form.code} {loaded.form.name.vi}: {state}")


def _catalogue() -> list[Loaded]:
    try:
        return load_catalog()
    except FormError as error:
        stop(str(error))
