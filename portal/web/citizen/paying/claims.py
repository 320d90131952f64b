"""Draws what was claimed of a fee (miễn, giảm), and what the agency answered."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from portal.services.attachments import Held
from portal.services.paying import claiming
from portal.services.paying.claiming import Entry
from portal.web.citizen import addresses
from portal.web.citizen.paying.present import Claimed
from portal.web.citizen.present_check import UploadedFile


def of_fee(code: str, entries: Sequence[Entry], number: int) -> tuple[Claimed, ...]:
    """Give the claims that led to a fee, each with its answer, oldest first."""
    return tuple(claim for fee, claim in _pairs(code, entries) if fee == number)


def _pairs(code: str, entries: Sequence[Entry]) -> Iterator[tuple[int, Claimed]]:
    """Pair each claim with its answer, by the fee that stands since; one may have none yet."""
    open_one: tuple[int, Claimed] | None = None
    for one in entries:
        if one.kind == claiming.SENT:
            if open_one:
                yield open_one
            files = tuple(_file(code, each) for each in one.files)
            open_one = one.number, Claimed(one.at, _lines(one.text), files)
            continue
        claim = open_one[1] if open_one else Claimed(one.at, ())
        outcome = one.kind.rpartition("_")[2]
        yield one.number, replace(claim, outcome=outcome, said=_lines(one.text))
        open_one = None
    if open_one:
        yield open_one


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def _file(code: str, file: Held) -> UploadedFile:
    href = addresses.dossier(code, "tep", str(file.id))
    return UploadedFile(id=str(file.id), name=file.name, size=file.size, href=href)
