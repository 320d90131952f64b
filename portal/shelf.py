"""The form versions a process has read: none is ever edited, so each is read once."""

from sqlalchemy.orm import Session

from forms.loader import load
from forms.spec import Form
from portal.domain.errors import NotFound
from portal.models import FormVersion


class Shelf:
    """Form versions by hash, read once: what is published is never edited."""

    def __init__(self) -> None:
        self._forms: dict[str, Form] = {}

    def form(self, session: Session, digest: str) -> Form:
        """Give a form version.

        :raises NotFound: if no such version was ever published.
        """
        if digest not in self._forms:
            row = session.get(FormVersion, digest)
            if row is None:
                raise NotFound(f"form version {digest}")
            self._forms[digest] = load(row.source, name=row.procedure_code)
        return self._forms[digest]
