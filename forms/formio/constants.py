"""A `hidden` component sends a fixed value along. Here nothing goes out unseen: it is shown."""

from forms.formio.draft import Draft, Place, Target
from forms.formio.kinds_in import WITHOUT_EQUAL
from forms.formio.nodes import Node
from forms.formio.part import Part
from forms.formio.plumbing import PLUMBING
from forms.formio.showing import hanging

# What a composed text reads as an answer, or as a stretch that may be left out.
_SPECIAL = frozenset("{}[]")


def constant(draft: Draft, part: Part, place: Place) -> None:
    """Carry a fixed value as a computed text; whatever else a script would put there is told of."""
    value = part.text("defaultValue")
    hangs = hanging(draft, part)
    if not value or place.group or hangs.never or _SPECIAL & set(value):
        vietnamese, english = WITHOUT_EQUAL["hidden"]
        why = english if part.ledger.lang == "en" else vietnamese
        part.leave("", "type", type="hidden", why=why)
        return
    name = place.names.name(".".join(filter(None, (place.data, part.text("key")))))
    label = draft.words.of(part, "label") or Node(vi=name, en=name)
    node = Node(name=name, kind="computed", label=label, value=Node(text=value))
    node.remark("hidden there; shown here, as nothing is sent unseen")
    data = ".".join(filter(None, (place.data, part.text("key"))))
    target = Target(name, "computed", node, part, data, place.group)
    target.page, target.shown = place.page, [*place.shown, *hangs.shown]
    draft.targets.append(target)
    place.sink.append(node)
    # It is always sent: what becomes of it while it is hidden does not arise.
    part.skip("validate", "clearOnHide", "persistent")
    part.finish(PLUMBING)
