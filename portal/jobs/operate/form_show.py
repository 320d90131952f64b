"""``portal forms schema``, ``diff`` and ``show``: forms as others need to see them."""

import json
from collections.abc import Iterable
from itertools import groupby

import click

from forms.differences import Change, differences
from forms.kinds.json_schema import of_form
from forms.messages import Lang
from portal.domain.errors import NotFound
from portal.jobs.operate.form_sources import named, version
from portal.jobs.operate.frame import operating, stop

language = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="in which words",
)


@click.command("schema")
@click.argument("name", metavar="CODE|FILE")
@language
def schema(name: str, lang: Lang) -> None:
    """Print the JSON Schema (2020-12) of a form's answers, as the API takes and agencies get them.

    Of a procedure's code it is that of the live version.
    """
    described = of_form(named(name).form, lang)
    click.echo(json.dumps(described, ensure_ascii=False, indent=2))


@click.command("diff")
@click.argument("old")
@click.argument("new")
@language
def diff(old: str, new: str, lang: Lang) -> None:
    """Say in plain words what changes for a citizen from OLD to NEW.

    Either may be a file, the hash of a published version, or a code (its live version).
    """
    found = differences(named(old).form, named(new).form)
    if not found:
        click.echo(NOTHING[lang])
    for about, changes in groupby(found, key=lambda change: change.about):
        click.echo(f"{TITLES[about][lang]}:")
        tell(changes, lang)


NOTHING: dict[Lang, str] = {
    "vi": "Không có gì thay đổi đối với người dân",
    "en": "Nothing changes for citizens",
}
_MARKS = {"added": "+", "removed": "-", "changed": "~"}
TITLES: dict[str, dict[Lang, str]] = {
    "procedure": {"vi": "Thủ tục", "en": "The procedure"},
    "case": {"vi": "Trường hợp", "en": "Cases"},
    "step": {"vi": "Các bước", "en": "Steps"},
    "question": {"vi": "Câu hỏi", "en": "Questions"},
    "rule": {"vi": "Điều kiện", "en": "Conditions"},
    "document": {"vi": "Giấy tờ", "en": "Documents"},
    "confirmation": {"vi": "Người xác nhận", "en": "Who confirms"},
    "fee": {"vi": "Phí, lệ phí", "en": "Fees"},
    "time": {"vi": "Thời hạn", "en": "Times"},
    "agency": {"vi": "Cơ quan", "en": "Agencies"},
    "result": {"vi": "Kết quả", "en": "Results"},
}


def tell(changes: Iterable[Change], lang: Lang) -> None:
    """Print changes, one a line."""
    for change in changes:
        click.echo(f"  {_MARKS[change.sort]} {change.text.in_(lang)}")


@click.command("show")
@click.argument("digest", metavar="HASH")
def show(digest: str) -> None:
    """Print a published version, exactly as it was published.

    The first eight digits of its hash, as `portal forms list` prints it, are enough.
    """
    with operating() as rt, rt.db.read() as session:
        try:
            found = version(session, digest)
        except NotFound:
            stop(f"no published version, or more than one, has a hash that begins with {digest}")
        click.echo(found.source, nl=False)
