"""Commits to what a dossier says as a whole: as it was submitted, and as it was put right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from portal import crypto
from portal.domain import evidence
from portal.services.attachments import Held
from portal.services.vault import Safe


@dataclass(frozen=True)
class Whole:
    """A form version by its hash, the case, clean answers, and the citizen's files."""

    form: str
    case: str
    answers: Mapping[str, Any] = field(repr=False)
    files: Sequence[Held] = field(repr=False)


def commitment(safe: Safe, whole: Whole) -> str:
    """Commit to a content.

    Salted, so that after the key is erased nobody can try out what the content was.
    """
    digest = crypto.sha256(
        crypto.canonical(
            {
                "form": whole.form,
                "case": whole.case,
                "answers": whole.answers,
                "files": [_said_of(file) for file in whole.files],
            }
        )
    )
    return evidence.commit(safe.salt, "content", digest)


def _said_of(file: Held) -> list[str]:
    """Give what a citizen says with a file; as what, where they were asked."""
    as_what = [file.presented_as] if file.presented_as else []
    return [str(file.id), file.document, file.sha256, *as_what]
