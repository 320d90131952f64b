"""A process of its own for one PDF: with little time and memory, and no secrets to lose.

Reads the file from its standard input and writes what `judge` says as JSON.
"""

import json
import logging
import resource
import sys
from pathlib import Path

from portal.services.signatures import CPU_SECONDS, trust
from portal.services.signatures.judging import judge

_MEMORY = 1024 * 1024 * 1024


def main() -> None:
    """Judge the PDF on standard input by the trust list named as the one argument, or by none."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What the library has to say of a file may name people.
    logging.disable()
    known = trust.read(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    print(json.dumps(judge(sys.stdin.buffer, known).plain()))


if __name__ == "__main__":
    main()
