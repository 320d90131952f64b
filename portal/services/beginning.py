"""Beginning a draft, harmless twice: a button pressed again, an answer that was lost."""

from datetime import timedelta

from sqlalchemy.orm import Session

from portal import clock
from portal.models import Draft
from portal.runtime import Runtime
from portal.services import drafts
from portal.services.citizens import Signed
from portal.services.drafts import Beginning

_TWICE = timedelta(minutes=1)


def begin(session: Session, rt: Runtime, citizen: Signed, beginning: Beginning) -> Draft:
    """Begin a draft; asked twice within a minute, the one begun first is given, still untouched.

    :raises NotFound: as ``drafts.start``.
    """
    since = clock.now() - _TWICE
    wanted = (beginning.procedure, beginning.case, beginning.agency_id)
    for draft in drafts.of_citizen(session, citizen):
        same = (draft.procedure_code, draft.case_code, draft.home_agency_id) == wanted
        if same and draft.row_version == 1 and draft.created_at > since:
            return draft
    return drafts.start(session, rt, citizen, beginning)
