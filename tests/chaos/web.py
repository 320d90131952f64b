"""The portal's pages, in web processes that may die between a commit and its answer."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from portal.app import create_app
from tests.chaos import instrument

# Each life would compile the pages' templates anew.
_COMPILED = FileSystemBytecodeCache(os.environ["CHAOS_DIR"])
Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _COMPILED}
app = create_app()
_pages = app.wsgi_app


def _perhaps(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer, or die once a submission stands and nobody knows of it yet."""
    said: list[str] = []

    def starting(status: str, *rest: Any) -> Any:
        said.append(status)
        return start_response(status, *rest)

    answer = _pages(environ, starting)
    if environ["PATH_INFO"].endswith("/nop") and said[0].startswith("303"):
        # The retry of a press comes to another process, and is drawn for afresh.
        instrument.windows(f"{environ['PATH_INFO']}/{os.getpid()}").pass_through(
            "committed_not_answered"
        )
    return answer


app.wsgi_app = _perhaps  # type: ignore[method-assign]
if os.environ.get("CHAOS_BUG"):
    instrument.install("web")
