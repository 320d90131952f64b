"""Makes plain words of HTML: labels and texts of a form definition are full of it.

Tags are found by patterns that run in linear time, not by a parser: nothing of the markup is ever
shown, so the only promise needed is that no tag is left and no word is lost.
"""

import html
from dataclasses import dataclass

from forms.characters import many_lines
from forms.patterns import pattern

_UNSEEN = pattern(r"(?is)<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>")
_BREAK = pattern(r"(?i)<(?:br|/p|/div|/li|/h[1-6]|/tr|/ul|/ol|/table|hr)\b[^<>]*>")
_ITEM = pattern(r"(?i)<li\b[^<>]*>")
_DASH = "\x00"
_TAG = pattern(r"</?[A-Za-z][^<>]*>")
_HEADING = pattern(
    r"(?is)^\s*(?:<(?:div|section|strong|b)\b[^<>]*>\s*)*<h[1-6]\b[^<>]*>(.*?)</h[1-6]>"
)
_LOST = {
    "script": pattern(r"(?i)<script\b"),
    "img": pattern(r"(?i)<(?:img|svg|picture|video|audio|canvas)\b"),
    "iframe": pattern(r"(?i)<(?:iframe|object|embed)\b"),
    "a href": pattern(r"(?i)<a\b[^<>]*\bhref"),
    "table": pattern(r"(?i)<table\b"),
    "input": pattern(r"(?i)<(?:input|select|textarea|button)\b"),
}
_FILL_IN = pattern(r"(?s)\{\{.+?\}\}")


@dataclass(frozen=True)
class Plain:
    """The words of a piece of markup: its heading, the rest, and what was more than words."""

    heading: str
    text: str
    lost: tuple[str, ...] = ()
    filled_in: bool = False


def words(markup: str) -> Plain:
    """The words, paragraphs apart by an empty line."""
    lost = tuple(what for what, found in _LOST.items() if found.search(markup))
    seen = _UNSEEN.sub(" ", markup)
    heading = _HEADING.search(seen)
    first = _bare(heading[1]) if heading else ""
    rest = seen.replace(heading[0], "", 1) if heading else seen
    return Plain(first, _bare(rest), lost, bool(_FILL_IN.search(markup)))


def markup_of(heading: str, paragraphs: str = "") -> str:
    """Words as markup: a heading and its paragraphs."""
    said = [f"<h2>{html.escape(heading, quote=False)}</h2>"]
    said += [
        f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs.split("\n\n") if part
    ]
    return "".join(said)


def _bare(markup: str) -> str:
    lines = _BREAK.sub("\n\n", markup.replace("\n", " ").replace(_DASH, ""))
    # RE2 replaces with ASCII alone.
    items = _ITEM.sub(_DASH, lines)
    return many_lines(html.unescape(_TAG.sub("", items)).replace(_DASH, "– "))
