"""Supplements (bổ sung): a citizen's answer to an agency that asked for more.

What is being written is kept, sealed, until it is sent. Sending moves the dossier nowhere: it goes
on, and its clock with it, when the agency says that it has what it asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from connectors.wanted import ANSWER, DOCUMENT
from forms.characters import many_lines
from forms.needs import Limits, Needed
from forms.schema import Context
from portal import clock
from portal.domain.errors import DomainError, Unacceptable
from portal.domain.states import State
from portal.models import Dossier
from portal.runtime import Runtime
from portal.services import content, dossiers, enclosing, events, promises
from portal.services.amending import committing, indexing, merging
from portal.services.amending.checking import Redoing
from portal.services.amending.committing import Whole
from portal.services.amending.merging import Amendment
from portal.services.attachments import CITIZEN, Held, Stored
from portal.services.citizens import Signed
from portal.services.content import Content
from portal.services.copies import presenting
from portal.services.dossiers import Happening
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.national import promising
from portal.services.promises import Errand
from portal.services.uploads import rules

LONGEST = 5_000
"""Characters of an answer."""
MOST_FILES = 20
REQUESTED, SENT, DELIVERED = "supplement_requested", merging.SENT, "supplement_delivered"


class NotAsked(DomainError):
    """The agency waits for no supplement: it asked for none, or has been sent it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Reply:
    """The agency's request, and the answer as far as it is written.

    ``redoing`` are the answers it asked to have put right, one by one.
    """

    content: Content
    request: Happening
    text: str = field(repr=False)
    files: Sequence[Held] = field(repr=False)
    redoing: Redoing = field(repr=False)

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers it asked for one by one, by their ids."""
        return tuple(one.name for one in self.request.wanted if one.about == DOCUMENT)


def awaited(dossier: Dossier) -> bool:
    """Say whether the agency waits for an answer of the citizen's."""
    return dossier.state == State.AWAITING_SUPPLEMENT and dossier.supplement_sent_at is None


def load(session: Session, rt: Runtime, citizen: Signed, code: str, *, lock: bool = False) -> Reply:
    """Open the answer a citizen is writing; whoever changes it asks for the lock.

    :raises NotFound: if the dossier is not theirs.
    :raises NotAsked: if nothing is to be answered.
    """
    dossier = dossiers.own(session, citizen, code)
    if lock:
        dossier = events.lock(session, dossier.home_agency_id, dossier.id)
    if not awaited(dossier):
        raise NotAsked(code)
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    told = dossiers.happenings(session, rt, dossier, private=True)
    sealed = dossier.sealed_reply
    kept: dict[str, Any] = {"text": "", "answers": {}}
    if sealed:
        kept |= found.safe.open_json("reply", sealed)
    request = _asked(told)
    return Reply(
        content=found,
        request=request,
        text=kept["text"],
        files=enclosing.waiting(found, CITIZEN),
        redoing=_redoing(found, request, kept["answers"], citizen),
    )


def _asked(told: Sequence[Happening]) -> Happening:
    """Give the last request, with all that was asked for one by one since the last answer."""
    requests: list[Happening] = []
    for each in told:
        if each.kind == SENT:
            requests.clear()
        elif each.kind == REQUESTED:
            requests.append(each)
    wanted = {(one.about, one.name): one for each in requests for one in each.wanted}
    return replace(requests[-1], wanted=tuple(wanted.values()))


def _redoing(
    found: Content, request: Happening, given: Mapping[str, Any], citizen: Signed
) -> Redoing:
    dossier = found.dossier
    return Redoing(
        form=found.form,
        context=Context(
            dossier.case_code,
            clock.today(),
            dossier.language,
            channel=dossier.channel.value,
            lists=found.lists,
        ),
        asked=frozenset(one.name for one in request.wanted if one.about == ANSWER),
        stood=found.typed,
        given=given,
        identity=citizen.profile,
    )


