"""Files become documents of the dossier (thành phần hồ sơ), asked on the documents page."""

from forms.formio.draft import Draft, Place, Target, more_of, own_words
from forms.formio.headings import hint_of
from forms.formio.limits_in import read_keeping
from forms.formio.nodes import Node
from forms.formio.part import Part, text_of
from forms.formio.plumbing import PLUMBING
from forms.formio.showing import hanging
from forms.formio.wording import marked
from forms.patterns import pattern

_SIZE = pattern(r"([1-9][0-9]{0,3}) ?(MB|KB)")
_NO_LIMIT = frozenset(("", "0", "0KB", "1GB", "0B"))
"""The builder's own settings, which limit nothing a citizen would send."""
_ANY = frozenset(("", "*", "/*"))
_KINDS = {
    "pdf": frozenset(("pdf", "application/pdf")),
    "photo": frozenset(
        "jpg jpeg png heic heif image/* image/jpeg image/jpg image/png image/heic image".split()
    ),
}


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
    _sorts(part, node)
    node.update(more_of(part, own) if own else {})
    target = Target(node["id"], "document", node, part, part.text("key"))
    target.shown = [*place.page.shown, *place.shown, *hangs.shown]
    target.required = hangs.required
    draft.documents.append(target)
    read_keeping(part)
    part.finish(PLUMBING)


def _node(draft: Draft, part: Part) -> Node:
    """What the document is called, and what helps to find it."""
    name = draft.document_names.name(part.text("key"))
    markup = draft.words.of(part, "html")
    label = draft.words.of(part, "label", "legend", "title") or markup
    node = Node(id=name, name=label or Node(vi=marked(name), en=marked(name)))
    hint = hint_of(draft, part, node["name"])
    if hint:
        node["hint"] = hint
    return node


def _sorts(part: Part, node: Node) -> None:
    """Which files, and how large; what our documents cannot limit is told of."""
    if part.has("defaultValue"):
        part.leave("defaultValue", "default", kind="document")
    part.skip("url")  # where Form.io would keep the file
    least, most = part.text("fileMinSize"), part.text("fileMaxSize")
    if least not in _NO_LIMIT:
        part.leave("fileMinSize", "setting", kind="document")
    found = _SIZE.fullmatch(most.upper())
    if found:
        node["max_size"] = f"{found[1]} {found[2]}"
    elif most not in _NO_LIMIT:
        part.leave("fileMaxSize", "limit", value=most)
    _kinds(part, node)


def _kinds(part: Part, node: Node) -> None:
    wanted = [text_of(kind.get("value")) for kind in part.each("fileTypes")]
    wanted += part.text("filePattern").replace(";", ",").split(",")
    named = {word.strip().lower().removeprefix("*").removeprefix(".") for word in wanted} - _ANY
    kinds = {kind for kind, words in _KINDS.items() if named & words}
    if kinds and len(kinds) < len(_KINDS):
        node["kinds"] = sorted(kinds)
    if others := sorted(named - _KINDS["pdf"] - _KINDS["photo"]):
        key = "filePattern" if part.has("filePattern") else "fileTypes"
        part.leave(key, "paper_kinds", kinds=", ".join(others))
