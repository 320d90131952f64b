"""How many originals and copies an officer has in hand of each document, and what follows."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from forms.spec import Form
from portal.domain.states import Channel
from portal.models import DeskIntake, Draft
from portal.services.attachments import Held

SORTS = ("originals", "certified", "photocopies")
Counts = Mapping[str, Mapping[str, int]]


def of(session: Session, key: tuple[uuid.UUID, uuid.UUID]) -> Counts:
    """Give what was handed over on paper, by document; nothing of what came online."""
    intake = session.get(DeskIntake, key)
    return intake.papers if intake else {}


def of_draft(session: Session, draft: Draft) -> Counts:
    """Give what was handed over on paper for a draft; drafts of citizens are not even asked."""
    if draft.channel == Channel.ONLINE:
        return {}
    return of(session, (draft.home_agency_id, draft.id))


def at_hand(form: Form, files: Iterable[Held], on_paper: Iterable[str]) -> Mapping[str, int]:
    """Count the files of each document; a paper an officer holds in hand needs none besides."""
    counted = Counter(file.document for file in files)
    paper = set(on_paper)
    for document in form.documents:
        if document.id in paper:
            counted[document.id] = max(counted[document.id], document.min_files)
    return counted
