"""What changes in where a dossier goes on."""

from collections.abc import Iterator
from dataclasses import replace

from forms.differences.change import Change, Teller, paired
from forms.spec import Form


def hops(old: Form, new: Form) -> Iterator[Change]:
    """Specialised systems added, gone and changed, in the new form's order."""
    for before, now in paired(old.hops, new.hops, lambda each: each.id):
        if before is None and now is not None:
            tell = Teller("hop", now.id)
            yield tell.added("hop.added", name=now.name, purpose=now.purpose)
        elif now is None and before is not None:
            yield Teller("hop", before.id).removed("hop.removed", name=before.name)
        elif before is not None and now is not None:
            tell = Teller("hop", now.id)
            if before.decides != now.decides:
                decides = "decides" if now.decides else "decides_no_more"
                yield tell.changed(f"hop.{decides}", name=now.name)
            same = replace(before, sourced=now.sourced, decides=now.decides)
            if same != now:
                yield tell.changed("hop.other", name=now.name)
