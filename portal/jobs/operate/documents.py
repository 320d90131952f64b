"""``portal documents``: agencies' lines to axes, and a look into packages."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from connectors.codecs import edxml
from connectors.documents import Enclosure
from connectors.errors import Unreadable
from portal import log
from portal.jobs.operate import document_lines
from portal.jobs.operate.frame import stop
from portal.services.signatures import recognise

_CHUNK = 64 * 1024


@click.group("documents")
def command() -> None:
    """Put agencies on document exchange axes, and look into packages."""


command.add_command(document_lines.connect)
command.add_command(document_lines.show)


@command.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--trust-roots",
    envvar="TRUST_ROOTS",
    type=click.Path(exists=True, path_type=Path),
    help="certificates that signatures in PDF files are verified against",
)
def read(file: Path, trust_roots: Path | None) -> None:
    """Print what the package FILE (edXML) holds, as JSON; ends with 2 if it cannot be read.

    Nothing is kept: files are told by their size and SHA-256, their signatures looked at.
    """
    log.configure(level="WARNING")
    with tempfile.TemporaryDirectory(prefix="lienthong-edxml-") as folder:
        try:
            package = edxml.read(chunks(file), Path(folder))
        except Unreadable as error:
            stop(
                "; ".join(
                    f"{where}: {said}" for where, told in error.fields.items() for said in told
                )
            )
        except OSError as error:
            stop(f"{file}: {error.strerror}")
        told = edxml.as_json(package, lambda one: _signed(one, trust_roots))
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def chunks(file: Path) -> Iterator[bytes]:
    """Give a file's bytes piece by piece."""
    with file.open("rb") as source:
        while chunk := source.read(_CHUNK):
            yield chunk


def _signed(enclosure: Enclosure, trust_roots: Path | None) -> dict[str, Any]:
    """Say how a file inside is signed, if it is one of the kind that can be."""
    chunks = enclosure.open()
    first = next(chunks, b"")
    if not first.startswith(b"%PDF-"):
        return {}
    with tempfile.TemporaryFile() as copy:
        copy.write(first)
        for chunk in chunks:
            copy.write(chunk)
        found = recognise.look(copy, trust_roots)
    signers = [signer.name for signer in found.signers]
    return {"signature": {"state": str(found.state), "reason": found.reason, "signers": signers}}