def write(reply: Reply, text: str, given: Mapping[str, Any] | None = None) -> Reply:
    """Keep what was typed, right or wrong, of a reply that was loaded with its lock.

    Of the answers ``given`` counts what was asked for; the others stay as they were.
    """
    redoing = reply.redoing
    answers = {**redoing.given, **redoing.accepted(given or {})} if redoing.asked else {}
    if text != reply.text or answers != redoing.given:
        kept = {"text": text, **({"answers": answers} if answers else {})}
        reply.content.dossier.sealed_reply = reply.content.safe.seal_json("reply", kept)
    return replace(reply, text=text, redoing=replace(redoing, given=answers))


def attach(session: Session, rt: Runtime, reply: Reply, stored: Stored) -> None:
    """Add a stored file to a reply that was loaded with its lock.

    :raises Unacceptable: ``reply_full``, ``reply_too_big``, or ``document.…`` (a document's rule).
    """
    found = limits(reply, stored.document)
    if found:
        rules.hold(found, stored, reply.files)
    # Of what is sent later nobody asks what it is; a signature tells by itself.
    known = replace(stored, presented_as=presenting.by_signature(stored) or "")
    enclosing.attach(session, rt, reply, known, MOST_FILES)


def limits(reply: Reply, document: str) -> Limits | None:
    """Say what may be handed in for a document of the form; for anything else nothing is said."""
    listed = (each for each in reply.content.form.documents if each.id == document)
    return next((Needed(each, "optional").limits for each in listed), None)


def send(session: Session, rt: Runtime, citizen: Signed, code: str) -> Dossier:
    """Send the answer: event, files and promise stand together or not at all.

    :raises NotFound: if the dossier is not theirs.
    :raises NotAsked: if nothing is to be answered; pressed twice, there is one supplement.
    :raises Unacceptable: ``nothing``, ``too_long`` or ``answers`` (what was put right breaks a
        rule of the form); the answer stays as it is.
    """
    reply = load(session, rt, citizen, code, lock=True)
    text = many_lines(reply.text)
    _check(reply, text)
    dossier = reply.content.dossier
    event = events.record(session, reply.content.safe, dossier, _occurrence(session, reply, text))
    if merging.AMENDED in event.commitments:
        dossier.amended_seq = event.seq
        indexing.again(session, rt, dossier, (reply.content.form, _now(reply)))
    enclosing.send(session, event, CITIZEN)
    dossier.sealed_reply, dossier.supplement_sent_at = None, event.occurred_at
    dossier.row_version += 1
    to = handing_on.agency(session, dossier).code
    errand = Errand(f"agency:{to}", "supplement", promises.DELIVERY)
    promises.make(session, dossier, event, errand)
    promising.promise(session, dossier, event)
    return dossier


def _check(reply: Reply, text: str) -> None:
    redoing = reply.redoing
    if not (text or reply.files or (redoing.asked and redoing.parts())):
        raise Unacceptable("nothing")
    if len(text) > LONGEST:
        raise Unacceptable("too_long", limit=LONGEST)
    if redoing.asked and redoing.errors:
        raise Unacceptable("answers")


def _occurrence(session: Session, reply: Reply, text: str) -> Occurrence:
    asked = content.event(session, reply.content.dossier, reply.request.seq)
    parts = list(reply.redoing.parts()) if reply.redoing.asked else []
    return Occurrence(
        kind=SENT,
        occurred_at=clock.now(),
        facts={
            "answers": asked.facts.get("news"),
            "files": len(reply.files),
            **({"content": _committed(reply)} if parts else {}),
        },
        private={
            "text": text,
            "files": [file.sha256 for file in reply.files],
            **({merging.AMENDED: parts} if parts else {}),
        },
    )


def _committed(reply: Reply) -> str:
    """Commit to the whole dossier as it stands with this answer, as at submission."""
    found, dossier = reply.content, reply.content.dossier
    files = [file for file in found.files if file.origin == CITIZEN]
    whole = Whole(dossier.form_hash, dossier.case_code, _now(reply), files)
    return committing.commitment(found.safe, whole)


def _now(reply: Reply) -> Mapping[str, Any]:
    """Give the clean answers of the dossier with this answer laid over them."""
    found = reply.content
    mine = Amendment(0, "", reply.redoing.parts())
    clean: Mapping[str, Any] = merging.merged(found.form, found.kept, [*found.amendments, mine])[
        "clean"
    ]
    return clean
