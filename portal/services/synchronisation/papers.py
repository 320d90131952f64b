"""The papers and fees of a dossier in the national portal's terms, each from what is known."""

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from connectors.national_messages import Charge, GivenResult, Paper, Reuse
from forms.logic import Scope
from forms.needs import fee, result_code
from portal import clock
from portal.domain import digitising
from portal.domain.digitising import Source
from portal.services.attachments import CITIZEN, RESULT, Held
from portal.services.content import Content
from portal.services.store import recording
from portal.services.store.recording import Record
from portal.services.store.taken import Origin

Records = Mapping[uuid.UUID, Record]
Taken = Mapping[uuid.UUID, Origin]
# National codes of papers: the older and the newer way of writing them.
_COMPONENT = re.compile(r"000\.00\.00\.[GH]\d{2}-KQ\d{6}|KQ\.[GH]\d{2}\.\d{6}", re.ASCII)


def handed_in(found: Content, seq: int, records: Records, taken: Taken) -> tuple[Paper, ...]:
    """List what the citizen had handed in by an event, each with its national code if it has one.

    Digitised is what an officer recorded as made from paper by then; a citizen's own upload that
    nobody has recorded is not. Used again is what was taken from its owner's store, ours or the
    national one; ``from_store`` what came from the national one alone.
    """
    codes = {one.id: one.code or "" for one in found.form.documents}
    results = {one.id: one.results for one in found.form.documents}
    known = recording.digitised(records, seq)
    return tuple(
        Paper(
            id=str(file.id),
            name=file.name,
            component=_component(codes.get(file.document, "")),
            digitised=file.id in known and known[file.id].facts.source == Source.SCAN,
            reuse=Reuse.YES if _reused(taken.get(file.id), seq) else Reuse.NO,
            from_store=_from_national_store(taken.get(file.id), seq),
            replaces=_replacing(taken.get(file.id), known.get(file.id), results.get(file.document)),
        )
        for file in found.files
        if _by(file, CITIZEN, seq)
    )


def given_back(found: Content, seq: int, records: Records) -> tuple[GivenResult, ...]:
    """List the result files the agency had given by an event, of the type recorded if any is."""
    known, usual = recording.digitised(records, seq), _kind(found)
    typed = {file_id: _component(one.facts.type_code) for file_id, one in known.items()}
    return tuple(
        GivenResult(id=str(file.id), name=file.name, code=typed.get(file.id) or usual)
        for file in found.files
        if _by(file, RESULT, seq)
    )


def charges(found: Content) -> tuple[Charge, ...]:
    """List the fees that were due at submission; one whose amount the agency tells is not known."""
    dossier = found.dossier
    day: date = clock.day(dossier.submitted_at)
    scope = Scope(case=dossier.case_code, today=day, values=found.answers)
    due = fee(found.form, scope, dossier.channel.value)
    return tuple(
        Charge(line.fee.name.vi, line.amount) for line in due.lines if line.amount is not None
    )


def _reused(origin: Origin | None, seq: int) -> bool:
    return origin is not None and origin.event_seq is not None and origin.event_seq <= seq


def _from_national_store(origin: Origin | None, seq: int) -> bool:
    return origin is not None and origin.national is not None and _reused(origin, seq)


def _replacing(origin: Origin | None, record: Record | None, results: Sequence[str] | None) -> str:
    """Name the result that was taken from a store in the place of a document, if it was one."""
    if origin is None or record is None:
        return ""
    code = record.facts.type_code
    return code if any(digitising.same_type(code, one) for one in results or ()) else ""


def _by(file: Held, origin: str, seq: int) -> bool:
    return file.origin == origin and file.event_seq is not None and file.event_seq <= seq


def _component(code: str) -> str:
    return code if _COMPONENT.fullmatch(code) else ""


def _kind(found: Content) -> str:
    """Name the kind of result the procedure had on the day of the decision, if just one."""
    day = clock.day(found.dossier.finished_at or clock.now())
    return _component(result_code(found.form, day))
