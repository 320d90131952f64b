"""What citizens read of the specialised systems their dossier goes on to: a sentence each."""

from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal.domain.hops import HopState
from portal.models import Dossier
from portal.services.hopping import standing
from portal.web.context import language, rt

_TROUBLE = (HopState.FAILED, HopState.REFUSED, HopState.STOPPED)


def sentences(session: Session, dossier: Dossier) -> tuple[str, ...]:
    """Tell where a dossier is worked on besides; nothing personal, nothing that is to come."""
    return tuple(_sentences(session, dossier))


def _sentences(session: Session, dossier: Dossier) -> Iterator[str]:
    for one in standing.of(session, rt(), dossier):
        name, purpose = (text.in_(language()) for text in (one.name, one.purpose))
        if not one.state or one.reason == "over":
            continue
        if one.state == HopState.DONE:
            yield _("%(name)s đã làm xong phần việc của mình với hồ sơ này.", name=name)
        elif one.state in _TROUBLE:
            yield _(
                "Phần việc ở %(name)s đang có vướng mắc. Cơ quan giữ hồ sơ sẽ xử lý, "
                "bạn không phải làm gì.",
                name=name,
            )
        else:
            yield _(
                "Hồ sơ đang được làm tiếp ở %(name)s, để %(purpose)s.", name=name, purpose=purpose
            )
