"""Headings of sections within a page, and hints put together of the places Form.io has for them."""

from forms.formio.draft import Draft, Place, Target
from forms.formio.nodes import Node
from forms.formio.part import Part

_HINTS = ("description", "tooltip", "placeholder", "prefix", "suffix")


def add_heading(draft: Draft, part: Part, title: Node, place: Place, at: int) -> None:
    """Put a title above what stands at a place of the page; it shows when its section does."""
    name = place.names.name(f"{part.text('key') or 'heading'}_heading")
    node = Node(name=name, kind="info", label=title)
    target = Target(name, "info", node, part, "", place.group)
    target.shown, target.page = list(place.shown), place.page
    draft.targets.append(target)
    place.sink.insert(at, node)


def hint_of(
    draft: Draft, part: Part, label: Node | None = None, has_unit: bool = False
) -> Node | None:
    """Everything that helps to answer as one hint; what is said twice, or in the label, once.

    With `has_unit` what stands behind the field has a place of its own.
    """
    said: list[Node] = []
    skipped = {"suffix"} if has_unit else set()
    if part.text("type") == "select":
        # What stands in an empty list ("Chọn …") is no help; ours says the same.
        skipped.add("placeholder")
        part.skip("placeholder")
    for key in _HINTS:
        if key in skipped:
            continue
        text = draft.words.of(part, key)
        if text is not None and text != label and text not in said:
            said.append(text)
    return joined(said)


def joined(said: list[Node]) -> Node | None:
    """Several texts as one."""
    if not said:
        return None
    langs = dict.fromkeys(lang for text in said for lang in text)
    return Node(
        **{lang: " · ".join(str(text.get(lang, text["vi"])) for text in said) for lang in langs}
    )
