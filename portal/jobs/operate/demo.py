"""``portal demo``: a year of invented progress to look at, and out with it again."""

import click

from portal.jobs.operate.frame import operating, stop
from portal.services.progress.demo import showing
from portal.services.progress.demo.showing import RealDossiers


@click.command("demo")
@click.option("--remove", is_flag=True, help="take the demo data out again")
@click.option("--seed", default=showing.SEED, show_default=True, help="invent other figures")
def command(remove: bool, seed: int) -> None:
    """Fill /progress with invented figures of 34 provinces, to see what it is like.

    They are of invented units, are called a demo wherever they show, and are in no report. Where
    there are dossiers, and in production, nothing is put in.
    """
    with operating() as rt:
        if rt.settings.production and not remove:
            stop("demo data has no place in production")
        try:
            with rt.db.write() as session:
                count = showing.remove(session) if remove else showing.show(session, seed)
        except RealDossiers as error:
            stop(str(error))
        done = "taken out" if remove else f"put in: {rt.settings.base_url}/progress"
        click.echo(f"Demo data of {count} units {done}")
