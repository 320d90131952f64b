"""Reader of who is asked to confirm, and checks that they can be asked."""

from forms.means import ROLES
from forms.needs.confirming import REACHED_BY, question_about
from forms.reading.nodes import At, Keys
from forms.reading.procedure import NOTHING, name
from forms.reading.values import SOURCED, ConditionReader, sourced, translated
from forms.spec import Confirmation, Form

_KNOWN = ("id", "person", "name", "statement", "shows", "when", "required", "paper")
_ROLES = tuple(ROLES)


class ConfirmationReader:
    """Reads confirmations, noting the questions whose answers are shown."""

    def __init__(self, conditions: ConditionReader) -> None:
        self.conditions = conditions

    def read(self, at: At) -> Confirmation:
        """Somebody who is asked, and to what statement."""
        keys = Keys.of(at, (*_KNOWN, *SOURCED), ("id", "person", "name", "statement"))
        refer = self.conditions.ledger.refer
        return Confirmation(
            id=keys.take("id", name, ""),
            person=keys.take("person", lambda item: item.one_of(_ROLES), _ROLES[0]),
            name=keys.take("name", translated, NOTHING),
            statement=keys.take("statement", translated, NOTHING),
            shows=keys.each("shows", lambda item: refer(item, "shows")),
            when=keys.take("when", self.conditions.read, None),
            required=keys.take("required", At.flag, True),
            paper=keys.take("paper", At.text, None),
            sourced=sourced(keys),
        )


def check_confirming(form: Form, keys: Keys) -> None:
    """Note who could never be asked, and papers nobody could hand in."""
    section = keys.get("confirmations")
    if section is None or not section.is_list:
        return
    papers = {document.id for document in form.documents}
    for at, confirmation in zip(section.items(), form.confirmations, strict=True):
        if confirmation.person == "submitter":
            at.wrong("asks_the_submitter")
        for part in REACHED_BY:
            if not question_about(form, confirmation.person, part):
                at.wrong("cannot_be_asked", tag=f"{confirmation.person}.{part}")
        if confirmation.paper is not None and confirmation.paper not in papers:
            at.wrong("unknown_document", value=confirmation.paper)
