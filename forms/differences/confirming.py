"""What changes in who is asked to confirm."""

from collections.abc import Iterator

from forms.differences.change import Change, Teller, paired
from forms.differences.conditions import told
from forms.spec import Confirmation, Form


def confirmations(old: Form, new: Form) -> Iterator[Change]:
    """Confirmations added, gone and changed, in the new form's order."""
    for before, now in paired(old.confirmations, new.confirmations, lambda each: each.id):
        if before is None and now is not None:
            tell = Teller("confirmation", now.id)
            yield tell.added("confirmation.added", name=now.name, statement=now.statement)
        elif now is None and before is not None:
            yield Teller("confirmation", before.id).removed(
                "confirmation.removed", name=before.name
            )
        elif before is not None and now is not None:
            yield from _changed(before, now, new)


def _changed(old: Confirmation, new: Confirmation, form: Form) -> Iterator[Change]:
    tell = Teller("confirmation", new.id)
    if old.name != new.name:
        yield tell.changed("confirmation.name", old=old.name, new=new.name)
    if old.statement != new.statement:
        yield tell.changed("confirmation.statement", name=new.name, statement=new.statement)
    if old.when != new.when:
        if new.when is None:
            yield tell.changed("confirmation.always", name=new.name)
        else:
            yield tell.changed("confirmation.when", name=new.name, when=told(new.when, form))
    if old.required != new.required:
        waits = "waits" if new.required else "may_go"
        yield tell.changed(f"confirmation.{waits}", name=new.name)
    if old.paper != new.paper:
        paper = "no_paper" if new.paper is None else "paper"
        yield tell.changed(f"confirmation.{paper}", name=new.name)
    if (old.person, old.shows) != (new.person, new.shows):
        yield tell.changed("confirmation.other", name=new.name)
