"""A page where a citizen writes to an agency and encloses files: one form, which may be big."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge

from portal.services import attachments, enclosing
from portal.services.attachments import Stored, Upload
from portal.services.enclosing import Written
from portal.web.citizen.uploads import Asked, Outcome, take_each
from portal.web.context import rt, writing
from portal.web.formats import size

_ENVELOPE = 1024 * 1024
_NOWHERE = uuid.UUID(int=0)


def checks_itself(blueprint: Blueprint, view: Callable[..., Any]) -> None:
    """Let a view read its form before forgery is looked for: it may be big only where files are
    expected. ``pressed`` makes up for it."""

    @blueprint.record_once
    def exempt(state: BlueprintSetupState) -> None:
        state.app.extensions["csrf"].exempt(f"{view.__module__}.{view.__name__}")


@dataclass(frozen=True)
class Pressed:
    """Which button was pressed: save, send, leave, or remove and which file."""

    what: str
    target: str = ""

    @property
    def removed(self) -> uuid.UUID | None:
        """The file that is to go; one nobody could have is none of anybody's."""
        if self.what != "remove":
            return None
        try:
            return uuid.UUID(self.target)
        except ValueError:
            return _NOWHERE


def pressed() -> Pressed | None:
    """Read the form after looking for forgery; None if it is larger than all files may be."""
    request.max_content_length = rt().settings.dossier_limit + _ENVELOPE
    try:
        current_app.extensions["csrf"].protect()
    except RequestEntityTooLarge:
        return None
    what, _colon, target = request.form.get("action", "save").partition(":")
    return Pressed(what, target)


def too_much() -> str:
    """Say that one sending was larger than all may be; what was in it was not read."""
    limit = size(rt().settings.dossier_limit)
    said = _("Các tệp gửi lên nặng quá %(limit)s. Gửi từng tệp một, hoặc chụp nhỏ hơn", limit=limit)
    return str(said)


def take_in(document: str, bring: Callable[[Upload], object]) -> Outcome:
    """Take the files of the form in one by one, for a document of the form's or (``""``) none."""
    files = [file for file in request.files.getlist("file") if file.filename]
    return take_each(Asked(document), files, bring)


def bring(written: Written, upload: Upload, attach: Callable[[Session, Stored], None]) -> None:
    """Seal and store a file before the transaction that names it: nobody waits for a disk.

    ``attach`` names it in what is loaded anew there, with its lock.

    :raises Unacceptable: if it is none we take, or does not go with the others; nothing is kept.
    """
    place = enclosing.place(written)
    stored = attachments.receive(rt(), written.content.safe, place, upload)
    try:
        with writing() as session:
            attach(session, stored)
    except BaseException:
        rt().blobs.delete(stored.blob)
        raise
