"""Files become documents of the dossier (thành phần hồ sơ), asked on the documents page."""

from forms.formio.draft import Draft, Place, Target, more_of, own_words
from forms.formio.nodes import Node
from forms.formio.part import Part
from forms.formio.plumbing import PLUMBING
from forms.formio.showing import hanging
from forms.formio.wording import marked

_ANY = frozenset(("", "*", "*/*", "*.*", "0KB", "1GB"))
"""The builder's own settings, which limit nothing a citizen would send."""
_LIMITS = ("fileMinSize", "fileMaxSize", "fileTypes", "filePattern")


def paper(draft: Draft, part: Part, place: Place) -> None:
    """Add a document; a page that asks for nothing else disappears with it."""
    if place.group:
        part.leave("", "file_in_group")
        return
    hangs = hanging(draft, part)
    if hangs.never:
        part.leave("", "never_shown")
        return
    own = own_words(part)
    node = _node(draft, part)
    validate = part.part("validate")
    if not validate.flag("required"):
        node["need"] = "optional"
    if validate.text("custom"):
        validate.leave("custom", "javascript")
    if not part.flag("multiple") and not own:
        node["max_files"] = 1
    _sorts(part)
    node.update(more_of(part, own) if own else {})
    target = Target(node["id"], "document", node, part, part.text("key"))
    target.shown = [*place.page.shown, *place.shown, *hangs.shown]
    target.required = hangs.required
    draft.documents.append(target)
    part.finish(PLUMBING)


def _node(draft: Draft, part: Part) -> Node:
    """What the document is called, and what helps to find it."""
    name = draft.document_names.name(part.text("key"))
    markup = draft.words.of(part, "html")
    label = draft.words.of(part, "label", "legend", "title") or markup
    node = Node(id=name, name=label or Node(vi=marked(name), en=marked(name)))
    hint = draft.words.of(part, "description", "tooltip")
    part.skip("tooltip", "placeholder")
    if hint:
        node["hint"] = hint
    return node


def _sorts(part: Part) -> None:
    """The portal takes papers and photos of any usual sort; a form cannot narrow that yet."""
    for key in _LIMITS:
        value = part.given.get(key)
        part.skip(key)
        if part.has(key) and not (isinstance(value, str) and value.strip() in _ANY):
            part.leave(key, "paper_kinds")
    if part.has("defaultValue"):
        part.leave("defaultValue", "default", kind="document")
    part.skip("url")  # where Form.io would keep the file
