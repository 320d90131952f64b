"""Asks the national store of personal papers while its owner waits: consent → call → record.

No transaction is open during a call, and no call takes longer than its settings say.
"""

import uuid

from connectors.errors import ConnectorError, Misconfigured, Rejected
from connectors.store_messages import StoreAnswer, StoreQuestion
from portal import log
from portal.domain.errors import Unacceptable
from portal.domain.looking_up import Outcome
from portal.runtime import Runtime
from portal.services import attachments, drafts
from portal.services.attachments import Stored, Upload
from portal.services.citizens import Signed
from portal.services.drafts import Open
from portal.services.store import national
from portal.services.store.national import NationalPaper

_log = log.get()


def look_up(rt: Runtime, citizen: Signed, draft_id: uuid.UUID, words: str) -> Outcome:
    """Ask what papers a citizen has that their draft wants; ``words`` is what they agreed to.

    The consent is committed before anybody is asked. A store that is away is an outcome like any
    other: the draft goes on without it.

    :raises Unacceptable: ``not_offered`` if they may not have it asked, ``too_often``.
    """
    with rt.db.write() as session:
        opened = drafts.load(session, rt, citizen, draft_id, lock=True)
        if not national.may_ask(rt, citizen, opened):
            raise Unacceptable("not_offered")
        number = national.begin(session, opened, citizen, words)
    outcome, answer = ask(rt, national.question(citizen, opened))
    with rt.db.write() as session:
        national.finish(session, opened, number, outcome, answer)
    _log.info("national_store_asked", draft=str(draft_id), outcome=str(outcome))
    return outcome


def ask(rt: Runtime, question: StoreQuestion) -> tuple[Outcome, StoreAnswer]:
    """Ask the store; whoever asks has committed its owner's consent before.

    Away or refused is an outcome like any other.
    """
    try:
        answer = rt.partners.national_store().look_up(question)
    except ConnectorError as error:
        # The error names what went wrong and nobody; what was answered is kept sealed.
        tell = _log.error if isinstance(error, Misconfigured) else _log.warning
        tell("national_store_not_asked", error=str(error))
        outcome = Outcome.REFUSED if isinstance(error, Rejected) else Outcome.AWAY
        return outcome, StoreAnswer((), error.raw.body)
    return Outcome.FOUND if answer.papers else Outcome.NOTHING, answer


def fetch(rt: Runtime, opened: Open, document: str, paper: NationalPaper) -> Stored:
    """Fetch a paper for a document, under the draft's own key; a row has to name it next.

    It is checked as any upload is: size, type by its content, whether it can be opened.

    :raises ConnectorError: if the store does not give it.
    :raises Unacceptable: if it is none we take.
    :raises BlobsAway: if it cannot be kept just now.
    """
    chunks = rt.partners.national_store().fetch(paper.found)
    name = paper.name or paper.title
    return attachments.receive(rt, opened.safe, opened.place, Upload(document, name, chunks))
