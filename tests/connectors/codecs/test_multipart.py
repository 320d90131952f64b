"""A file as multipart/form-data, read back by the standard library's parser."""

import hashlib
from dataclasses import replace
from email.parser import BytesParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.codecs import multipart
from connectors.contract.sample import sample_file
from connectors.errors import Rejected


def sent(file):
    form = multipart.one_file("files", file, "lt0123456789")
    body = b"".join(form.chunks)
    assert len(body) == form.length
    return form.media_type, body


@given(st.binary(max_size=300), st.text(min_size=1, max_size=40))
def test_length_and_content_are_what_was_promised(content, name):
    named = hashlib.sha256(content).hexdigest()
    file = replace(
        sample_file(), name=name, size=len(content), sha256=named, open=lambda: iter([content])
    )
    media_type, body = sent(file)
    head, _, rest = body.partition(b"\r\n\r\n")
    assert rest == content + b"\r\n--lt0123456789--\r\n"
    assert head.count(b"\r\n") == 2 and head.count(b'"') == 4


def test_a_strangers_parser_reads_the_file():
    file = sample_file()
    media_type, body = sent(file)
    message = BytesParser().parsebytes(f"Content-Type: {media_type}\r\n\r\n".encode() + body)
    (part,) = message.get_payload()
    assert part.get_content_type() == "application/pdf"
    assert part.get_payload(decode=True) == b"".join(file.open())


def test_a_damaged_copy_is_not_sent_whole():
    file = replace(sample_file(), open=lambda: iter([b"other"]))
    with pytest.raises(Rejected, match="damaged"):
        sent(file)
