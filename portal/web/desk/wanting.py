"""Reads which answers and papers an officer wants put right, each with a sentence."""

from flask import request
from flask_babel import gettext as _

from connectors.wanted import ANSWER, Wanted
from portal.services.desk import wanting
from portal.services.desk.wanting import Choice
from portal.web.context import reading
from portal.web.desk.cases import opened


def ticked() -> dict[str, str]:
    """Give what was ticked, with the words beside it as typed."""
    return {key: request.form.get(f"about.{key}", "") for key in request.form.getlist("want")}


def chosen(
    agency: str, code: str, asked: dict[str, str]
) -> tuple[tuple[Wanted, ...], dict[str, str]]:
    """Give what is asked for, in the order of the form, and what is wrong with it by field."""
    if not asked:
        return (), {}
    with reading() as session:
        listed = wanting.choices(opened(session, agency, code).content)
    found = [one for one in listed if one.key in asked]
    wrong = {f"about.{one.key}": _said() for one in found if _lacks(one, asked[one.key])}
    return tuple(one.wanted(asked[one.key]) for one in found), wrong


def _lacks(one: Choice, words: str) -> bool:
    """Whether nobody could tell what to put right; a paper may be asked for by its name alone."""
    return one.about == ANSWER and len(words.split()) < 2


def _said() -> str:
    return str(_("Viết một câu: mục này sai ở đâu, sửa thế nào"))
