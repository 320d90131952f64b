"""``portal forms import`` and ``export``: forms from other tools, and for them."""

import json
from pathlib import Path
from typing import Any

import click
import yaml

from forms import formio
from forms.messages import Lang
from portal.jobs.operate.form_sources import named
from portal.jobs.operate.frame import stop


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--fact",
    "given",
    multiple=True,
    metavar="KEY=VALUE",
    help="what the definition does not tell, as a form file writes it: procedure=1.004194",
)
@click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="en",
    show_default=True,
    help="of the reasons",
)
def take(file: Path, given: tuple[str, ...], lang: Lang) -> None:
    """Turn a Form.io definition (JSON) or an Open Forms archive (ZIP) into a form file.

    The YAML goes to standard output. What cannot be carried over is listed on standard error by
    path and reason. Ends with 0 if all was carried over, 3 if not, 2 if FILE is no form.
    """
    facts = dict(_fact(each) for each in given)
    try:
        made = formio.read(file.read_bytes(), name=file.name, facts=facts, lang=lang)
    except formio.NotAForm as error:
        stop(f"{file}: {error.say(lang)}", error.exit_code)
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}")
    click.echo(made.yaml, nl=False)
    for left in made.left_out:
        click.echo(str(left), err=True)
    raise SystemExit(made.exit_code)


def _fact(text: str) -> tuple[str, Any]:
    """Read a fact; values stay texts as in a form file, where 1.001193 is no number."""
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise click.BadParameter(f"{text!r} is not key=value", param_hint="--fact")
    try:
        # SafeLoader would turn codes into numbers; this one makes nothing but texts.
        return key.strip(), yaml.load(value, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        raise click.BadParameter(f"the value of {key!r} is no YAML", param_hint="--fact") from None


@click.command("export")
@click.argument("name", metavar="CODE|FILE")
@click.option("--formio", "as_formio", is_flag=True, required=True, help="as a Form.io definition")
def give(name: str, as_formio: bool) -> None:
    """Print a form as a Form.io definition, which reads back as the same form."""
    assert as_formio
    click.echo(json.dumps(formio.write(named(name).form), ensure_ascii=False, indent=2))
