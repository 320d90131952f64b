"""The documents of a dossier for these answers: which, whether they must come, as what files."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from forms.amounts import bytes_written
from forms.logic import Scope, holds
from forms.messages import Lang, Message, inside_sentence, message
from forms.needs.acting import Authorisation, authorisation
from forms.spec import Document, FileKind, Form, Text

State: TypeAlias = Literal["required", "optional", "may_be_needed", "information"]

MEDIA_TYPES: dict[FileKind, tuple[str, ...]] = {
    "pdf": ("application/pdf",),
    "photo": (
        "image/jpeg",
        "image/png",
        "image/heic",
        "image/heif",
        "image/webp",
        "image/tiff",
    ),
}
"""What a file of each kind may be, by its content."""


@dataclass(frozen=True)
class File:
    """A file somebody wants to hand in: its name, what its content is, its size in bytes."""

    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Limits:
    """What may be handed in for a document; `max_size` in bytes of one file, None as elsewhere."""

    kinds: tuple[FileKind, ...]
    min_files: int
    max_files: int
    max_size: int | None

    @property
    def media_types(self) -> tuple[str, ...]:
        """The media types taken, as `accept` of an input wants them."""
        return tuple(name for kind in self.kinds for name in MEDIA_TYPES[kind])

    def refuses(self, file: File, present: int) -> Message | None:
        """Why a file cannot be added to the `present` ones, or None if it can."""
        if file.media_type not in self.media_types:
            return message(f"document.only_{'_'.join(self.kinds)}", name=file.name)
        if self.max_size is not None and file.size > self.max_size:
            sizes = {"size": bytes_written(file.size), "limit": bytes_written(self.max_size)}
            return message("document.too_big", name=file.name, **sizes)
        if present >= self.max_files:
            return message("document.too_many", name=file.name, limit=self.max_files)
        return None


@dataclass(frozen=True)
class Needed:
    """A document this citizen is shown, and whether it must, may or perhaps has to come."""

    document: Document
    state: State

    @property
    def asks_files(self) -> bool:
        """Whether a file can be uploaded for it: not for explanations or the declaration itself."""
        return self.state != "information" and not self.document.from_answers

    @property
    def limits(self) -> Limits:
        """What may be handed in for it: the upload and the check hold to the same."""
        document = self.document
        return Limits(document.kinds, document.min_files, document.max_files, document.max_size)

    def lacks(self, count: int, lang: Lang) -> Message | None:
        """What is wrong with so many files at hand, or None."""
        name = inside_sentence(self.document.name.in_(lang))
        if not self.asks_files or (count == 0 and self.state != "required"):
            return None
        if count == 0:
            return message("required.document", name=name)
        if count < self.limits.min_files:
            return message("document.too_few", name=name, min=self.limits.min_files, count=count)
        if count > self.limits.max_files:
            return message("document.take_out", name=name, max=self.limits.max_files)
        return None


def documents(form: Form, scope: Scope) -> tuple[Needed, ...]:
    """The documents for these answers, in the form's order."""
    wanted = authorisation(form, scope)
    return tuple(
        Needed(_told(document, wanted), _state(document, scope))
        for document in form.documents
        if holds(document.show_when, scope) and (wanted.needed or not document.authorises)
    )


def _told(document: Document, wanted: Authorisation) -> Document:
    """An authorisation says whether it has to be certified: that hangs on who acts."""
    if not document.authorises:
        return document
    told, hint = wanted.told, document.hint
    both = told if hint is None else Text.made([hint, told], " ".join)
    return replace(document, hint=both)


def _state(document: Document, scope: Scope) -> State:
    if document.required_when is not None:
        if holds(document.required_when, scope):
            return "required"
        return "optional" if document.need == "required" else document.need
    return document.need
