"""One file as multipart/form-data (RFC 7578), piece by piece, with its length known beforehand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from connectors.codecs import kept_files
from connectors.messages import File

# What browsers write (HTML, "multipart/form-data encoding algorithm"): nothing of a name can end
# the header it stands in.
_ESCAPED = str.maketrans({'"': "%22", "\r": "%0D", "\n": "%0A"})


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one file: ``length`` in bytes, ``media_type`` for the header of the request."""

    media_type: str
    length: int
    chunks: Iterator[bytes] = field(repr=False)


def one_file(
    field_name: str, file: File, boundary: str, fields: Mapping[str, str] | None = None
) -> Form:
    """Put a file into a form under a field's name; ``fields`` are words that go before it.

    ``boundary`` is up to 70 letters and digits that nobody can guess, so that no file holds it.
    ``chunks`` ends as ``kept_files.checked`` does: with an error if our copy is not what it was.
    """
    name = file.name.translate(_ESCAPED)
    words = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{said}\r\n'
        for key, said in (fields or {}).items()
    )
    head = words.encode() + (
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="{field_name}"; filename="{name}"\r\n'
        f"Content-Type: {file.media_type}\r\n\r\n"
    ).encode("utf-8", "replace")
    tail = f"\r\n--{boundary}--\r\n".encode()

    def chunks() -> Iterator[bytes]:
        yield head
        yield from kept_files.checked(file)
        yield tail

    length = len(head) + file.size + len(tail)
    return Form(f"multipart/form-data; boundary={boundary}", length, chunks())
