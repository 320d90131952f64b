"""Reads the ZIP archive Open Forms exports a form as, and puts it together as one wizard.

Its files: `forms.json` (one form), `formSteps.json` (pages in order), `formDefinitions.json` (what
each page asks), and, from later versions on, `formLogic.json` and `formVariables.json`. Nothing is
unpacked to disk, and no size an archive states of itself is believed.
"""

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from forms.formio.outcome import NotAForm
from forms.formio.strict_json import MOST_BYTES, parse
from forms.messages import message

MOST_ENTRIES = 50
_FILES = (
    "forms.json",
    "formSteps.json",
    "formDefinitions.json",
    "formLogic.json",
    "formVariables.json",
)
_TOLD = (
    "introduction_page_content",
    "explanation_template",
    "submission_confirmation_template",
    "payment_backend",
    "product",
)
"""What of the form itself a citizen reads or pays; the rest is how Open Forms runs it."""
_NEEDED = _FILES[:3]
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    ArithmeticError,
    LookupError,
    MemoryError,
)


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as a ZIP does."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def form_of(data: bytes) -> dict[str, Any]:
    """The archive's form as one Form.io wizard, its rules under `logic`.

    :raises NotAForm: if the archive is broken, unsafe or holds no form or several.
    """
    files = {name: parse(content) for name, content in _contents(data).items()}
    for name in _NEEDED:
        if not isinstance(files.get(name), list):
            raise NotAForm(message("no_archive_form", name=name))
    forms = _objects(files["forms.json"])
    if len(forms) > 1:
        raise NotAForm(
            message("several", names=", ".join(str(form.get("name"))[:40] for form in forms))
        )
    if not forms:
        raise NotAForm(message("no_archive_form", name="forms.json"))
    steps = sorted(_objects(files["formSteps.json"]), key=_order)
    definitions = _objects(files["formDefinitions.json"])
    pages = [_page(step, _definition(step, definitions), i) for i, step in enumerate(steps)]
    return {
        **{key: forms[0][key] for key in _TOLD if forms[0].get(key)},
        "title": forms[0].get("name"),
        "openForms": {"translations": dict(_titles(forms[0].get("translations")))},
        "display": "wizard",
        "components": pages,
        "logic": files.get("formLogic.json") or [],
        "variables": files.get("formVariables.json") or [],
    }


def _contents(data: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise NotAForm(message("bad_archive", problem=f"> {MOST_ENTRIES} files"))
            for entry in entries:
                name = _safe(entry)
                if name in found:
                    raise NotAForm(message("bad_archive", problem=f"{name} twice"))
                if name in _FILES:
                    found[name] = _bounded(archive, entry, sum(map(len, found.values())))
    except _BROKEN as error:
        raise NotAForm(message("bad_archive", problem=type(error).__name__)) from None
    return found


def _safe(entry: zipfile.ZipInfo) -> str:
    """The entry's own name; files may stand in one folder, never outside."""
    path = PurePosixPath(entry.filename)
    climbs = ".." in path.parts or path.is_absolute() or len(path.parts) > 2
    if climbs or any(letter in entry.filename for letter in "\\:\0"):
        raise NotAForm(message("unsafe_archive", name=repr(entry.filename[:80])))
    return path.name


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, before: int) -> bytes:
    """The entry's content, read no further than all files together may be long."""
    usual = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if entry.flag_bits & 1 or entry.compress_type not in usual:
        raise NotAForm(message("bad_archive", problem=entry.filename[:80]))
    left = MOST_BYTES - before
    with archive.open(entry) as file:
        content = file.read(left + 1)
    if len(content) > left:
        raise NotAForm(message("too_large", most=MOST_BYTES // 2**20))
    return content


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, Mapping)]


def _order(step: Mapping[str, Any]) -> int:
    place = step.get("index", step.get("order"))
    return place if isinstance(place, int) else 0


def _definition(step: Mapping[str, Any], definitions: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The definition a step names, by address or by the id the address ends with."""
    named = str(step.get("form_definition") or step.get("formDefinition") or "").rstrip("/")
    for definition in definitions:
        address = str(definition.get("url") or "").rstrip("/")
        if named and (named == address or named.rpartition("/")[2] == definition.get("uuid")):
            return definition
    return {}


def _page(step: Mapping[str, Any], definition: Mapping[str, Any], number: int) -> dict[str, Any]:
    configuration = definition.get("configuration") or step.get("configuration")
    inner = configuration.get("components") if isinstance(configuration, Mapping) else None
    return {
        "type": "panel",
        "key": definition.get("slug") or step.get("slug") or f"step{number + 1}",
        "title": definition.get("name") or step.get("name"),
        "openForms": {"translations": dict(_titles(definition.get("translations")))},
        "uuid": step.get("uuid"),
        "components": inner if isinstance(inner, list) else [],
    }


def _titles(translations: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """A name in each language, where Form.io keeps titles."""
    for lang, texts in translations.items() if isinstance(translations, Mapping) else ():
        if isinstance(texts, Mapping) and texts.get("name"):
            yield lang, {"title": texts["name"]}
