"""Finds the question a condition of the definition names: by data path, by key, from inside a
repeating group its sibling first."""

from collections import defaultdict
from collections.abc import Iterable

from forms.formio.comparing import CASE, Reference, Untold
from forms.formio.draft import Target
from forms.messages import message

_PREFIXES = ("submission.data.", "root.data.", "data.", "row.", "form.")


class Lookup:
    """All questions of a form, by what conditions may call them."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._by_path: dict[str, Target] = {}
        self._by_key: dict[str, list[Target]] = defaultdict(list)
        self._inside: dict[str, dict[str, Target]] = defaultdict(dict)
        self._names: dict[str, set[str]] = defaultdict(set)
        for target in targets:
            self._by_path.setdefault(target.data, target)
            self._by_key[target.key].append(target)
            self._names[target.group].add(target.name)
            if target.group:
                self._inside[target.group].setdefault(target.key, target)

    def find(self, name: str, near: Target) -> Reference:
        """What a name means to a condition of `near`.

        :raises Untold: if nothing, or nothing it may look at, bears the name.
        """
        path = next((name[len(p) :] for p in _PREFIXES if name.startswith(p)), name)
        found = self._part(path, near)
        if found is None:
            raise Untold(message("refers", name=name))
        self._reachable(found.target, near, name)
        return found

    def _part(self, path: str, near: Target) -> Reference | None:
        target = self._target(path, near)
        if target is not None:
            return Reference(target)
        above, _, last = path.rpartition(".")
        target = self._target(above, near) if above else None
        if target is None:
            return None
        if target.kind == "checkboxes" and last in target.options:
            return Reference(target, box=target.options[last])
        if target.kind == "group" and last == "length":
            return Reference(target, counted=True)
        return None

    def _target(self, path: str, near: Target) -> Target | None:
        sibling = self._inside[near.group].get(path) if near.group else None
        if sibling is not None:
            return sibling
        if path in self._by_path:
            return self._by_path[path]
        named = [found for found in self._by_key.get(path, ()) if found.group in ("", near.group)]
        return named[0] if len(named) == 1 else None

    def _reachable(self, target: Target, near: Target, name: str) -> None:
        """Inside a group only its own questions and those of the form can be looked at; a sibling
        of the same name would be taken for one of the form."""
        if target.kind == CASE:
            return
        hidden = not target.group and near.group and target.name in self._names[near.group]
        if hidden or target.group not in ("", near.group):
            raise Untold(message("refers", name=name))
