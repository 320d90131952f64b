"""Tells a package as plain values, fit to be written as JSON."""

from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any

from connectors.documents import Document, Enclosure, Package, StatusMessage

STATUS = "status"


def as_json(
    package: Package, more: Callable[[Enclosure], dict[str, Any]] = lambda _: {}
) -> dict[str, Any]:
    """Give kind, header, attachments, signature and oddities; files by size and SHA-256 alone.

    ``more`` says what else is known of a file.
    """
    content = package.content
    return {
        "kind": STATUS if isinstance(content, StatusMessage) else str(content.kind),
        "header": _header(content),
        "attachments": [
            {**_attachment(one), **more(one)}
            for one in (content.enclosures if isinstance(content, Document) else ())
        ],
        "signature": {"state": str(package.signature), "signed_by": package.signed_by},
        "oddities": [asdict(oddity) for oddity in package.oddities],
    }


def _header(content: Document | StatusMessage) -> dict[str, Any]:
    apart = ("kind", "enclosures")
    return {
        each.name: _plain(getattr(content, each.name))
        for each in fields(content)
        if each.name not in apart
    }


def _attachment(enclosure: Enclosure) -> dict[str, Any]:
    return {
        "name": enclosure.name,
        "size": enclosure.size,
        "sha256": enclosure.sha256,
        "content_id": enclosure.content_id,
        "content_type": enclosure.content_type,
        "description": enclosure.description,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value
