"""Reads a Form.io definition, or an Open Forms archive, as one of our form files."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from forms.formio.computing import read_calculations
from forms.formio.draft import Draft, more_of, own_words
from forms.formio.known_keys import address_part
from forms.formio.outcome import Imported
from forms.formio.pages import read_pages
from forms.formio.part import Ledger, Part
from forms.formio.plumbing import PLUMBING
from forms.formio.rules_in import read_rules
from forms.formio.settling import Settler
from forms.formio.skeleton import document, whole
from forms.formio.source import find
from forms.formio.wording import Words
from forms.formio.yaml_text import yaml_text
from forms.messages import Lang

_MOST_REMARKS = 6


def read(
    source: bytes, *, name: str, facts: Mapping[str, Any] | None = None, lang: Lang = "en"
) -> Imported:
    """Turn a file into our YAML, with a list of everything that is not carried over.

    `name` is the file's, for the remark on top. `facts` are keys of a form file that are known
    from elsewhere (`procedure`, `field`, `competence` …, as the file writes them); what is not
    known is marked as a placeholder. Reasons are worded in `lang`.

    :raises NotAForm: if the file is no form, or not one that may be read.
    """
    ledger = Ledger(lang)
    form = Part(find(source), "", ledger)
    draft = Draft(ledger, Words(form), form)
    draft.keys = frozenset(_keys(form.given))
    draft.rules_for = _rules_for(form)
    own = own_words(form) if isinstance(form.given.get("properties"), Mapping) else {}
    read_pages(draft)
    read_calculations(draft)
    settler = Settler(draft, draft.known)
    settler.settle()
    rules = read_rules(draft, settler)
    rest = more_of(form, own) if own else {}
    file = whole(draft, rules, rest) if rest else document(draft, rules, facts or {})
    _tell(draft, form)
    file.remarks.insert(0, f"Source: {name}")
    return Imported(yaml_text(file), ledger.entries)


def _keys(value: Any) -> set[str]:
    """The keys of all parts of addresses, in small letters."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, Mapping):
            key = inner.get("key")
            if isinstance(key, str) and address_part(key):
                found.add(key.lower())
            waiting += inner.values()
        elif isinstance(inner, list):
            waiting += inner
    return found


def _rules_for(form: Part) -> dict[str, list[tuple[Part, Part]]]:
    """The rules an archive keeps beside the components, by the key of what they act on."""
    found: dict[str, list[tuple[Part, Part]]] = defaultdict(list)
    steps = {entry.text("uuid"): entry.text("key") for entry in form.each("components")}
    for rule in form.each("logic"):
        for action in rule.each("actions"):
            inner = action.part("action")
            key = action.text("component")
            step = action.text("form_step_uuid") or action.text("formStepUuid")
            if inner.text("type") == "step-not-applicable" and step in steps and step:
                hides = {"type": "property", "property": {"value": "hidden"}, "state": True}
                found[steps[step]].append((rule, Part(hides, inner.path, form.ledger)))
            elif key and inner.text("type") == "property":
                found[key].append((rule, inner))
            else:
                inner.leave("", "action", action=inner.text("type"))
    for variable in form.each("variables"):
        variable.leave("", "computed")
    return found


def _tell(draft: Draft, form: Part) -> None:
    """Say above each question what of it is left out; and what of the form itself is."""
    for target in (*draft.pages, *draft.targets, *draft.documents):
        for left in target.part.left[:_MOST_REMARKS]:
            target.node.remark(f"not carried over: {left}")
    form.skip("i18n", "translations", "display")
    if form.text("controller"):
        form.leave("controller", "javascript")
    form.part("settings").skip("i18n", "translations")
    form.finish({**PLUMBING, "": PLUMBING["form"]})
