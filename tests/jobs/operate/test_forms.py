"""The commands of those who write forms, as they are typed."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from forms.kinds.json_schema import DIALECT
from forms.loader import CATALOG, text_hash
from portal.db import Database
from portal.models import FormVersion
from tests.forms.little import text

CODE = "9.000001"
EXAMPLES = """
examples:
  - name: all is well
    case: usual
    answers: {full_name: Trần Thị Bình, number: "040190001234", phone: "0912345678"}
  - name: a phone is missing
    from: all is well
    without: [phone]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a form file that is in order."""
    return _write(tmp_path, text())


def _write(folder: Path, source: str, name: str = "form.yaml") -> Path:
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return path


def test_a_file_in_order_passes(portal, file: Path) -> None:
    result = portal("forms", "check", file)
    assert (result.exit_code, "in order" in result.output) == (0, True)


def test_every_problem_of_every_file_is_told_with_its_line(portal, tmp_path: Path) -> None:
    wrong = text().replace("kind: phone", "kind: fone").replace("qty: 1", "qty: none")
    one, two = _write(tmp_path, wrong, "one.yaml"), _write(tmp_path, "steps: [", "two.yaml")
    result = portal("forms", "check", one, two)
    lines = wrong.splitlines()
    phone = next(n for n, line in enumerate(lines, 1) if "fone" in line)
    term = next(n for n, line in enumerate(lines, 1) if "qty" in line)
    assert result.exit_code == 1
    for beginning in (f"{one}:{phone}: ", f"{one}:{term}: ", f"{two}:"):
        assert any(line.startswith(beginning) for line in result.output.splitlines())


def test_an_example_that_does_not_pass_is_told_at_its_own_line(portal, tmp_path: Path) -> None:
    source = text(more=EXAMPLES)
    result = portal("forms", "check", _write(tmp_path, source))
    line = next(n for n, said in enumerate(source.splitlines(), 1) if "phone is missing" in said)
    assert result.exit_code == 1
    assert f":{line}: The example “a phone is missing” does not pass" in result.output
    assert "all is well" not in result.output


def test_a_file_that_is_no_text_is_told_with_its_line(portal, tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    path.write_bytes(b"procedure: x\nname: \xff\n")
    result = portal("forms", "check", path)
    assert (result.exit_code, result.output) == (
        1,
        f"{path}:2: The file has to be UTF-8, and here it is not\n",
    )


def test_the_schema_is_a_json_schema_of_a_file_or_a_code(portal, file: Path) -> None:
    for name, lang, title in ((file, "en", "A trial"), ("1.001193", "vi", "Đăng ký khai sinh")):
        result = portal("forms", "schema", name, "--lang", lang)
        made = json.loads(result.stdout)
        assert (made["type"], made["$schema"]) == ("object", DIALECT)
        assert made["title"] == title


def test_a_form_that_is_nowhere_is_one_line(portal) -> None:
    result = portal("forms", "schema", "8.888888")
    assert result.exit_code == 2
    assert "8.888888 is no file" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_versions_are_compared_in_plain_words(portal, file: Path, tmp_path: Path) -> None:
    newer = _write(tmp_path, text(processing="  [{qty: 2, unit: working_day}]"), "newer.yaml")
    result = portal("forms", "diff", file, newer, "--lang", "en")
    assert result.output == (
        "Times:\n  ~ Time the agency has: now 2 working days (before: 1 working days)\n"
    )
    assert "nay 2 ngày làm việc" in portal("forms", "diff", file, newer).output
    assert (
        portal("forms", "diff", file, file, "--lang", "en").output
        == "Nothing changes for citizens\n"
    )


def test_a_version_is_published_listed_shown_and_closed(portal, file: Path) -> None:
    source = file.read_text()
    published = portal("forms", "publish", file, "--by", "Nguyễn Thị Mẫu")
    assert published.exit_code == 0, published.output
    row = portal("forms", "list").output.rstrip("\n").split("\t")
    assert (row[0], row[1], row[4], row[6]) == (
        CODE,
        "live",
        "Nguyễn Thị Mẫu",
        text_hash(source),
    )
    assert portal("forms", "show", row[6][:8]).output == source
    assert portal("forms", "publish", file, "--by", "B").output.startswith(
        f"{CODE} Thủ tục thử: is live"
    )
    assert portal("forms", "close", CODE, "--by", "Trần Văn B").exit_code == 0
    listed = portal("forms", "list", CODE).output
    assert "\tclosed\t" in listed
    assert "by Trần Văn B" in listed and "by Nguyễn Thị Mẫu" in listed


def test_a_version_is_scheduled_and_the_one_before_ends_then(
    portal, file: Path, tmp_path: Path, database: Database
) -> None:
    portal("forms", "publish", file, "--by", "A")
    newer = _write(tmp_path, text(processing="  [{qty: 2, unit: working_day}]"), "newer.yaml")
    result = portal("forms", "publish", newer, "--by", "A", "--from", "2099-01-01T07:00")
    assert "nay 2 ngày làm việc" in result.output
    with database.read() as session:
        rows = session.scalars(sa.select(FormVersion).order_by(FormVersion.live_from)).all()
    assert [row.live_until and row.live_until.isoformat() for row in rows] == [
        "2099-01-01T00:00:00+00:00",
        None,
    ]
    assert ["live" in line for line in portal("forms", "list").output.splitlines()] == [False, True]


def test_a_moment_that_is_over_or_is_none_is_refused(portal, file: Path) -> None:
    over = portal("forms", "publish", file, "--by", "A", "--from", "2001-01-01")
    assert (over.exit_code, "is over" in over.stderr) == (2, True)
    assert portal("forms", "close", CODE, "--by", "A", "--from", "soon").exit_code == 2
    assert portal("forms", "close", CODE, "--by", "A").exit_code == 2


def test_a_file_that_does_not_pass_its_examples_is_not_published(
    portal, tmp_path: Path, database: Database
) -> None:
    result = portal("forms", "publish", _write(tmp_path, text(more=EXAMPLES)), "--by", "A")
    assert (result.exit_code, "does not pass" in result.stderr) == (1, True)
    with database.read() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(FormVersion)) == 0


def test_a_form_goes_out_as_formio_and_comes_back_the_same(portal, tmp_path: Path) -> None:
    given = portal("forms", "export", "1.001193", "--formio")
    definition = _write(tmp_path, given.stdout, "form.json")
    back = portal("forms", "import", definition)
    assert (back.exit_code, back.stderr) == (0, "")
    path = _write(tmp_path, back.stdout)
    compared = portal("forms", "diff", CATALOG / "1.001193.yaml", path, "--lang", "en")
    assert compared.output == "Nothing changes for citizens\n"


def test_what_an_import_cannot_carry_over_is_listed_and_facts_are_put_in(
    portal, tmp_path: Path
) -> None:
    component = {
        "type": "textfield",
        "key": "hoTen",
        "label": "Họ tên",
        "validate": {"custom": "valid = x()"},
    }
    definition = _write(tmp_path, json.dumps({"components": [component]}), "form.json")
    result = portal("forms", "import", definition, "--fact", "procedure=1.004194")
    assert result.exit_code == 3
    assert "custom" in result.stderr
    assert 'procedure: "1.004194"' in result.stdout or "procedure: '1.004194'" in result.stdout
    unwritten = portal("forms", "check", _write(tmp_path, result.stdout))
    assert "placeholder" in unwritten.output


@pytest.mark.parametrize("content", ["", "{", '{"a": 1}', "[]", "\x00"])
def test_what_is_no_form_is_one_line_and_ends_with_2(portal, tmp_path: Path, content: str) -> None:
    result = portal("forms", "import", _write(tmp_path, content, "form.json"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_a_form_is_begun_from_a_national_record_and_its_check_finds_only_marks(
    portal, tmp_path: Path
) -> None:
    record = Path("tests/forms/national/records/portal.json")
    made = portal("forms", "skeleton", record)
    assert made.exit_code == 0
    assert "to write: summary" in made.stderr
    assert "not carried over: steps_raw" in made.stderr
    checked = portal("forms", "check", _write(tmp_path, made.stdout, "begun.yaml"))
    assert checked.exit_code == 1
    assert all("is a placeholder" in line for line in checked.output.splitlines())


def test_what_is_no_national_record_is_refused_in_one_line(portal, tmp_path: Path) -> None:
    result = portal("forms", "skeleton", _write(tmp_path, "{}", "record.json"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1 and "no procedure record" in result.stderr
