"""Texts to read between questions: their words, headings first."""

from forms.formio.draft import Draft, Place, Target
from forms.formio.nodes import Node
from forms.formio.part import Part
from forms.formio.plumbing import PLUMBING
from forms.formio.showing import hanging

_SHORT = 80


def read_text(draft: Draft, part: Part, place: Place) -> None:
    """Add a text to the page: what it begins with is its heading, the rest stands below."""
    hangs = hanging(draft, part)
    if hangs.never:
        part.leave("", "never_shown")
        return
    key = "html" if part.has("html") else "content"
    heading, below = draft.words.heading(part, key), draft.words.paragraphs(part, key)
    if heading is None and below is not None and len(below["vi"]) <= _SHORT:
        heading, below = draft.words.of(part, key), None
    if heading is not None or below is not None:
        name = place.names.name(part.text("key") or "text")
        node = Node(name=name, kind="info", label=heading or Node(vi="Lưu ý", en="Note"))
        if below is not None:
            node["hint"] = below
        target = Target(name, "info", node, part, "", place.group)
        target.shown, target.page = [*place.shown, *hangs.shown], place.page
        draft.targets.append(target)
        place.sink.append(node)
    part.skip("label", "key", "type", "validate", "defaultValue", "properties")
    part.finish(PLUMBING)
