"""Definitions as they come: all is carried or told of, and what comes of them can be tried."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from forms.fields import from_fields
from forms.formio import NotAForm, read
from forms.loader import load
from forms.schema import Context, check
from portal.jobs.operate.form_check import examine
from tests.forms.formio.builder import TYPES, column, saved, whole
from tests.forms.formio.definitions import ALL, NAME, Definition
from tests.forms.little import TODAY

WITHOUT_EQUAL = {"signature", "hidden"}


def test_there_are_at_least_twenty_five_of_them_each_with_a_name():
    names = [each.name for each in ALL]
    assert len(names) == len(set(names)) >= 25


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.name)
def test_all_is_carried_or_told_of(definition: Definition):
    imported = read(definition.source, name="form.json")
    assert {left.path for left in imported.left_out} == definition.left
    assert imported.exit_code == (3 if definition.left else 0)
    lost = [label for label, key in _asked(definition) if not _found(label, key, imported)]
    assert lost == []


def _found(label: str, key: str, imported: Any) -> bool:
    told = any(key in left.path.split("/") for left in imported.left_out)
    return told or f'"{label}"' in imported.yaml or f"vi: {label}" in imported.yaml


def _asked(definition: Definition) -> Iterator[tuple[str, str]]:
    """Label and key of whatever asks for an answer."""
    text = definition.source
    waiting: list[Any] = [json.loads(text.decode(json.detect_encoding(text)))]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            asks = value.get("input") and value.get("type") not in ("button", "container")
            if asks and "label" in value:
                yield value["label"], value["key"]
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.name)
def test_its_check_finds_nothing_but_what_a_person_has_to_write(definition, tmp_path: Path):
    file = tmp_path / "made.yaml"
    file.write_text(read(definition.source, name="form.json").yaml, encoding="utf-8")
    problems, _form = examine(file)
    assert [str(each) for each in problems if "placeholder" not in str(each)] == []


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.name)
def test_what_comes_of_it_can_be_tried(definition: Definition):
    form = load(read(definition.source, name="form.json").yaml)
    for case in form.cases:
        for step in form.steps:
            answers = from_fields(form, step.id, [])
            checked = check(form, answers, Context(case.id, TODAY, step=step.id))
            asked = {question.name for question in step.questions}
            assert {path.partition(".")[0] for path in checked.errors} <= asked


@pytest.mark.parametrize("kind", sorted(set(TYPES)))
def test_what_a_builder_writes_by_itself_is_no_news(kind: str):
    made = saved(kind, "mot", "Câu một")
    if kind in ("panel", "fieldset", "well", "container", "datagrid", "editgrid"):
        made["components"] = [saved("textfield", "trong", "Bên trong")]
    elif kind == "tabs":
        made["components"] = [
            {"label": "T", "key": "t", "components": [saved("email", "e", "Thư")]}
        ]
    elif kind == "columns":
        made["columns"] = [column(saved("textfield", "trong", "Bên trong"))]
    elif kind == "table":
        made["rows"] = [[{"components": [saved("textfield", "trong", "Bên trong")]}]]
    imported = read(json.dumps(whole(NAME, made)).encode(), name="form.json")
    assert {left.path for left in imported.left_out} == (
        {"mot"} if kind in WITHOUT_EQUAL else set()
    )
    load(imported.yaml)


GOOD = ALL[0].source


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("cut short", GOOD[: len(GOOD) // 2]),
        ("twice the same key", GOOD[:-1] + b', "title": "x"}'),
        ("deep", b"[" * 50_000 + b"]" * 50_000),
        ("deep in components", b'{"components":[' * 5_000),
        ("not JSON", b"%PDF-1.7"),
        ("JSON of another thing", b'{"openapi": "3.1.0", "paths": {}}'),
        ("JSON schema", b'{"type": "object", "properties": {"a": {"type": "string"}}}'),
        ("an empty file", b""),
        ("a number", b"42"),
        ("no component in it", b'{"components": []}'),
        ("components that are none", b'{"components": [1, "a", null, {"label": "x"}]}'),
        ("fifty megabytes", b'{"components": [' + b" " * (50 * 2**20) + b"]}"),
        ("a form file of ours", b"procedure: '1.004194'"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_no_form_is_refused_in_one_line(name, source):
    with pytest.raises(NotAForm) as refused:
        read(source, name="form.json")
    for lang in ("vi", "en"):
        assert refused.value.say(lang) and "\n" not in refused.value.say(lang)
    assert refused.value.exit_code == 2
