"""What it takes to read a large package of the document axis: time, and memory beyond the start."""

import base64
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.figures import Figure
from tests.connectors.codecs.edxml import samples

_SIZE = 150 * 1024 * 1024
# What a process held at most is read from its own status: getrusage tells its parent's, too.
_READ = """
import re, sys, tempfile
from pathlib import Path
from connectors.codecs import edxml
from portal.jobs.operate import documents
def most():
    return re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
before = most()
with tempfile.TemporaryDirectory(dir=sys.argv[2]) as folder:
    edxml.read(documents.chunks(Path(sys.argv[1])), Path(folder))
print(before, most())
"""


def measure(folder: Path) -> list[Figure]:
    """Read a package of 200 MB in a process of its own; the reference decodes its base64 alone."""
    file = folder / "large.edxml"
    file.write_bytes(samples.package(files=samples.attachment(encoded=_text())))
    size = file.stat().st_size / 1_000_000
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(file), str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    took, bare = time.perf_counter() - began, _bare(file)
    before, most = (int(word) / 1024 for word in done.stdout.split())
    file.unlink()
    name = f"Reading a package of {size:.0f} MB"
    return [
        Figure(name, size / took, "MB/s", "–", size / bare),
        Figure(f"{name}, memory at most", most, "MB"),
        Figure(f"{name}, memory beyond the start", most - before, "MB"),
    ]


def _text() -> str:
    return base64.b64encode(samples.zipped(os.urandom(_SIZE))).decode()


def _bare(file: Path) -> float:
    began = time.perf_counter()
    text = file.read_bytes()
    base64.b64decode(text[text.index(b"UEsD") : text.rindex(b"</edXML:ContentTransfer")])
    return time.perf_counter() - began
