"""Joins the fields of an address (province, district, address) into one question for a place.

E-forms ask province and commune as two lists fetched from somewhere, the second under the name of
the district it was before 01/07/2025. Our own list of places knows both.
"""

from forms.formio.draft import KIND, Draft, Place, Target
from forms.formio.headings import hint_of, joined
from forms.formio.known_keys import BLOCKS, address_part, province_key
from forms.formio.nodes import Node
from forms.formio.part import Part
from forms.formio.plumbing import PLUMBING
from forms.formio.showing import hanging

_TYPES = frozenset(("select", "textfield", "textarea", "address", "radio"))
_REPLACED = ("label placeholder data dataSrc values valueProperty template selectValues").split()


def address_question(draft: Draft, part: Part, place: Place) -> bool:
    """Whether the component was a part of such an address; its question is added with the first."""
    found = address_part(part.text("key"))
    if found is None or part.text("type") not in _TYPES or place.group:
        return False
    block, role = found
    if province_key(block) not in draft.keys or KIND in part.part("properties").given:
        return False
    hangs = hanging(draft, part)
    if hangs.never:
        return False
    target = next((t for t in draft.targets if t.data == _path(block, place)), None)
    if target is None:
        target = _begin(draft, part, place, block)
        target.shown = [*place.shown, *hangs.shown]
    elif hangs.shown and part.given.get("conditional") != target.part.given.get("conditional"):
        part.leave("conditional", "joined")
    _join(draft, target, part, role)
    return True


def _path(block: str, place: Place) -> str:
    return f"{place.data}.{block}residence".strip(".")


def _begin(draft: Draft, part: Part, place: Place, block: str) -> Target:
    known = BLOCKS[block]
    name = place.names.name(f"{block or 'submitter'}_residence")
    label = Node(**known.label.by_language)
    node = Node(name=name, kind="place", label=label, required=False, street="none")
    node.remark("province, commune and address are one question here")
    if known.means not in draft.means:
        draft.means.add(known.means)
        node.guess("means", known.means, "known by the keys of its parts")
        if known.prefill:
            node["prefill"] = known.prefill
    target = Target(name, "place", node, part, _path(block, place))
    target.page = place.page
    draft.targets.append(target)
    place.sink.append(node)
    return target


def _join(draft: Draft, target: Target, part: Part, role: str) -> None:
    """The place is needed if one of its parts is; what helped with a part helps with the whole."""
    required = part.part("validate").flag("required")
    node = target.node
    if required:
        node.pop("required", None)
    if role == "street":
        node["street"] = "required" if required else "optional"
    part.skip(*_REPLACED)
    hint = joined([text for text in (node.get("hint"), hint_of(draft, part)) if text])
    if hint:
        node["hint"] = hint
    if part.has("defaultValue"):
        part.leave("defaultValue", "default", kind="place")
    if part.text("calculateValue"):
        part.leave("calculateValue", "computed")
    part.part("data").skip(*part.part("data").given)
    part.finish(PLUMBING)
