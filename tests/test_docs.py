"""What is written for readers is true: settings, tables, commands, links, and the code in it."""

import base64
import re
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
import sqlalchemy as sa
import yaml
from click.testing import CliRunner

from connectors.registry import CONNECTORS
from portal.cli import main
from portal.models import Agency, Base, CalendarVersion, FormVersion
from portal.secrets_file import load_secrets
from portal.settings import Settings
from tests.sources import ROOT, docs, named, tracked

DOCS = ROOT / "docs"
READMES = ("README.md", "README.vi.md")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
CODE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `([^`]+)` \| (?:`([^`]*)`|–)", re.MULTILINE)
LARGEST_PICTURE = 120 * 1024
ALL_PICTURES = 2 * 1024 * 1024


def written() -> list[Path]:
    """List all documents."""
    return [path for path in tracked() if path.suffix == ".md"]


def text_of(path: Path) -> str:
    """Give a document without its code, in which a bracket means something else."""
    return re.sub(r"`[^`\n]+`", "`", CODE.sub("", path.read_text()))


def blocks(name: str, language: str) -> list[str]:
    """List a document's blocks of code in a language."""
    found = CODE.findall((DOCS / name).read_text())
    return [code for told, code in found if told == language]


def anchors(path: Path) -> set[str]:
    """List the anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", path.read_text()), re.MULTILINE)
    bare = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in bare}


def links(path: Path) -> set[str]:
    """List where a document's links and pictures lead."""
    return {link or picture for link, picture in LINK.findall(text_of(path))}


@pytest.mark.parametrize("path", written(), ids=named)
def test_every_link_between_documents_leads_somewhere(path):
    broken = []
    for link in links(path):
        target, _, anchor = link.partition("#")
        if "://" in link:
            continue
        place = (path.parent / target).resolve() if target else path
        known = place.exists() and (not anchor or anchor in anchors(place))
        broken += [] if known else [link]
    assert not broken


def test_both_readmes_lead_to_the_same_places():
    english, vietnamese = (
        {link.partition("#")[0] for link in links(ROOT / name)} - {*READMES} for name in READMES
    )
    assert english == vietnamese
    assert len(anchors(ROOT / READMES[0])) == len(anchors(ROOT / READMES[1]))


def test_every_decision_stands_in_the_list_of_decisions():
    records = {path.name for path in (DOCS / "decisions").glob("0*.md")}
    assert links(DOCS / "decisions" / "README.md") == records


def targets() -> set[str]:
    """List what can be made."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_begins_with_the_two_commands(readme):
    first = next(code for _, code in CODE.findall((ROOT / readme).read_text()))
    assert re.findall(r"^make (\w+)", first, re.MULTILINE) == ["run", "test"]


def test_whatever_a_document_makes_can_be_made():
    said = {word for path in written() for word in re.findall(r"`make (\w+)", path.read_text())}
    said |= {
        word
        for path in written()
        for _, code in CODE.findall(path.read_text())
        for word in re.findall(r"^make (\w+)", code, re.MULTILINE)
    }
    assert {"run", "test", "install", "check", "help"} <= said <= targets()


def commands(command: click.Command, name: str) -> Iterator[str]:
    """List a command's full name and those of everything under it."""
    if not isinstance(command, click.Group):
        yield name
        return
    around = click.Context(command)
    for word in command.list_commands(around):
        found = command.get_command(around, word)
        assert found is not None
        yield from commands(found, f"{name} {word}")


def test_the_documents_name_every_command():
    assert [name for name in commands(main, "portal") if name not in docs()] == []


def test_the_documents_name_no_other_command():
    words = r"(?:`|\.venv/bin/)portal ([a-z]+)(?: ([a-z]+))?"
    known = set(commands(main, "portal"))
    known |= {name.rpartition(" ")[0] for name in known if name.count(" ") > 1}
    said = {(one, two) for path in written() for one, two in re.findall(words, path.read_text())}
    assert [(a, b) for a, b in said if not {f"portal {a}", f"portal {a} {b}"} & known] == []


def test_the_architecture_names_every_connector():
    told = (DOCS / "architecture.md").read_text()
    assert [name for name in CONNECTORS if f"`{name}`" not in told] == []


def test_the_architecture_lists_every_table_with_its_key():
    told = (DOCS / "architecture.md").read_text().partition("\n## Tables")[2]
    listed = {table: key for table, key in ROW.findall(told.partition("\n## ")[0])}
    tables = Base.metadata.tables.values()
    assert listed == {table.name: ", ".join(table.primary_key.columns.keys()) for table in tables}


class Asked(dict[str, str]):
    """An environment that remembers what was asked of it."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self.names: set[str] = set()

    def get(self, name: str, default=None):
        """Give a variable."""
        self.names.add(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return super().__contains__(name)


def variables() -> dict[str, str]:
    """List the documented variables with their defaults ("" for none)."""
    told = (DOCS / "settings.md").read_text().partition("\n## The secrets file")[0]
    return dict(ROW.findall(told))


def test_every_variable_is_documented_and_no_other(tmp_path):
    environment = Asked({"DATA_DIR": str(tmp_path)})
    Settings.load(environment)
    assert set(variables()) == environment.names


def test_the_documented_defaults_are_what_happens_if_nothing_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plain = Settings.load({})
    told = {name: value.replace("<PORT>", "8000") for name, value in variables().items() if value}
    assert len(told) > 15
    assert [name for name in told if Settings.load({name: told[name]}) != plain] == []


def test_the_documented_secrets_file_is_whole(tmp_path):
    key = base64.b64encode(b"k" * 32).decode()
    text = blocks("settings.md", "json")[0].replace("<32 bytes in base64>", key)
    (tmp_path / "secrets.json").write_text(text)
    secrets = load_secrets(tmp_path / "secrets.json", generate=False)
    told = (DOCS / "settings.md").read_text()
    assert [name for name in secrets.keys if f"`keys.{name}`" not in told] == []


@pytest.fixture
def installation(settings, monkeypatch) -> Settings:
    """Put this test's settings where somebody at a prompt would have them."""
    given = {
        "DATA_DIR": str(settings.data_dir),
        "PORT": str(settings.port),
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return settings


def test_a_portal_is_furnished_as_the_documents_say(installation, database, tmp_path):
    file = tmp_path / "H41.12.yaml"
    file.write_text(blocks("adding-an-agency.md", "yaml")[0], encoding="utf-8")
    (tmp_path / "H41.12.key").write_text("at least thirty-two characters, please\n")
    secret = f"secret=@{tmp_path / 'H41.12.key'}"
    prompt = CliRunner()
    for words in (
        ["migrate"],
        ["furnish", "--by", "Nguyễn Thị Mẫu"],
        ["agency", "add", str(file), "--no-check", "--set", secret],
    ):
        done = prompt.invoke(main, words)
        assert done.exit_code == 0, done.output
    with database.read() as session:
        assert session.scalar(sa.select(Agency.code)) == "H41.12"
        assert session.scalar(sa.select(CalendarVersion.approved_by)) == "Nguyễn Thị Mẫu"
        forms = session.scalar(sa.select(sa.func.count()).select_from(FormVersion))
    assert forms == len(list(ROOT.glob("forms/catalog/*.yaml")))


def test_the_statements_in_the_documents_run(database):
    statements = [
        statement
        for name in ("operations.md", "adding-an-agency.md")
        for code in blocks(name, "sql")
        for statement in code.split(";")
        if statement.strip()
    ]
    assert len(statements) > 8
    for statement in statements:
        with database.write() as session:
            session.execute(sa.text(statement))


def test_pictures_are_small_and_say_what_they_show():
    pictures = list((DOCS / "pictures").rglob("*.*"))
    assert sum(path.stat().st_size for path in pictures) <= ALL_PICTURES
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []
    drawn = ElementTree.parse(DOCS / "pictures" / "flow.svg").getroot()
    told = {child.tag.rpartition("}")[2]: child.text for child in drawn}
    assert drawn.get("role") == "img"
    assert told["title"] and told["desc"]
    for name in READMES:
        assert not re.search(r"!\[\]|<img(?![^>]*\balt=\"[^\"])", (ROOT / name).read_text())


def test_the_public_description_has_the_shape_of_version_0_4():
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    setup = ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg")
    needed = "publiccodeYmlVersion name url platforms developmentStatus softwareType description"
    assert {*needed.split(), "legal", "maintenance", "localisation"} <= set(told)
    assert told["publiccodeYmlVersion"] == "0.4"
    assert told["softwareVersion"] == setup["metadata"]["version"]
    assert told["legal"]["license"] == setup["metadata"]["license"]
    assert set(told["localisation"]["availableLanguages"]) == set(told["description"])
    for description in told["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_the_newest_entry_of_the_changelog_is_the_version_at_hand():
    setup = ConfigParser(interpolation=None)
    setup.read(ROOT / "setup.cfg")
    newest = re.search(r"^## ([\d.]+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest is not None and newest[1] == setup["metadata"]["version"]
