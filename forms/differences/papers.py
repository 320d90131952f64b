"""What changes in the documents a citizen hands in."""

from collections.abc import Iterator
from dataclasses import fields

from forms.differences.change import Change, Teller, paired, phrase
from forms.differences.conditions import told
from forms.spec import Document, Form, Text

# What no citizen sees, and what has sentences of its own.
_SILENT = frozenset({"id", "code", "sourced"})
_WORDED = frozenset(
    "name hint need show_when required_when presented_as originals copies max_files".split()
)


def documents(old: Form, new: Form) -> Iterator[Change]:
    """Documents added, gone and changed, in the new form's order."""
    for before, now in paired(old.documents, new.documents, lambda document: document.id):
        if before is None and now is not None:
            need = phrase(f"paper.{now.need}")
            yield Teller("document", now.id).added("document.added", name=now.name, need=need)
        elif now is None and before is not None:
            yield Teller("document", before.id).removed("document.removed", name=before.name)
        elif before is not None and now is not None:
            yield from _changed(before, now, new)


def _changed(old: Document, new: Document, form: Form) -> Iterator[Change]:
    tell = Teller("document", new.id)
    if old.name != new.name:
        yield tell.changed("document.name", old=old.name, new=new.name)
    if old.need != new.need:
        needs = {"old": phrase(f"paper.{old.need}"), "new": phrase(f"paper.{new.need}")}
        yield tell.changed("document.need", name=new.name, **needs)
    yield from _conditions(tell, old, new, form)
    if _copies(old) != _copies(new):
        yield tell.changed("document.copies", name=new.name, old=_copies(old), new=_copies(new))
    if old.max_files != new.max_files:
        files = {"old": old.max_files, "new": new.max_files}
        yield tell.changed("document.files", name=new.name, **files)
    if old.hint != new.hint:
        yield tell.changed("document.hint", name=new.name)
    others = [f.name for f in fields(Document) if f.name not in _SILENT | _WORDED]
    if any(getattr(old, name) != getattr(new, name) for name in others):
        yield tell.changed("document.other", name=new.name)


def _conditions(tell: Teller, old: Document, new: Document, form: Form) -> Iterator[Change]:
    if old.show_when != new.show_when:
        if new.show_when is None:
            yield tell.changed("document.always", name=new.name)
        else:
            yield tell.changed("document.when", name=new.name, when=told(new.show_when, form))
    if old.required_when == new.required_when:
        return
    if new.required_when is not None:
        when = told(new.required_when, form)
        yield tell.changed("document.required_when", name=new.name, when=when)
    elif old.need == new.need:
        yield tell.changed(
            "document.need",
            name=new.name,
            old=phrase("need.sometimes"),
            new=phrase(f"paper.{new.need}"),
        )


def _copies(document: Document) -> Text:
    said = []
    if document.originals:
        said.append(phrase(f"copies.{document.presented_as}", count=document.originals))
    if document.copies:
        said.append(phrase("copies.copy", count=document.copies))
    said = said or [phrase("copies.none")]
    return Text.made(said, ", ".join)
