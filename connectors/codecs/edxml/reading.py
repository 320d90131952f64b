"""Reads a package: bytes in, values and all that was odd out."""

from collections.abc import Iterable
from pathlib import Path

from connectors.codecs.edxml import checking, enclosing, heading
from connectors.codecs.edxml.contents import Contents
from connectors.codecs.edxml.fields import Notes, Reader
from connectors.codecs.edxml.parsing import FILE, Node, parse
from connectors.codecs.edxml.refusing import refused
from connectors.documents import Document, Package, StatusMessage


def read(chunks: Iterable[bytes], folder: Path) -> Package:
    """Read a package as it streams by; its files are kept in ``folder``, which the caller owns.

    :raises connectors.errors.Unreadable: if it is a trap, is cut off, or does not say what it is.
    """
    contents = Contents(folder)
    try:
        parsed = parse(chunks, contents)
    finally:
        contents.close()
    root, notes = parsed.root, Notes()
    checking.encoding(parsed.encoding, notes)
    checking.names(root, notes)
    header = _header(root, notes)
    message = Reader(header, "", notes).below("MessageHeader")
    if message.node is None:
        raise refused("MessageHeader", "thiếu phần mô tả văn bản (the message header is missing)")
    content: Document | StatusMessage
    if message.node.find("StatusCode") is not None:
        content = heading.status(message)
        if contents.kept:
            said = "thông báo trạng thái không có tệp, bỏ qua (a status has no files)"
            notes.add("misplaced", FILE, said)
    else:
        trace = Reader(header, "", notes).below("TraceHeaderList")
        enclosures = enclosing.enclosures(root, contents.kept, notes)
        content = heading.document(message, trace, enclosures)
        checking.document(content, notes)
    state, signed_by = checking.signature(header, notes)
    return Package(content, state, notes.found, signed_by)


def _header(root: Node, notes: Notes) -> Node:
    envelope = root if root.name == "edXMLEnvelope" else root.find("edXMLEnvelope")
    header = envelope.find("edXMLHeader") if envelope else None
    if header is None:
        raise refused(root.name, "không phải gói edXML (no edXML package)")
    if envelope is root:
        notes.add("root", "edXML", "thiếu phần tử gốc edXML (the root element is missing)")
    return header
