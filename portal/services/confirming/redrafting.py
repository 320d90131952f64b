"""Taking a dossier back that waits for the wrong person, to mend it without typing it anew."""

from sqlalchemy.orm import Session

from portal import clock
from portal.models import Draft
from portal.runtime import Runtime
from portal.services import redrafting
from portal.services.citizens import Signed
from portal.services.confirming import releasing
from portal.services.confirming.steering import Waiting


def begin(session: Session, rt: Runtime, citizen: Signed, waiting: Waiting) -> Draft:
    """Withdraw a locked dossier that waits, and begin a draft of what was typed in it.

    Both in one transaction: whoever presses twice has one draft. Its files are copied afterwards.

    :raises NotFound: if the procedure or the agency is on offer no longer; nothing has changed.
    """
    content = waiting.content
    releasing.take_back(session, content.safe, content.dossier, "")
    content.dossier.withdrawal_asked_at = clock.now()
    return redrafting.again(session, rt, citizen, content)
