"""The files of a package: what the manifest promises, and what came."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from connectors.codecs.edxml.contents import Kept, tricky
from connectors.codecs.edxml.fields import Notes, Reader
from connectors.codecs.edxml.parsing import FILE, Node
from connectors.codecs.edxml.refusing import refused
from connectors.documents import Enclosure

_ROOM = "AttachmentEncoded"
# Written by a widespread library for spreadsheets; no type of this name exists.
_NO_TYPES = frozenset({"application/xsl", "application/xslx"})


def enclosures(root: Node, kept: Sequence[Kept], notes: Notes) -> tuple[Enclosure, ...]:
    """Read the files, and compare them with the manifest.

    :raises connectors.errors.Unreadable: if a file's name leads out of a folder.
    """
    room = root.find(_ROOM)
    if room is None:
        room = next((node for node in root.walk() if node.name == _ROOM), None)
        if room is not None:
            notes.add("misplaced", _ROOM, "nằm trong phong bì (inside the envelope)")
    attachments = Reader(room, _ROOM, notes).each("Attachment")
    found = tuple(
        enclosure for reader in attachments if (enclosure := _enclosure(reader, kept)) is not None
    )
    _count(attachments, len(kept), notes)
    manifest = next((node for node in root.walk() if node.name == "edXMLManifest"), None)
    _compare(Reader(manifest, "edXMLManifest", notes), found)
    return found


def _count(attachments: Sequence[Reader], came: int, notes: Notes) -> None:
    """Report contents that are no file's: a second one of a file, or one that stands elsewhere."""
    used = sum(one.has(FILE) for one in attachments)
    if came > used:
        said = f"{came - used} nội dung không thuộc tệp nào, bỏ qua (contents of no file)"
        notes.add("misplaced", FILE, said)


def _enclosure(reader: Reader, kept: Sequence[Kept]) -> Enclosure | None:
    name = reader.text("AttachmentName", wanted=True)
    if tricky(name):
        raise refused("AttachmentName", "tên tệp trỏ ra ngoài (the name leads elsewhere)")
    encoded = reader.node.find(FILE) if reader.node else None
    if encoded is None or encoded.file is None:
        reader.notes.add("no_content", f"{reader.where}/{FILE}", "không có nội dung (no content)")
        return None
    content, media_type = kept[encoded.file], reader.text("ContentType", wanted=True)
    _note_packing(reader, name, content)
    if media_type in _NO_TYPES:
        reader.notes.add(
            "content_type", f"{reader.where}/ContentType", f"không có kiểu {media_type}"
        )
    return Enclosure(
        name=name or PurePosixPath(content.entry_name).name,
        size=content.size,
        sha256=content.sha256,
        open=content.open,
        content_id=reader.text("ContentId", wanted=True),
        content_type=media_type,
        description=reader.text("Description"),
    )


def _note_packing(reader: Reader, name: str, content: Kept) -> None:
    where = f"{reader.where}/{FILE}"
    if not content.size:
        reader.notes.add("empty_file", where, "tệp rỗng (an empty file)")
    if content.entries is None:
        reader.notes.add("not_zipped", where, f"{name}: không nén ZIP, dùng nguyên (not in a ZIP)")
    elif content.entries != 1:
        said = f"{name}: ZIP có {content.entries} tệp, giữ nguyên (kept as it is)"
        reader.notes.add("zip_entries", where, said)
    elif PurePosixPath(content.entry_name).name != name:
        reader.notes.add(
            "entry_name", where, f"{name}: tên trong ZIP khác (another name in the ZIP)"
        )


def _compare(manifest: Reader, found: Sequence[Enclosure]) -> None:
    """Report what is promised and did not come, and what came unannounced."""
    promised = [reader.text("ContentId") for reader in manifest.each("Reference")]
    came = [one.content_id for one in found]
    for content_id in dict.fromkeys(promised):
        if content_id not in came:
            said = f"thiếu tệp {content_id[:80]} (promised and missing)"
            manifest.notes.add("file_missing", "edXMLManifest/Reference", said)
    for content_id in dict.fromkeys(came):
        if content_id not in promised:
            said = f"tệp {content_id[:80]} không có trong danh sách (not announced)"
            manifest.notes.add("file_unannounced", "AttachmentEncoded/Attachment", said)
        if came.count(content_id) > 1:
            said = f"nhiều tệp cùng mã {content_id[:80]} (several files of one id)"
            manifest.notes.add("file_id_twice", "AttachmentEncoded/Attachment", said)
