"""Who besides the submitter has to say yes, in a form's own words."""

from dataclasses import dataclass

from forms.conditions import Condition
from forms.spec.words import Sourced, Text


@dataclass(frozen=True)
class Confirmation:
    """Somebody of the form who is asked to confirm a statement by their own sign-in.

    `person` is a role of `forms.means` (chủ hộ: `householder`); the form asks for their name,
    citizen number and phone. `shows` names the questions whose answers they see. The dossier waits
    for them; without `required`, its submitter may send it on all the same. `paper` is the document
    that may take the place of the sign-in.
    """

    id: str
    person: str
    name: Text
    statement: Text
    shows: tuple[str, ...] = ()
    when: Condition | None = None
    required: bool = True
    paper: str | None = None
    sourced: Sourced = Sourced()
