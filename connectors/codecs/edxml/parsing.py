"""Streams XML into a small tree, files apart: no DTD, no entities, no network, limits on all.

A text of two hundred megabytes in base64 passes through without ever standing in memory.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers import expat

from connectors.codecs.edxml.names import MISSPELT
from connectors.codecs.edxml.refusing import (
    DEEPEST,
    LONGEST_MARKUP,
    MOST_ELEMENTS,
    MOST_ENCLOSURES,
    MOST_RECIPIENTS,
    MOST_TEXT,
    refused,
)

FILE = "ContentTransferEncoded"
_MOST_OF = {"To": MOST_RECIPIENTS, FILE: MOST_ENCLOSURES}
# Parts of a file as they come from expat, so that a file costs calls by size and not by line.
_BUFFER = 64 * 1024


class Sink(Protocol):
    """Where the text of files goes as it streams by."""

    def begin(self) -> int:
        """Begin a file; returns its number."""

    def feed(self, text: str) -> None:
        """Take more of its text."""

    def finish(self) -> None:
        """End it."""


@dataclass(slots=True)
class Node:
    """An element: ``name`` as the standard spells it, ``written`` as it stood there.

    ``file`` is the number of the file whose text it had, None if it had none.
    """

    name: str
    written: str
    space: str
    attributes: dict[str, str] = field(default_factory=dict)
    file: int | None = None
    pieces: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The element's own text without blanks around it."""
        return "".join(self.pieces).strip()

    def all(self, name: str) -> Iterator["Node"]:
        """Give the children of a name, in order."""
        return (child for child in self.children if child.name == name)

    def find(self, *path: str) -> "Node | None":
        """Give the first element down a path of names."""
        found: Node | None = self
        for name in path:
            found = next(found.all(name), None) if found is not None else None
        return found

    def walk(self) -> Iterator["Node"]:
        """Give the element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document that was read to its end; ``encoding`` as it declares it, "" if it does not."""

    root: Node
    encoding: str


def parse(chunks: Iterable[bytes], sink: Sink) -> Parsed:
    """Read a document to its end; the texts of files go to ``sink``.

    :raises connectors.errors.Unreadable: if it is no XML, has a DTD, or is more than anybody needs.
    """
    builder = _Builder(sink)
    parser = _parser(builder)
    try:
        _feed(parser, chunks)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        where = f"{error.lineno}:{error.offset + 1}"
        raise refused(
            "xml", f"không phải XML đúng dạng (not well-formed): {what}, {where}"
        ) from error
    except (LookupError, ValueError) as error:
        raise refused("xml", f"bảng mã không đọc được (unreadable encoding): {error}") from error
    assert builder.root is not None  # expat says so if there is none
    return Parsed(builder.root, builder.encoding)


def _feed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> None:
    came = 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        came += len(chunk)
        if came - parser.CurrentByteIndex > LONGEST_MARKUP:
            raise refused("xml", f"một thẻ hay chú thích dài quá {LONGEST_MARKUP} byte (markup)")
    parser.Parse(b"", True)


def _parser(builder: "_Builder") -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = _BUFFER
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.XmlDeclHandler = builder.declare
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    return parser


def _no_doctype(*_: object) -> None:
    raise refused(
        "xml", "có DTD hoặc thực thể, không được phép (a DTD or entities are not allowed)"
    )


class _Builder:
    """Builds the tree while the parser speaks."""

    def __init__(self, sink: Sink) -> None:
        self.root: Node | None = None
        self.encoding = ""
        self._sink = sink
        self._open: list[Node] = []
        self._counts = {"": 0, **dict.fromkeys(_MOST_OF, 0)}
        self._length = 0

    def declare(self, _: str, encoding: str | None, __: int) -> None:
        """Note which encoding the document says it is in."""
        self.encoding = encoding or ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        space, _, written = name.rpartition(" ")
        node = Node(MISSPELT.get(written, written), written, space, attributes)
        self._count(node.name)
        if self._open:
            if self._open[-1].file is not None:
                raise refused(FILE, "có phần tử bên trong nội dung tệp (an element inside a file)")
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        if node.name == FILE:
            node.file = self._sink.begin()

    def end(self, _: str) -> None:
        """End an element."""
        if self._open.pop().file is not None:
            self._sink.finish()

    def text(self, said: str) -> None:
        """Take more text of the element that is open."""
        node = self._open[-1]
        if node.file is not None:
            self._sink.feed(said)
            return
        self._length += len(said)
        if self._length > MOST_TEXT:
            raise refused("xml", f"phần mô tả dài quá {MOST_TEXT} ký tự (too much text)")
        node.pieces.append(said)

    def _count(self, name: str) -> None:
        self._counts[""] += 1
        if self._counts[""] > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise refused("xml", "quá nhiều phần tử hoặc lồng quá sâu (too many or too deep)")
        if name in _MOST_OF:
            self._counts[name] += 1
            if self._counts[name] > _MOST_OF[name]:
                raise refused(name, f"nhiều hơn {_MOST_OF[name]} (more than {_MOST_OF[name]})")
