"""Structured logs: one event a line, with the ids of request and dossier, never a person's data."""

import io
import logging
import sys

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

get = structlog.get_logger

# What must never reach a log, whoever passes it by mistake.
_PRIVATE = frozenset(
    "answers citizen_number code_verifier email full_name id_token name nonce password phone"
    " profile secret token".split()
)


class _StandardError(io.StringIO):
    """Writes to whatever standard error is at that moment: loggers outlive a redirection of it."""

    def write(self, text: str) -> int:
        """Write a line on."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Let it be seen."""
        sys.stderr.flush()


def _without_private(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    for key in _PRIVATE & event.keys():
        event[key] = "…"
    return event


def configure(form: str = "text", level: str = "INFO") -> None:
    """Set up logging for this process; ``form`` is ``text`` for eyes or ``json`` for machines."""
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            _without_private,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(_StandardError()),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=level, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
